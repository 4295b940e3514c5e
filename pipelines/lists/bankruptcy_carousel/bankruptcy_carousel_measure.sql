-- One row per construction of ends in debt and per living employer in one, with what is at stake and when the next end is likely.
-- Next end: first day of a living successor plus the mean life of the successors that ended. At stake: what is open at those that live,
-- for a successor no less than the mean that one end left open.
WITH
  construction AS (
    SELECT
      c.construction_id,
      c.points,
      c.death_count,
      c.lost_cents,
      c.life_days,
      c.last_stop_date,
      whole_part(c.lost_cents, greater_of(c.death_count, 1)) AS mean_lost_cents
    FROM
      network.construction AS c
    WHERE
      c.construction_code <> 'ring'
      AND c.points > 0
  ),
  member AS (
    SELECT
      m.construction_id,
      m.noss_registration_number,
      m.role_code,
      m.generation,
      m.has_straw_director,
      m.unpaid_quarter_count,
      m.owed_cents AS open_cents,
      CASE
        WHEN m.role_code = 'successor' THEN greater_of(m.owed_cents, c.mean_lost_cents)
        ELSE m.owed_cents
      END AS stake_cents,
      CASE
        WHEN m.role_code = 'successor' THEN days_after(m.registration_date, c.life_days)
      END AS next_end_date,
      m.stop_date IS NULL AS is_living,
      row_number() OVER (
        PARTITION BY
          m.construction_id
        ORDER BY
          CASE m.role_code
            WHEN 'key' THEN 1
            WHEN 'successor' THEN 2
            WHEN 'side' THEN 3
            WHEN 'ring' THEN 4
            WHEN 'dead' THEN 5
            ELSE 6
          END,
          m.owed_cents DESC,
          m.noss_registration_number
      ) AS precedence
    FROM
      network.construction_member AS m
      INNER JOIN construction AS c ON c.construction_id = m.construction_id
  ),
  taken AS (
    SELECT
      t.other_registration_number AS noss_registration_number,
      sum(s.moved_worker_count) AS taken_worker_count,
      sum(s.worker_count) AS worker_count,
      sum(s.owed_cents) AS lost_cents
    FROM
      network.construction_tie AS t
      INNER JOIN network.employer_succession AS s ON s.noss_registration_number = t.noss_registration_number
      AND s.successor_registration_number = t.other_registration_number
    WHERE
      t.tie_code = 'succession'
    GROUP BY
      t.other_registration_number
  ),
  living AS (
    SELECT
      m.construction_id,
      sum(m.open_cents) AS open_cents,
      sum(m.stake_cents) AS stake_cents,
      min(m.next_end_date) AS next_end_date
    FROM
      member AS m
    WHERE
      m.is_living
    GROUP BY
      m.construction_id
  ),
  subject AS (
    SELECT
      c.construction_id AS subject_id,
      CAST(NULL AS VARCHAR) AS lead_id,
      k.noss_registration_number,
      'network' AS role_code,
      CAST(NULL AS INTEGER) AS generation,
      FALSE AS has_straw_director,
      0 AS unpaid_quarter_count,
      coalesce(l.open_cents, 0) AS open_cents,
      coalesce(l.stake_cents, 0) AS stake_cents,
      l.next_end_date,
      l.construction_id IS NOT NULL AS is_living,
      c.construction_id
    FROM
      construction AS c
      INNER JOIN member AS k ON k.construction_id = c.construction_id
      AND k.precedence = 1
      LEFT JOIN living AS l ON l.construction_id = c.construction_id
    UNION ALL
    SELECT
      m.noss_registration_number AS subject_id,
      m.construction_id AS lead_id,
      m.noss_registration_number,
      m.role_code,
      m.generation,
      m.has_straw_director,
      m.unpaid_quarter_count,
      m.open_cents,
      m.stake_cents,
      m.next_end_date,
      m.is_living,
      m.construction_id
    FROM
      member AS m
    WHERE
      m.is_living
  )
SELECT
  s.subject_id AS subject_id,
  s.lead_id AS lead_id,
  s.noss_registration_number AS noss_registration_number,
  s.role_code AS role_code,
  CAST(s.generation AS INTEGER) AS generation,
  s.is_living AS is_living,
  s.has_straw_director AS has_straw_director,
  CAST(c.points AS INTEGER) AS construction_points,
  CAST(c.death_count AS INTEGER) AS death_count,
  CAST(c.lost_cents AS BIGINT) AS lost_cents,
  c.last_stop_date AS last_stop_date,
  CAST(coalesce(t.taken_worker_count, 0) AS INTEGER) AS taken_worker_count,
  CAST(coalesce(t.worker_count, 0) AS INTEGER) AS predecessor_worker_count,
  CAST(coalesce(t.lost_cents, 0) AS BIGINT) AS predecessor_lost_cents,
  CAST(s.unpaid_quarter_count AS INTEGER) AS unpaid_quarter_count,
  CAST(s.open_cents AS BIGINT) AS open_cents,
  CAST(s.stake_cents AS BIGINT) AS stake_cents,
  CAST(c.life_days AS INTEGER) AS life_days,
  s.next_end_date AS next_end_date,
  CAST(date_diff('day', CAST($as_of_date AS DATE), s.next_end_date) AS INTEGER) AS days_left
FROM
  subject AS s
  INNER JOIN construction AS c ON c.construction_id = s.construction_id
  LEFT JOIN taken AS t ON t.noss_registration_number = s.subject_id
