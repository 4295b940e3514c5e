-- One row per declared works and day on which an inspection there ended with or without social dumping.
-- A coordinated action visits whoever is there: it is the arm that no risk selected.
SELECT
  c.avwddt_id AS subject_id,
  coalesce(o.outcome_date, o.known_date) AS outcome_date,
  CAST(max(o.known_date) AS DATE) AS known_date,
  bool_or(o.outcome_code = 'hit') AS is_positive,
  bool_or(coalesce(c.origin_code, '') = 'coordinated') AS is_random_arm,
  CAST(sum(o.regularised_cents) AS BIGINT) AS outcome_cents
FROM
  staging.inspection_case AS c
  INNER JOIN staging.inspection_outcome AS o ON o.case_id = c.case_id
WHERE
  o.known_date <= $as_of_date
  AND c.phenomenon_code = 'social_dumping'
  AND c.avwddt_id IS NOT NULL
  AND o.outcome_code IN ('hit', 'no_infringement')
GROUP BY
  c.avwddt_id,
  coalesce(o.outcome_date, o.known_date)
