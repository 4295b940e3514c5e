-- One row per matricule, rule and source row that proves it, the first fifty keys of each.
WITH
  proof AS (
    SELECT
      m.noss_registration_number AS subject_id,
      rule.reason_code,
      'staging.works_declaration_contract' AS source_table,
      c.works_contract_id AS source_key
    FROM
      ranking.withholding_obligation_measure AS m
      INNER JOIN staging.works_declaration_contract AS c ON c.principal_cbe_number = m.cbe_number
      CROSS JOIN (
        VALUES
          ('nothing_withheld'),
          ('late_contracts')
      ) AS rule (reason_code)
    WHERE
      c.known_date <= $as_of_date
      AND c.intervention_start_date > months_before($as_of_date, 24)
    UNION
    SELECT
      m.noss_registration_number AS subject_id,
      'short_withholding' AS reason_code,
      'staging.withholding_payment' AS source_table,
      w.payer_cbe_number || ' ' || w.contractor_cbe_number || ' ' || CAST(w.invoice_date AS VARCHAR) AS source_key
    FROM
      ranking.withholding_obligation_measure AS m
      INNER JOIN staging.withholding_payment AS w ON w.payer_cbe_number = m.cbe_number
    WHERE
      w.invoice_date <= $as_of_date
      AND 100 * coalesce(w.withheld_nsso_cents, 0) < 34 * w.invoice_cents
    UNION
    SELECT
      m.noss_registration_number AS subject_id,
      'undeclared_contractor' AS reason_code,
      'feature.site_enterprise' AS source_table,
      s.avwddt_id || ' ' || s.cbe_number AS source_key
    FROM
      ranking.withholding_obligation_measure AS m
      INNER JOIN staging.works_declaration_works AS d ON d.declarant_cbe_number = m.cbe_number
      INNER JOIN feature.site_enterprise AS s ON s.avwddt_id = d.avwddt_id
    WHERE
      s.is_unlisted
      AND d.known_date <= $as_of_date
  )
SELECT
  p.subject_id AS subject_id,
  p.reason_code AS reason_code,
  p.source_table AS source_table,
  CAST(p.source_key AS VARCHAR) AS source_key
FROM
  proof AS p
  INNER JOIN ranking.withholding_obligation_reason AS r ON r.subject_id = p.subject_id
  AND r.reason_code = p.reason_code
QUALIFY
  row_number() OVER (
    PARTITION BY
      p.subject_id,
      p.reason_code
    ORDER BY
      p.source_table,
      p.source_key
  ) <= 50
