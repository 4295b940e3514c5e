-- One row per matricule, rule and source row that proves it, the first fifty keys of each.
WITH
  proof AS (
    SELECT
      m.noss_registration_number AS subject_id,
      rule.reason_code,
      'staging.account_quarter' AS source_table,
      m.noss_registration_number || ' ' || a.quarter || ' ' || CAST(a.read_date AS VARCHAR) AS source_key
    FROM
      ranking.payment_risk_measure AS m
      INNER JOIN feature.employer_account AS a ON a.noss_registration_number = m.noss_registration_number
      CROSS JOIN (
        VALUES
          ('unpaid_able'),
          ('unpaid_quarters'),
          ('part_payments'),
          ('broken_plan'),
          ('fading'),
          ('advice_reminder'),
          ('advice_payment_plan'),
          ('advice_writ'),
          ('advice_seizure'),
          ('advice_third_party_seizure'),
          ('advice_personal_liability'),
          ('advice_bankruptcy_petition')
      ) AS rule (reason_code)
    WHERE
      a.open_cents > 0
      OR a.paid_at_due_date_cents < a.due_cents
    UNION
    SELECT
      m.noss_registration_number AS subject_id,
      'steps_without_effect' AS reason_code,
      'staging.account_enforcement' AS source_table,
      m.noss_registration_number || ' ' || CAST(s.step_date AS VARCHAR) || ' ' || s.step_code AS source_key
    FROM
      ranking.payment_risk_measure AS m
      INNER JOIN staging.account_enforcement AS s ON s.noss_registration_number = m.noss_registration_number
    WHERE
      s.step_date <= $as_of_date
      AND s.step_date > months_before($as_of_date, 12)
  )
SELECT
  p.subject_id AS subject_id,
  p.reason_code AS reason_code,
  p.source_table AS source_table,
  CAST(p.source_key AS VARCHAR) AS source_key
FROM
  proof AS p
  INNER JOIN ranking.payment_risk_reason AS r ON r.subject_id = p.subject_id
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
