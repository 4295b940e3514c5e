-- One row per employer of a construction, with the part it plays as known at the as-of date.
WITH
  taking AS (
    SELECT
      t.other_registration_number AS noss_registration_number,
      count_if(t.tie_code = 'succession') AS succession_count,
      count_if(t.tie_code = 'side') AS side_count
    FROM
      network.construction_tie AS t
    GROUP BY
      t.other_registration_number
  ),
  straw AS (
    SELECT
      d.noss_registration_number,
      count(*) AS straw_count
    FROM
      network.straw_director AS d
    GROUP BY
      d.noss_registration_number
  )
SELECT
  g.noss_registration_number AS noss_registration_number,
  opaque_id('K', g.founder_registration_number) AS construction_id,
  CASE
    WHEN g.earlier_founder_registration_number IS NOT NULL THEN opaque_id('K', g.earlier_founder_registration_number)
  END AS earlier_construction_id,
  CASE
    WHEN s.stop_date IS NOT NULL
    AND s.owed_cents > 0 THEN 'dead'
    WHEN s.stop_date IS NOT NULL THEN 'ended'
    WHEN t.succession_count > 0 THEN 'successor'
    WHEN t.side_count > 1 THEN 'key'
    WHEN t.side_count > 0 THEN 'side'
    ELSE 'ring'
  END AS role_code,
  CAST(g.generation AS INTEGER) AS generation,
  coalesce(w.straw_count, 0) > 0 AS has_straw_director,
  s.registration_date AS registration_date,
  s.stop_date AS stop_date,
  s.owed_cents AS owed_cents,
  s.unpaid_quarter_count AS unpaid_quarter_count,
  s.worker_count AS worker_count
FROM
  network.construction_group AS g
  INNER JOIN network.employer_state AS s ON s.noss_registration_number = g.noss_registration_number
  LEFT JOIN taking AS t ON t.noss_registration_number = g.noss_registration_number
  LEFT JOIN straw AS w ON w.noss_registration_number = g.noss_registration_number
