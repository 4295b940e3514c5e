-- One row per matricule and opening of a bankruptcy or judicial reorganisation known at the as-of date.
-- The matricules of an enterprise are those of the directory: an exact key that does not change.
SELECT
  e.noss_registration_number AS subject_id,
  i.opening_date AS outcome_date,
  CAST(min(i.known_date) AS DATE) AS known_date,
  TRUE AS is_positive,
  FALSE AS is_random_arm,
  CAST(NULL AS BIGINT) AS outcome_cents
FROM
  staging.insolvency_procedure AS i
  INNER JOIN staging.employer_directory_employer AS e ON e.cbe_number = i.cbe_number
WHERE
  i.known_date <= $as_of_date
  AND i.procedure_code IN ('bankruptcy', 'judicial_reorganisation')
GROUP BY
  e.noss_registration_number,
  i.opening_date
