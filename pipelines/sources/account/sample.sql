-- extract: quarter
SELECT
  employer.nsso_number AS noss_registration_nbr,
  official_quarter(account.quarter) AS quarter,
  account.as_of_date,
  account.due_cents AS due_amount,
  account.paid_at_due_cents AS paid_at_due_date_amount,
  account.paid_cents AS paid_amount,
  account.increase_cents AS increases_amount,
  account.interest_cents AS interests_amount,
  account.legal_cost_cents AS legal_costs_amount,
  account.is_plan_running AS is_payment_plan_running,
  account.is_plan_followed AS is_payment_plan_followed
FROM
  world.account AS account
  JOIN world.employer AS employer ON employer.employer_id = account.employer_id;

-- extract: enforcement
SELECT
  employer.nsso_number AS noss_registration_nbr,
  enforcement.step_date,
  enforcement.step_code,
  CAST(enforcement.amount_cents AS BIGINT) AS amount
FROM
  world.enforcement AS enforcement
  JOIN world.employer AS employer ON employer.employer_id = enforcement.employer_id;
