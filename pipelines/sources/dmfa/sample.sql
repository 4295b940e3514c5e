-- extract: declaration
SELECT
  employer.nsso_number AS noss_registration_nbr,
  official_quarter(declaration.quarter) AS quarter,
  declaration.is_trusteeship AS trusteeship,
  declaration.version_number AS version_nbr,
  employer.cbe_number AS company_id,
  declaration.owed_cents AS net_owed_amount,
  CAST(declaration.creation_at AS DATE) AS form_creation_date,
  declaration.sender_id,
  declaration.known_date
FROM
  world.declaration AS declaration
  JOIN world.employer AS employer ON employer.employer_id = declaration.employer_id;

-- extract: worker_record, parted by quarter
SELECT
  line.noss_registration_nbr,
  line.quarter,
  line.trusteeship,
  line.version_nbr,
  line.inss,
  line.employer_class,
  line.worker_code,
  line.noss_quarter_starting_date,
  line.noss_quarter_ending_date,
  FALSE AS border,
  '0' AS code_subjected
FROM
  world.dmfa_line AS line;

-- extract: occupation, parted by quarter
SELECT
  line.noss_registration_nbr,
  line.quarter,
  line.trusteeship,
  line.version_nbr,
  line.inss,
  line.employer_class,
  line.worker_code,
  1 AS occupation_sequence_nbr,
  line.occupation_starting_date,
  line.occupation_ending_date,
  line.joint_commission_nbr,
  500 AS working_days_system,
  line.contract_type,
  3800 AS ref_mean_working_hours,
  line.mean_working_hours,
  line.worker_status,
  CAST(NULL AS VARCHAR) AS reorganisation_measure,
  CAST(NULL AS VARCHAR) AS employment_promotion,
  FALSE AS retired,
  line.local_unit_id,
  CAST(NULL AS VARCHAR) AS using_company_id
FROM
  world.dmfa_line AS line
WHERE
  NOT line.is_student;

-- extract: service, parted by quarter
SELECT
  service.noss_registration_nbr,
  service.quarter,
  service.trusteeship,
  service.version_nbr,
  service.inss,
  service.employer_class,
  service.worker_code,
  1 AS occupation_sequence_nbr,
  service.service_sequence_nbr,
  service.service_code,
  service.service_nbr_days,
  service.service_nbr_hours
FROM
  world.dmfa_service AS service;

-- extract: remuneration, parted by quarter
SELECT
  remuneration.noss_registration_nbr,
  remuneration.quarter,
  remuneration.trusteeship,
  remuneration.version_nbr,
  remuneration.inss,
  remuneration.employer_class,
  remuneration.worker_code,
  1 AS occupation_sequence_nbr,
  remuneration.remun_sequence_nbr,
  remuneration.remun_code,
  remuneration.bonus_payment_frequency,
  remuneration.remun_amount
FROM
  world.dmfa_remuneration AS remuneration;

-- extract: contribution, parted by quarter
SELECT
  contribution.noss_registration_nbr,
  contribution.quarter,
  contribution.trusteeship,
  contribution.version_nbr,
  contribution.inss,
  contribution.employer_class,
  contribution.worker_code,
  contribution.contribution_worker_code,
  contribution.contribution_type,
  contribution.contribution_calculation_basis,
  contribution.contribution_amount
FROM
  world.dmfa_contribution AS contribution;

-- extract: deduction, parted by quarter
SELECT
  deduction.noss_registration_nbr,
  deduction.quarter,
  deduction.trusteeship,
  deduction.version_nbr,
  deduction.inss,
  deduction.employer_class,
  deduction.worker_code,
  deduction.occupation_sequence_nbr,
  deduction.deduction_code,
  CAST(NULL AS BIGINT) AS deduction_calculation_basis,
  deduction.deduction_amount,
  deduction.deduction_right_starting_date
FROM
  world.dmfa_deduction AS deduction;

-- extract: correction
SELECT
  employer.nsso_number AS noss_registration_nbr,
  official_quarter(correction.quarter) AS quarter,
  person.niss AS inss,
  correction.correction_date,
  correction.justification_code,
  correction.user_quality,
  CASE
    WHEN correction.is_faulty THEN 'F'
  END AS faulty_code,
  CASE
    WHEN correction.is_22quater THEN 'Q'
  END AS notion_22quater,
  correction.debit_cents AS debit_amount,
  correction.credit_cents AS credit_amount
FROM
  world.correction AS correction
  JOIN world.employer AS employer ON employer.employer_id = correction.employer_id
  JOIN world.person AS person ON person.worker = correction.worker
QUALIFY
  row_number() OVER (
    PARTITION BY
      correction.employer_id,
      correction.quarter,
      correction.worker,
      correction.correction_date
    ORDER BY
      correction.justification_code
  ) = 1;

-- extract: anomaly
SELECT
  employer.nsso_number AS noss_registration_nbr,
  official_quarter(anomaly.quarter) AS quarter,
  person.niss AS inss,
  anomaly.error_id,
  anomaly.anomaly_class,
  anomaly.first_seen_date,
  known(anomaly.resolved_date) AS resolved_date
FROM
  world.anomaly AS anomaly
  JOIN world.employer AS employer ON employer.employer_id = anomaly.employer_id
  JOIN world.person AS person ON person.worker = anomaly.worker
QUALIFY
  row_number() OVER (
    PARTITION BY
      anomaly.employer_id,
      anomaly.quarter,
      anomaly.worker,
      anomaly.error_id
    ORDER BY
      anomaly.draw_id
  ) = 1;
