-- One row per invoice on which the payer withheld: 35 % for the NSSO and 15 % for the tax office, or a part of it.
SELECT
  invoice.principal_employer_id,
  invoice.employer_id,
  invoice.invoice_date,
  invoice.invoice_cents,
  CAST(
    round(
      invoice.invoice_cents * CASE
        WHEN draw('withholds part', invoice.draw_id) < .1 THEN .1
        ELSE .35
      END
    ) AS BIGINT
  ) AS nsso_cents,
  CAST(
    round(
      invoice.invoice_cents * CASE
        WHEN draw('withholds part', invoice.draw_id) < .1 THEN .05
        ELSE .15
      END
    ) AS BIGINT
  ) AS tax_cents
FROM
  world.invoice AS invoice
WHERE
  invoice.is_withheld
