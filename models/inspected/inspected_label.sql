-- One row per employer and day on which a case was opened on it, whatever the phenomenon.
-- A propensity, not a risk: it tells where nobody looks.
SELECT
  c.noss_registration_number AS subject_id,
  c.opened_date AS outcome_date,
  c.opened_date AS known_date,
  TRUE AS is_positive,
  bool_or(coalesce(c.origin_code, '') = 'coordinated') AS is_random_arm,
  CAST(NULL AS BIGINT) AS outcome_cents
FROM
  staging.inspection_case AS c
WHERE
  c.opened_date <= $as_of_date
  AND c.noss_registration_number IS NOT NULL
GROUP BY
  c.noss_registration_number,
  c.opened_date
