-- extract: period
SELECT
  period.dimona_period_id,
  employer.nsso_number AS noss_registration_nbr,
  employer.cbe_number AS company_id,
  person.niss AS inss,
  period.start_date AS starting_date,
  period.start_hour AS starting_hour,
  period.end_date AS ending_date,
  CAST(NULL AS VARCHAR) AS ending_hour,
  period.worker_type,
  period.dimona_joint_commission AS joint_commission_nbr,
  period.planned_hours AS planned_hours_nbr,
  CAST(NULL AS INTEGER) AS planned_days_nbr,
  period.using_cbe_number AS using_company_id,
  CAST(NULL AS BOOLEAN) AS is_locked,
  period.is_cancelled,
  period.is_late,
  period.creation_at AS form_creation_timestamp,
  greatest(
    period.creation_at,
    coalesce(period.out_at, period.creation_at),
    coalesce(period.cancel_at, period.creation_at)
  ) AS last_update_timestamp
FROM
  world.dimona_period AS period
  JOIN world.employer AS employer ON employer.employer_id = period.employer_id
  JOIN world.person AS person ON person.worker = period.worker;
