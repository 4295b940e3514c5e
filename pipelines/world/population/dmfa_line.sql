-- View: one row per worker record of a version of a declaration, with the numbers and dates that its message carries.
SELECT
  record.employer_id || ':' || record.quarter || ':' || record.version_number || ':' || record.contract_id AS line_id,
  record.nsso_number AS noss_registration_nbr,
  official_quarter(record.quarter) AS quarter,
  record.is_trusteeship AS trusteeship,
  record.version_number AS version_nbr,
  record.niss AS inss,
  record.employer_class,
  record.worker_code,
  quarter.first_date AS noss_quarter_starting_date,
  quarter.last_date AS noss_quarter_ending_date,
  record.start_date AS occupation_starting_date,
  CASE
    WHEN record.end_date <= quarter.last_date THEN record.end_date
  END AS occupation_ending_date,
  record.joint_commission AS joint_commission_nbr,
  CASE
    WHEN record.weekly_hours < 3800 THEN '1'
    ELSE '0'
  END AS contract_type,
  CASE
    WHEN record.weekly_hours < 3800
    OR record.sector = 'temporary_work' THEN record.weekly_hours
  END AS mean_working_hours,
  CASE
    WHEN record.sector = 'temporary_work' THEN 'T'
  END AS worker_status,
  record.establishment_number AS local_unit_id,
  record.kind = 'student' AS is_student,
  record.kind,
  record.is_manual,
  record.is_corrected,
  record.paid_days,
  record.sick_days,
  record.weather_days,
  record.daily_hours,
  record.pay_cents,
  record.premium_cents,
  record.car_cents,
  record.basis_cents,
  record.contribution_cents,
  record.closure_fund_cents,
  record.structural_cents,
  record.first_hire_cents,
  record.first_hire_code,
  record.right_start_date,
  record.regional_code,
  record.regional_cents,
  record.employer_id,
  record.draw_id
FROM
  world.record AS record
  JOIN world.quarter AS quarter ON quarter.quarter = record.quarter
