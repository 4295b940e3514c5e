-- One row per construction, as known at the as-of date.
-- Points: deaths beyond the first 25 each (75 at most), chain beyond two 15 each (30), successor ready before the end 10, one fourth of
-- the workers gone over 10, straw directors 15, clean older company at the side 10, a fourth of the quarters unpaid 5, ring 40.
WITH
  member AS (
    SELECT
      m.construction_id,
      min(m.noss_registration_number) AS first_registration_number,
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
  tie AS (
    SELECT
      m.construction_id,
      count_if(t.tie_code = 'succession') AS succession_count,
      count_if(t.tie_code = 'ring') AS ring_count,
      coalesce(sum(s.moved_worker_count), 0) AS moved_worker_count,
      count(
        CASE
          WHEN s.gap_days < 0
          AND t.tie_code = 'succession' THEN 1
        END
      ) AS ready_count,
      count(
        CASE
          WHEN 4 * s.moved_worker_count >= s.worker_count
          AND s.moved_worker_count > 0
          AND t.tie_code = 'succession' THEN 1
        END
      ) AS staff_count
    FROM
      network.construction_tie AS t
      INNER JOIN network.construction_member AS m ON m.noss_registration_number = t.noss_registration_number
      LEFT JOIN network.employer_succession AS s ON s.noss_registration_number = t.noss_registration_number
      AND s.successor_registration_number = t.other_registration_number
      AND t.tie_code <> 'ring'
    GROUP BY
      m.construction_id
  )
SELECT
  m.construction_id AS construction_id,
  CASE
    WHEN t.succession_count = 0 THEN 'ring'
    WHEN m.side_count > 0
    AND m.death_count > 1 THEN 'spider'
    WHEN m.death_count > 1 THEN 'carousel'
    ELSE 'single_death'
  END AS construction_code,
  t.ring_count > 1 AS is_worker_ring,
  CAST(m.linked_employer_count AS INTEGER) AS linked_employer_count,
  CAST(m.death_count AS INTEGER) AS death_count,
  CAST(m.living_count AS INTEGER) AS living_count,
  CAST(m.side_count AS INTEGER) AS side_count,
  CAST(m.chain_length AS INTEGER) AS chain_length,
  CAST(m.straw_count AS INTEGER) AS straw_count,
  CAST(t.moved_worker_count AS INTEGER) AS moved_worker_count,
  CAST(t.ready_count AS INTEGER) AS ready_count,
  CAST(m.lost_cents AS BIGINT) AS lost_cents,
  CAST(m.open_cents AS BIGINT) AS open_cents,
  m.first_stop_date AS first_stop_date,
  m.last_stop_date AS last_stop_date,
  CAST(
    CASE
      WHEN m.life_count > 0 THEN whole_part(m.life_days, m.life_count)
    END AS INTEGER
  ) AS life_days,
  CAST(
    CASE
      WHEN t.succession_count > 0 THEN lesser_of(25 * greater_of(m.death_count - 1, 0), 75)
      ELSE 0
    END + lesser_of(15 * greater_of(m.chain_length - 2, 0), 30) + CASE
      WHEN t.ready_count > 0 THEN 10
      ELSE 0
    END + CASE
      WHEN t.staff_count > 0 THEN 10
      ELSE 0
    END + CASE
      WHEN m.straw_count > 0 THEN 15
      ELSE 0
    END + CASE
      WHEN m.side_count > 0
      AND m.death_count > 0 THEN 10
      ELSE 0
    END + CASE
      WHEN t.ring_count > 1 THEN 40
      WHEN t.ring_count > 0 THEN 15
      ELSE 0
    END AS INTEGER
  ) AS points
FROM
  member AS m
  INNER JOIN tie AS t ON t.construction_id = m.construction_id
