-- One row per contract without real work, and per honest one that looks alike.
SELECT
  contract.contract_id,
  contract.employer_id,
  contract.worker,
  scheme.scheme,
  scheme.construction_id,
  scheme.role,
  scheme.is_fraud,
  scheme.is_lookalike,
  contract.start_date,
  contract.end_date
FROM
  world.fictitious_employment_employer AS scheme
  JOIN world.contract AS contract ON contract.employer_id = scheme.employer_id
WHERE
  contract.kind IN ('manual', 'employee')
  AND NOT contract.is_undeclared
  AND contract.end_date >= first_date()
  AND contract.start_date <= horizon_date()
  AND (
    scheme.short_share = 0
    OR draw('short stay', contract.contract_id // 16) < scheme.short_share
  )
