-- extract: unemployment
SELECT
  person.niss AS inss,
  benefit.start_date AS period_start_date,
  benefit.end_date AS period_end_date,
  benefit.code AS benefit_code,
  benefit.daily_cents AS daily_amount,
  employer.nsso_number AS last_noss_registration_nbr,
  benefit.known_date
FROM
  world.benefit AS benefit
  JOIN world.person AS person ON person.worker = benefit.worker
  JOIN world.employer AS employer ON employer.employer_id = benefit.employer_id
WHERE
  benefit.branch = 'unemployment';

-- extract: incapacity
SELECT
  person.niss AS inss,
  benefit.start_date AS period_start_date,
  benefit.end_date AS period_end_date,
  benefit.code AS risk_code,
  employer.nsso_number AS last_noss_registration_nbr,
  benefit.known_date
FROM
  world.benefit AS benefit
  JOIN world.person AS person ON person.worker = benefit.worker
  JOIN world.employer AS employer ON employer.employer_id = benefit.employer_id
WHERE
  benefit.branch = 'incapacity';
