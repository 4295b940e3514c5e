-- extract: payment
SELECT
  payer.cbe_number AS payer_company_id,
  contractor.cbe_number AS contractor_company_id,
  withholding.invoice_date,
  withholding.invoice_cents AS invoice_amount,
  withholding.nsso_cents AS withheld_nsso_amount,
  withholding.tax_cents AS withheld_tax_amount
FROM
  world.withholding AS withholding
  JOIN world.employer AS payer ON payer.employer_id = withholding.principal_employer_id
  JOIN world.employer AS contractor ON contractor.employer_id = withholding.employer_id;
