-- warn: invoices on which more was withheld than they amount to.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.withholding_payment AS p
WHERE
  coalesce(p.withheld_nsso_cents, 0) + coalesce(p.withheld_tax_cents, 0) > p.invoice_cents;

-- warn: enterprises that pay an invoice to themselves.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.withholding_payment AS p
WHERE
  p.payer_cbe_number = p.contractor_cbe_number;
