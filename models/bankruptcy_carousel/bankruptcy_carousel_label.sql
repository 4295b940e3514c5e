-- One row per employer and day of an outcome known at the as-of date: a bankruptcy or an end in debt after which another employer carried
-- on with its people, holders or seat, or that followed such an end itself; or a carousel found by an inspection. No points are read.
WITH
  chained AS (
    SELECT
      t.noss_registration_number,
      t.other_registration_number,
      m.construction_id
    FROM
      network.construction_tie AS t
      INNER JOIN network.construction_member AS m ON m.noss_registration_number = t.noss_registration_number
    WHERE
      t.tie_code = 'succession'
  ),
  link_of_chain AS (
    SELECT
      c.noss_registration_number,
      c.construction_id
    FROM
      chained AS c
    UNION
    SELECT
      c.other_registration_number AS noss_registration_number,
      c.construction_id
    FROM
      chained AS c
  ),
  several AS (
    SELECT
      m.construction_id
    FROM
      network.construction_member AS m
    WHERE
      m.role_code = 'dead'
    GROUP BY
      m.construction_id
    HAVING
      count(*) > 1
  ),
  ending AS (
    SELECT
      s.noss_registration_number,
      s.stop_date AS outcome_date,
      s.stop_known_date AS known_date,
      s.owed_cents
    FROM
      network.employer_state AS s
      INNER JOIN link_of_chain AS l ON l.noss_registration_number = s.noss_registration_number
      INNER JOIN several AS v ON v.construction_id = l.construction_id
    WHERE
      s.stop_date IS NOT NULL
      AND s.owed_cents > 0
  ),
  visit AS (
    SELECT
      coalesce(c.noss_registration_number, s.noss_registration_number) AS noss_registration_number,
      coalesce(o.outcome_date, o.known_date) AS outcome_date,
      o.known_date,
      o.regularised_cents AS owed_cents
    FROM
      staging.inspection_case AS c
      INNER JOIN staging.inspection_outcome AS o ON o.case_id = c.case_id
      LEFT JOIN network.employer_state AS s ON s.cbe_number = c.cbe_number
    WHERE
      o.outcome_code = 'hit'
      AND o.known_date <= $as_of_date
      AND c.phenomenon_code = 'bankruptcy_carousel'
  ),
  outcome AS (
    SELECT
      e.noss_registration_number,
      e.outcome_date,
      e.known_date,
      e.owed_cents
    FROM
      ending AS e
    UNION ALL
    SELECT
      v.noss_registration_number,
      v.outcome_date,
      v.known_date,
      v.owed_cents
    FROM
      visit AS v
  )
SELECT
  o.noss_registration_number AS subject_id,
  o.outcome_date AS outcome_date,
  min(o.known_date) AS known_date,
  TRUE AS is_positive,
  FALSE AS is_random_arm,
  CAST(max(o.owed_cents) AS BIGINT) AS outcome_cents
FROM
  outcome AS o
WHERE
  o.noss_registration_number IS NOT NULL
GROUP BY
  o.noss_registration_number,
  o.outcome_date
