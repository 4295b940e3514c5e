-- One row per construction: what is counted in it, as known at the as-of date.
-- Passages: successions out of employers that ended in debt, with nothing that speaks for an honest course.
WITH
  member AS (
    SELECT
      m.construction_id,
      count(*) AS linked_employer_count,
      count_if(m.role_code = 'dead') AS death_count,
      count_if(m.stop_date IS NULL) AS living_count,
      count_if(m.role_code IN ('key', 'side')) AS side_count,
      max(m.generation) AS chain_length,
      count_if(
        m.has_straw_director
        AND m.role_code = 'dead'
      ) AS straw_count,
      sum(
        CASE
          WHEN m.role_code = 'dead' THEN m.owed_cents
          ELSE 0
        END
      ) AS lost_cents,
      sum(
        CASE
          WHEN m.stop_date IS NULL THEN m.owed_cents
          ELSE 0
        END
      ) AS open_cents,
      min(m.stop_date) AS first_stop_date,
      max(m.stop_date) AS last_stop_date,
      sum(
        CASE
          WHEN m.role_code = 'dead'
          AND m.generation > 1 THEN date_diff('day', m.registration_date, m.stop_date)
          ELSE 0
        END
      ) AS life_days,
      count_if(
        m.role_code = 'dead'
        AND m.generation > 1
      ) AS life_count
    FROM
      network.construction_member AS m
    GROUP BY
      m.construction_id
  ),
  passage AS (
    SELECT
      m.construction_id,
      t.noss_registration_number,
      s.successor_registration_number,
      s.worker_count,
      s.moved_worker_count,
      s.mandate_count,
      s.has_address,
      s.shared_client_count,
      s.gap_days
    FROM
      network.construction_tie AS t
      INNER JOIN network.construction_member AS m ON m.noss_registration_number = t.noss_registration_number
      INNER JOIN network.employer_succession AS s ON s.noss_registration_number = t.noss_registration_number
      AND s.successor_registration_number = t.other_registration_number
    WHERE
      t.tie_code = 'succession'
  ),
  staff AS (
    SELECT
      d.construction_id,
      sum(d.worker_count) AS worker_count,
      sum(lesser_of(d.moved_worker_count, d.worker_count)) AS moved_worker_count
    FROM
      (
        SELECT
          p.construction_id,
          p.noss_registration_number,
          max(p.worker_count) AS worker_count,
          sum(p.moved_worker_count) AS moved_worker_count
        FROM
          passage AS p
        GROUP BY
          p.construction_id,
          p.noss_registration_number
      ) AS d
    GROUP BY
      d.construction_id
  ),
  flow AS (
    SELECT
      p.construction_id,
      count(*) AS passage_count,
      count_if(
        4 * p.moved_worker_count >= p.worker_count
        AND p.moved_worker_count > 0
      ) AS staff_passage_count,
      count_if(p.mandate_count > 0) AS mandate_passage_count,
      count_if(p.has_address) AS address_passage_count,
      count_if(p.shared_client_count > 0) AS client_passage_count,
      count_if(p.gap_days < 0) AS ready_count
    FROM
      passage AS p
    GROUP BY
      p.construction_id
  ),
  ring AS (
    SELECT
      m.construction_id,
      count(*) AS ring_tie_count
    FROM
      network.construction_tie AS t
      INNER JOIN network.construction_member AS m ON m.noss_registration_number = t.noss_registration_number
    WHERE
      t.tie_code = 'ring'
    GROUP BY
      m.construction_id
  ),
  honest AS (
    SELECT
      m.construction_id,
      count(*) AS honest_passage_count
    FROM
      network.construction_member AS m
      INNER JOIN network.employer_succession AS s ON s.noss_registration_number = m.noss_registration_number
    WHERE
      s.honest_code IS NOT NULL
    GROUP BY
      m.construction_id
  )
SELECT
  m.construction_id AS construction_id,
  CAST(m.linked_employer_count AS INTEGER) AS linked_employer_count,
  CAST(m.death_count AS INTEGER) AS death_count,
  CAST(m.living_count AS INTEGER) AS living_count,
  CAST(m.side_count AS INTEGER) AS side_count,
  CAST(m.chain_length AS INTEGER) AS chain_length,
  CAST(m.straw_count AS INTEGER) AS straw_count,
  CAST(coalesce(w.moved_worker_count, 0) AS INTEGER) AS moved_worker_count,
  CAST(coalesce(w.worker_count, 0) AS INTEGER) AS worker_count,
  CAST(coalesce(f.passage_count, 0) AS INTEGER) AS passage_count,
  CAST(coalesce(f.staff_passage_count, 0) AS INTEGER) AS staff_passage_count,
  CAST(coalesce(f.mandate_passage_count, 0) AS INTEGER) AS mandate_passage_count,
  CAST(coalesce(f.address_passage_count, 0) AS INTEGER) AS address_passage_count,
  CAST(coalesce(f.client_passage_count, 0) AS INTEGER) AS client_passage_count,
  CAST(coalesce(h.honest_passage_count, 0) AS INTEGER) AS honest_passage_count,
  CAST(coalesce(f.ready_count, 0) AS INTEGER) AS ready_count,
  CAST(coalesce(r.ring_tie_count, 0) AS INTEGER) AS ring_tie_count,
  CAST(m.lost_cents AS BIGINT) AS lost_cents,
  CAST(m.open_cents AS BIGINT) AS open_cents,
  m.first_stop_date AS first_stop_date,
  m.last_stop_date AS last_stop_date,
  CAST(
    CASE
      WHEN m.life_count > 0 THEN whole_part(m.life_days, m.life_count)
    END AS INTEGER
  ) AS life_days
FROM
  member AS m
  LEFT JOIN flow AS f ON f.construction_id = m.construction_id
  LEFT JOIN staff AS w ON w.construction_id = m.construction_id
  LEFT JOIN ring AS r ON r.construction_id = m.construction_id
  LEFT JOIN honest AS h ON h.construction_id = m.construction_id
