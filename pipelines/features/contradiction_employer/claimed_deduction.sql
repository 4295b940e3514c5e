-- One row per deduction of a first hire or a regional target group in the DmfA versions in force, for the last four quarters.
WITH
  declaration AS (
    SELECT
      e.noss_registration_number,
      e.quarter,
      e.trusteeship,
      e.version_number,
      e.known_date
    FROM
      feature.employer_declaration AS e
    WHERE
      e.quarter <= $quarter
      AND e.quarter > quarter_before($quarter, 4)
  )
SELECT
  d.noss_registration_number || ' ' || d.quarter || ' ' || CAST(d.trusteeship AS VARCHAR) || ' ' || CAST(d.version_number AS VARCHAR) || ' ' || d.worker_id || ' ' || d.employer_class || ' ' || d.worker_code || ' ' || CAST(d.occupation_sequence_number AS VARCHAR) || ' ' || d.deduction_code AS source_key,
  d.noss_registration_number AS noss_registration_number,
  d.quarter AS quarter,
  d.noss_registration_number || ' ' || d.quarter || ' ' || CAST(d.trusteeship AS VARCHAR) || ' ' || CAST(d.version_number AS VARCHAR) || ' ' || d.worker_id || ' ' || d.employer_class || ' ' || d.worker_code || ' ' || CAST(d.occupation_sequence_number AS VARCHAR) AS occupation_key,
  coalesce(m.valid_worker_id, d.worker_id) AS worker_id,
  d.deduction_code AS deduction_code,
  coalesce(d.deduction_cents, 0) AS deduction_cents,
  d.deduction_right_starting_date AS right_starting_date,
  e.known_date AS known_date
FROM
  staging.dmfa_deduction AS d
  INNER JOIN feature.deduction_rule AS r ON r.deduction_code = d.deduction_code
  INNER JOIN declaration AS e ON e.noss_registration_number = d.noss_registration_number
  AND e.quarter = d.quarter
  AND e.trusteeship = d.trusteeship
  AND e.version_number = d.version_number
  LEFT JOIN link.person_mutation AS m ON m.worker_id = d.worker_id
