-- One row per payer, contractor with debts and invoice on which less than 35 % for the NSSO and 15 % for the tax was withheld, and source row.
-- Window: invoices of twelve months. One part of the two withheld is none withheld of the other.
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
  debtor AS (
    SELECT DISTINCT
      d.contractor_cbe_number,
      d.debt_date
    FROM
      feature.contractor_debt AS d
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
      AND d.debt_date = i.invoice_date
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
      d.noss_registration_number || ' ' || d.quarter || ' ' || CAST(d.reading_date AS VARCHAR) AS source_key
    FROM
      found AS f
      INNER JOIN feature.contractor_debt AS d ON d.contractor_cbe_number = f.contractor_cbe_number
      AND d.debt_date = f.first_date
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
