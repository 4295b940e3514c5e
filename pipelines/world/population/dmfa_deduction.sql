-- View: one row per deduction: the structural reduction of the worker record (occupation 0) and the reductions for first hires and
-- regional target groups of the occupation.
SELECT
  line.line_id,
  line.noss_registration_nbr,
  line.quarter,
  line.trusteeship,
  line.version_nbr,
  line.inss,
  line.employer_class,
  line.worker_code,
  0 AS occupation_sequence_nbr,
  '3000' AS deduction_code,
  CAST(line.structural_cents AS BIGINT) AS deduction_amount,
  CAST(NULL AS DATE) AS deduction_right_starting_date
FROM
  world.dmfa_line AS line
WHERE
  line.structural_cents > 0
UNION ALL
SELECT
  line.line_id,
  line.noss_registration_nbr,
  line.quarter,
  line.trusteeship,
  line.version_nbr,
  line.inss,
  line.employer_class,
  line.worker_code,
  1,
  line.first_hire_code,
  CAST(line.first_hire_cents AS BIGINT),
  line.right_start_date
FROM
  world.dmfa_line AS line
WHERE
  line.first_hire_cents > 0
UNION ALL
SELECT
  line.line_id,
  line.noss_registration_nbr,
  line.quarter,
  line.trusteeship,
  line.version_nbr,
  line.inss,
  line.employer_class,
  line.worker_code,
  1,
  line.regional_code,
  CAST(line.regional_cents AS BIGINT),
  CAST(NULL AS DATE)
FROM
  world.dmfa_line AS line
WHERE
  line.regional_cents > 0
