-- View: one row per contribution of a worker record: the ordinary one under the worker code, and the closure fund.
SELECT
  line.line_id,
  line.noss_registration_nbr,
  line.quarter,
  line.trusteeship,
  line.version_nbr,
  line.inss,
  line.employer_class,
  line.worker_code,
  line.worker_code AS contribution_worker_code,
  CASE
    WHEN line.worker_code = '015' THEN '1'
    ELSE '0'
  END AS contribution_type,
  line.basis_cents AS contribution_calculation_basis,
  line.contribution_cents AS contribution_amount
FROM
  world.dmfa_line AS line
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
  '809',
  '0',
  line.basis_cents,
  line.closure_fund_cents
FROM
  world.dmfa_line AS line
WHERE
  line.closure_fund_cents > 0
