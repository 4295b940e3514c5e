-- One row per payer, contractor with debts and invoice on which less than 35 % for the NSSO and 15 % for the tax was withheld, and source row.
-- Window: invoices of twelve months. Debts above 2 500 euros, overdue on the invoice date by the reading of that day; a plan that is followed is none (art. 30bis, § 4).
WITH
  invoice AS (
    SELECT
      w.payer_cbe_number,
      w.contractor_cbe_number,
      w.invoice_date,
      w.invoice_cents,
      greatest(whole_part(w.invoice_cents * 35, 100) - coalesce(w.withheld_nsso_cents, 0), 0) + greatest(whole_part(w.invoice_cents * 15, 100) - coalesce(w.withheld_tax_cents, 0), 0) AS missing_cents
    FROM
      staging.withholding_payment AS w
    WHERE
      w.invoice_date > months_before($as_of_date, 12)
      AND w.invoice_date <= $as_of_date
      AND coalesce(w.withheld_nsso_cents, w.withheld_tax_cents) IS NOT NULL
  ),
  dated AS (
    SELECT DISTINCT
      i.contractor_cbe_number,
      i.invoice_date AS day
    FROM
      invoice AS i
    WHERE
      i.missing_cents > 0
  ),
  reading AS (
    SELECT
      d.contractor_cbe_number,
      d.day,
      a.noss_registration_number,
      a.quarter,
      a.as_of_date,
      CASE
        WHEN a.is_payment_plan_running
        AND a.is_payment_plan_followed THEN 0
        WHEN payment_due_date(a.quarter) >= d.day THEN 0
        ELSE greatest(a.due_cents - a.paid_cents, 0)
      END AS open_cents
    FROM
      dated AS d
      INNER JOIN link.employer AS e ON e.cbe_number = d.contractor_cbe_number
      INNER JOIN staging.account_quarter AS a ON a.noss_registration_number = e.noss_registration_number
      AND a.as_of_date <= d.day
    QUALIFY
      row_number() OVER (
        PARTITION BY
          d.contractor_cbe_number,
          d.day,
          a.noss_registration_number,
          a.quarter
        ORDER BY
          a.as_of_date DESC
      ) = 1
  ),
  debtor AS (
    SELECT
      r.contractor_cbe_number,
      r.day,
      sum(r.open_cents) AS open_cents
    FROM
      reading AS r
    GROUP BY
      r.contractor_cbe_number,
      r.day
    HAVING
      sum(r.open_cents) > 250000
  ),
  matricule AS (
    SELECT
      e.cbe_number,
      min(e.noss_registration_number) AS noss_registration_number
    FROM
      link.employer AS e
    WHERE
      e.cbe_number IS NOT NULL
    GROUP BY
      e.cbe_number
  ),
  found AS (
    SELECT
      coalesce(m.noss_registration_number, i.payer_cbe_number) AS subject_id,
      m.noss_registration_number,
      i.payer_cbe_number AS cbe_number,
      i.contractor_cbe_number,
      i.invoice_date AS first_date,
      i.invoice_date AS last_date,
      1 AS evidence_count,
      i.missing_cents AS amount_cents,
      i.invoice_date AS known_date
    FROM
      invoice AS i
      INNER JOIN debtor AS d ON d.contractor_cbe_number = i.contractor_cbe_number
      AND d.day = i.invoice_date
      LEFT JOIN matricule AS m ON m.cbe_number = i.payer_cbe_number
    WHERE
      i.missing_cents > 0
  ),
  proof AS (
    SELECT
      f.cbe_number,
      f.contractor_cbe_number,
      f.first_date,
      'staging.withholding_payment' AS source_table,
      f.cbe_number || ' ' || f.contractor_cbe_number || ' ' || CAST(f.first_date AS VARCHAR) AS source_key
    FROM
      found AS f
    UNION ALL
    SELECT
      f.cbe_number,
      f.contractor_cbe_number,
      f.first_date,
      'staging.account_quarter' AS source_table,
      r.noss_registration_number || ' ' || r.quarter || ' ' || CAST(r.as_of_date AS VARCHAR) AS source_key
    FROM
      found AS f
      INNER JOIN reading AS r ON r.contractor_cbe_number = f.contractor_cbe_number
      AND r.day = f.first_date
    WHERE
      r.open_cents > 0
  )
SELECT
  opaque_id(
    'C',
    'invoice_without_withholding ' || f.cbe_number || ' ' || f.contractor_cbe_number || ' ' || CAST(f.first_date AS VARCHAR)
  ) AS contradiction_id,
  'invoice_without_withholding' AS check_code,
  'employer' AS subject_type,
  f.subject_id AS subject_id,
  f.noss_registration_number AS noss_registration_number,
  f.cbe_number AS cbe_number,
  CAST(NULL AS VARCHAR) AS worker_id,
  CAST(NULL AS VARCHAR) AS avwddt_id,
  CAST(f.first_date AS DATE) AS first_date,
  CAST(f.last_date AS DATE) AS last_date,
  CAST(f.evidence_count AS INTEGER) AS evidence_count,
  CAST(NULL AS INTEGER) AS evidence_base_count,
  CAST(f.amount_cents AS BIGINT) AS amount_cents,
  CAST(f.known_date AS DATE) AS known_date,
  p.source_table AS source_table,
  p.source_key AS source_key
FROM
  found AS f
  INNER JOIN proof AS p ON p.cbe_number = f.cbe_number
  AND p.contractor_cbe_number = f.contractor_cbe_number
  AND p.first_date = f.first_date
