-- One row per works, payer, contractor with debts and invoice on which less was withheld than the law asks.
-- Window: invoices of the three months before the as-of date. Due: 35 % for the NSSO and 15 % for the tax (art. 30bis).
WITH
  pair AS (
    SELECT DISTINCT
      c.avwddt_id,
      c.principal_cbe_number,
      c.contractor_cbe_number
    FROM
      staging.works_declaration_contract AS c
      INNER JOIN feature.site_participant AS p ON p.avwddt_id = c.avwddt_id
      AND p.participant_id = c.contractor_cbe_number
    WHERE
      c.known_date <= $as_of_date
  ),
  invoice AS (
    SELECT
      w.payer_cbe_number,
      w.contractor_cbe_number,
      w.invoice_date,
      w.invoice_cents,
      coalesce(w.withheld_nsso_cents, 0) AS withheld_nsso_cents,
      coalesce(w.withheld_tax_cents, 0) AS withheld_tax_cents
    FROM
      staging.withholding_payment AS w
    WHERE
      w.invoice_date > months_before($as_of_date, 3)
      AND w.invoice_date <= $as_of_date
      AND coalesce(w.withheld_nsso_cents, w.withheld_tax_cents) IS NOT NULL
  ),
  reading AS (
    SELECT
      i.contractor_cbe_number,
      i.invoice_date,
      CASE
        WHEN a.is_payment_plan_running
        AND a.is_payment_plan_followed THEN 0
        WHEN payment_due_date(a.quarter) >= i.invoice_date THEN 0
        ELSE greatest(a.due_cents - a.paid_cents, 0)
      END AS open_cents
    FROM
      (
        SELECT DISTINCT
          v.contractor_cbe_number,
          v.invoice_date
        FROM
          invoice AS v
      ) AS i
      INNER JOIN link.employer AS e ON e.cbe_number = i.contractor_cbe_number
      INNER JOIN staging.account_quarter AS a ON a.noss_registration_number = e.noss_registration_number
      AND a.as_of_date <= i.invoice_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          i.contractor_cbe_number,
          i.invoice_date,
          a.noss_registration_number,
          a.quarter
        ORDER BY
          a.as_of_date DESC
      ) = 1
  ),
  debtor AS (
    SELECT
      r.contractor_cbe_number,
      r.invoice_date
    FROM
      reading AS r
    GROUP BY
      r.contractor_cbe_number,
      r.invoice_date
    HAVING
      sum(r.open_cents) > 250000
  ),
  shortfall AS (
    SELECT
      i.payer_cbe_number,
      i.contractor_cbe_number,
      i.invoice_date,
      greatest(whole_part(i.invoice_cents * 35, 100) - i.withheld_nsso_cents, 0) + greatest(whole_part(i.invoice_cents * 15, 100) - i.withheld_tax_cents, 0) AS missing_cents
    FROM
      invoice AS i
      INNER JOIN debtor AS d ON d.contractor_cbe_number = i.contractor_cbe_number
      AND d.invoice_date = i.invoice_date
  )
SELECT
  p.avwddt_id AS avwddt_id,
  s.payer_cbe_number AS payer_cbe_number,
  s.contractor_cbe_number AS contractor_cbe_number,
  s.invoice_date AS invoice_date,
  CAST(s.missing_cents AS BIGINT) AS missing_cents
FROM
  pair AS p
  INNER JOIN shortfall AS s ON s.payer_cbe_number = p.principal_cbe_number
  AND s.contractor_cbe_number = p.contractor_cbe_number
WHERE
  s.missing_cents > 0
