-- One row per employer and day on which an inspection of this phenomenon ended with or without an infringement.
-- A coordinated action visits whoever is there: it is the arm that no risk selected.
SELECT
  c.noss_registration_number AS subject_id,
  coalesce(o.outcome_date, o.known_date) AS outcome_date,
  CAST(max(o.known_date) AS DATE) AS known_date,
  bool_or(
    o.outcome_code = 'hit'
    AND coalesce(o.infringement_codes, '') LIKE '%FIRST_HIRE%'
  ) AS is_positive,
  bool_or(coalesce(c.origin_code, '') = 'coordinated') AS is_random_arm,
  CAST(sum(o.regularised_cents) AS BIGINT) AS outcome_cents
FROM
  staging.inspection_case AS c
  INNER JOIN staging.inspection_outcome AS o ON o.case_id = c.case_id
WHERE
  o.known_date <= $as_of_date
  AND c.phenomenon_code = 'improper_reduction'
  AND c.noss_registration_number IS NOT NULL
  AND o.outcome_code IN ('hit', 'no_infringement')
GROUP BY
  c.noss_registration_number,
  coalesce(o.outcome_date, o.known_date)
