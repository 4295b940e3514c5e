-- One row per principal and contractor with debts whose contracts ran for two months without any withholding, and source row. Window: contracts that ended in twelve months.
-- Debts above 2 500 euros when the work began and when it ended. An absent payment is a sign, no proof: the invoices are with the principal.
WITH
  contract AS (
    SELECT
      c.avwddt_id,
      c.works_contract_id,
      c.principal_cbe_number,
      c.contractor_cbe_number,
      c.intervention_start_date,
      CAST(
        CASE
          WHEN c.intervention_end_date < $as_of_date THEN c.intervention_end_date
          ELSE $as_of_date
        END AS DATE
      ) AS intervention_end_date,
      coalesce(c.amount_cents, 0) AS amount_cents,
      c.known_date
    FROM
      staging.works_declaration_contract AS c
    WHERE
      c.known_date <= $as_of_date
      AND c.principal_cbe_number IS NOT NULL
      AND c.contractor_cbe_number IS NOT NULL
      AND c.principal_cbe_number <> c.contractor_cbe_number
      AND c.intervention_start_date IS NOT NULL
      AND coalesce(c.intervention_end_date, $as_of_date) > months_before($as_of_date, 12)
      AND c.intervention_start_date <= months_before($as_of_date, 3)
  ),
  long AS (
    SELECT
      c.avwddt_id,
      c.works_contract_id,
      c.principal_cbe_number,
      c.contractor_cbe_number,
      c.intervention_start_date,
      c.intervention_end_date,
      c.amount_cents,
      c.known_date
    FROM
      contract AS c
    WHERE
      date_diff('day', c.intervention_start_date, c.intervention_end_date) >= 60
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
  owing AS (
    SELECT
      l.works_contract_id,
      l.principal_cbe_number,
      l.contractor_cbe_number,
      l.intervention_start_date,
      l.intervention_end_date,
      l.amount_cents,
      l.known_date
    FROM
      long AS l
      INNER JOIN debtor AS a ON a.contractor_cbe_number = l.contractor_cbe_number
      AND a.debt_date = l.intervention_start_date
      INNER JOIN debtor AS b ON b.contractor_cbe_number = l.contractor_cbe_number
      AND b.debt_date = l.intervention_end_date
  ),
  paid AS (
    SELECT DISTINCT
      o.principal_cbe_number,
      o.contractor_cbe_number
    FROM
      owing AS o
      INNER JOIN staging.withholding_payment AS w ON w.payer_cbe_number = o.principal_cbe_number
      AND w.contractor_cbe_number = o.contractor_cbe_number
      AND w.invoice_date <= $as_of_date
      AND w.invoice_date >= o.intervention_start_date
  ),
  found AS (
    SELECT
      coalesce(max(m.noss_registration_number), o.principal_cbe_number) AS subject_id,
      max(m.noss_registration_number) AS noss_registration_number,
      o.principal_cbe_number AS cbe_number,
      o.contractor_cbe_number,
      min(o.intervention_start_date) AS first_date,
      max(o.intervention_end_date) AS last_date,
      count(*) AS evidence_count,
      whole_part(sum(o.amount_cents), 2) AS amount_cents,
      greatest(max(o.known_date), max(o.intervention_end_date)) AS known_date
    FROM
      owing AS o
      LEFT JOIN paid AS p ON p.principal_cbe_number = o.principal_cbe_number
      AND p.contractor_cbe_number = o.contractor_cbe_number
      LEFT JOIN matricule AS m ON m.cbe_number = o.principal_cbe_number
    WHERE
      p.principal_cbe_number IS NULL
    GROUP BY
      o.principal_cbe_number,
      o.contractor_cbe_number
  ),
  proof AS (
    SELECT
      f.cbe_number,
      f.contractor_cbe_number,
      'staging.works_declaration_contract' AS source_table,
      l.avwddt_id || ' ' || l.works_contract_id AS source_key
    FROM
      found AS f
      INNER JOIN long AS l ON l.principal_cbe_number = f.cbe_number
      AND l.contractor_cbe_number = f.contractor_cbe_number
    UNION
    SELECT
      f.cbe_number,
      f.contractor_cbe_number,
      'staging.account_quarter' AS source_table,
      d.noss_registration_number || ' ' || d.quarter || ' ' || CAST(d.reading_date AS VARCHAR) AS source_key
    FROM
      found AS f
      INNER JOIN feature.contractor_debt AS d ON d.contractor_cbe_number = f.contractor_cbe_number
      AND d.debt_date = f.last_date
  )
SELECT
  opaque_id('C', 'contract_without_withholding ' || f.cbe_number || ' ' || f.contractor_cbe_number) AS contradiction_id,
  'contract_without_withholding' AS check_code,
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
