-- One row per employer that shares a ring of workers with others within short lives, as known at the as-of date: a sign of fiction.
WITH
  ring AS (
    SELECT
      t.noss_registration_number,
      t.other_registration_number,
      t.shared_worker_count
    FROM
      network.construction_tie AS t
    WHERE
      t.tie_code = 'ring'
  ),
  end_of_tie AS (
    SELECT
      r.noss_registration_number,
      r.shared_worker_count
    FROM
      ring AS r
    UNION ALL
    SELECT
      r.other_registration_number AS noss_registration_number,
      r.shared_worker_count
    FROM
      ring AS r
  )
SELECT
  e.noss_registration_number AS noss_registration_number,
  min(m.construction_id) AS construction_id,
  CAST(count(*) AS INTEGER) AS ring_partner_count,
  CAST(max(e.shared_worker_count) AS INTEGER) AS shared_worker_count,
  share_of(lesser_of(max(e.shared_worker_count), min(m.worker_count)), min(m.worker_count)) AS ring_worker_share
FROM
  end_of_tie AS e
  INNER JOIN network.construction_member AS m ON m.noss_registration_number = e.noss_registration_number
GROUP BY
  e.noss_registration_number
