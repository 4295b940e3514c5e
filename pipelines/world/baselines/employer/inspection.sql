-- One row per employer that was inspected: cases, and those with an infringement.
SELECT
  directory.noss_registration_nbr AS subject,
  count(*) AS cases,
  count(*) FILTER(
    WHERE
      outcome.outcome_code = 'hit'
  ) AS past_hits
FROM
  extract.inspection_case AS inspected
  LEFT JOIN extract.inspection_outcome AS outcome ON outcome.case_id = inspected.case_id
  JOIN extract.employer_directory_employer AS directory ON directory.noss_registration_nbr = inspected.noss_registration_nbr
  OR (
    inspected.noss_registration_nbr IS NULL
    AND directory.company_id = inspected.company_id
  )
GROUP BY ALL
