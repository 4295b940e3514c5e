-- One row per employer and day of an outcome known at the as-of date: an end in debt as part of a construction of several deaths, with
-- an older company at its side or the same workers, or a carousel found by an inspection.
WITH
  ending AS (
    SELECT
      m.noss_registration_number,
      m.stop_date AS outcome_date,
      s.stop_known_date AS known_date,
      m.owed_cents
    FROM
      network.construction_member AS m
      INNER JOIN network.construction AS c ON c.construction_id = m.construction_id
      INNER JOIN network.employer_state AS s ON s.noss_registration_number = m.noss_registration_number
    WHERE
      m.role_code = 'dead'
      AND c.points >= 20
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
