-- One row per short employment at an employer with signs of fiction, and the employer for which the worker likely worked.
-- Likely real: the other employer with the longest common time, 60 days around; a person decides whether the work is moved to it.
SELECT
  d.noss_registration_number AS noss_registration_number,
  d.worker_id AS worker_id,
  d.start_date AS start_date,
  d.end_date AS end_date,
  d.claim_date AS claim_date,
  d.other_noss_registration_number AS likely_noss_registration_number
FROM
  feature.employer_departure AS d
  INNER JOIN (
    SELECT DISTINCT
      r.subject_id
    FROM
      ranking.fictitious_employment_reason AS r
  ) AS s ON s.subject_id = d.noss_registration_number
