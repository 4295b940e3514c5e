-- One row per matricule and rule that gave it points, with the numbers of its sentence.
-- Points: first_points at the threshold, unit_points for each further unit_count, never more than most_points.
WITH
  rule (reason_code, theme_code, threshold_count, first_points, unit_count, unit_points, most_points) AS (
    VALUES
      ('unpaid_able', 'payment', 2, 24, 1, 6, 48),
      ('unpaid_quarters', 'payment', 1, 4, 1, 2, 14),
      ('part_payments', 'payment', 2, 3, 1, 2, 9),
      ('steps_without_effect', 'enforcement', 2, 4, 2, 2, 12),
      ('broken_plan', 'payment', 1, 5, 1, 2, 9),
      ('fading', 'ability', 20, 2, 10, 1, 5),
      ('advice_reminder', 'advice', 1, 1, 1, 0, 1),
      ('advice_payment_plan', 'advice', 1, 1, 1, 0, 1),
      ('advice_writ', 'advice', 1, 1, 1, 0, 1),
      ('advice_seizure', 'advice', 1, 1, 1, 0, 1),
      ('advice_third_party_seizure', 'advice', 1, 1, 1, 0, 1),
      ('advice_personal_liability', 'advice', 1, 1, 1, 0, 1),
      ('advice_bankruptcy_petition', 'advice', 1, 1, 1, 0, 1)
  ),
  measured AS (
    SELECT
      m.noss_registration_number AS subject_id,
      r.*,
      CASE r.reason_code
        WHEN 'unpaid_able' THEN CASE
          WHEN m.is_able THEN m.unpaid_quarter_count
          ELSE 0
        END
        WHEN 'unpaid_quarters' THEN m.unpaid_quarter_count
        WHEN 'part_payments' THEN m.part_paid_quarter_count
        WHEN 'steps_without_effect' THEN CASE
          WHEN m.unpaid_quarter_count > 0 THEN m.step_count
          ELSE 0
        END
        WHEN 'broken_plan' THEN m.broken_plan_quarter_count
        WHEN 'fading' THEN CASE
          WHEN m.unpaid_quarter_count > 0 THEN m.shrinkage_percent
          ELSE 0
        END
        WHEN 'advice_reminder' THEN CASE
          WHEN m.advised_step_code = 'reminder' THEN m.unpaid_quarter_count
          ELSE 0
        END
        WHEN 'advice_payment_plan' THEN CASE
          WHEN m.advised_step_code = 'payment_plan' THEN m.unpaid_quarter_count
          ELSE 0
        END
        WHEN 'advice_writ' THEN CASE
          WHEN m.advised_step_code = 'writ' THEN m.unpaid_quarter_count
          ELSE 0
        END
        WHEN 'advice_seizure' THEN CASE
          WHEN m.advised_step_code = 'seizure' THEN m.unpaid_quarter_count
          ELSE 0
        END
        WHEN 'advice_third_party_seizure' THEN CASE
          WHEN m.advised_step_code = 'third_party_seizure' THEN m.unpaid_quarter_count
          ELSE 0
        END
        WHEN 'advice_personal_liability' THEN CASE
          WHEN m.advised_step_code = 'personal_liability' THEN m.unpaid_quarter_count
          ELSE 0
        END
        WHEN 'advice_bankruptcy_petition' THEN CASE
          WHEN m.advised_step_code = 'bankruptcy_petition' THEN m.unpaid_quarter_count
          ELSE 0
        END
      END AS evidence_count,
      CAST(
        CASE r.reason_code
          WHEN 'unpaid_able' THEN m.quarter_count
          WHEN 'unpaid_quarters' THEN m.quarter_count
        END AS INTEGER
      ) AS evidence_base_count,
      CAST(
        CASE r.reason_code
          WHEN 'unpaid_able' THEN m.owed_cents
          WHEN 'unpaid_quarters' THEN m.owed_cents
          WHEN 'steps_without_effect' THEN m.owed_cents
          WHEN 'advice_reminder' THEN m.owed_cents
          WHEN 'advice_payment_plan' THEN m.owed_cents
          WHEN 'advice_writ' THEN m.owed_cents
          WHEN 'advice_seizure' THEN m.owed_cents
          WHEN 'advice_third_party_seizure' THEN m.owed_cents
          WHEN 'advice_personal_liability' THEN m.owed_cents
          WHEN 'advice_bankruptcy_petition' THEN m.owed_cents
        END AS BIGINT
      ) AS evidence_cents
    FROM
      ranking.payment_risk_measure AS m
      CROSS JOIN rule AS r
  )
SELECT
  m.subject_id AS subject_id,
  m.reason_code AS reason_code,
  m.theme_code AS theme_code,
  CAST(
    least(
      m.first_points + m.unit_points * whole_part(m.evidence_count - m.threshold_count, m.unit_count),
      m.most_points
    ) AS INTEGER
  ) AS points,
  CAST(m.evidence_count AS INTEGER) AS evidence_count,
  m.evidence_base_count AS evidence_base_count,
  m.evidence_cents AS evidence_cents
FROM
  measured AS m
WHERE
  m.evidence_count >= m.threshold_count
