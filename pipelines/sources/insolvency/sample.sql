-- extract: procedure
SELECT
  employer.cbe_number AS company_id,
  insolvency.procedure_code,
  insolvency.opening_date,
  insolvency.closing_date,
  insolvency.known_date
FROM
  world.insolvency AS insolvency
  JOIN world.employer AS employer ON employer.employer_id = insolvency.employer_id;
