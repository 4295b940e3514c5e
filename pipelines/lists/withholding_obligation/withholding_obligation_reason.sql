-- One row per matricule and rule that gave it points, with the numbers of its sentence.
-- Points: first_points at the threshold, unit_points for each further unit_count, never more than most_points.
WITH
  rule (reason_code, theme_code, threshold_count, first_points, unit_count, unit_points, most_points) AS (
    VALUES
      ('nothing_withheld', 'withholding', 1, 14, 1, 6, 40),
      ('short_withholding', 'withholding', 1, 4, 1, 2, 10),
      ('undeclared_contractor', 'declaration', 1, 16, 1, 8, 48),
      ('late_contracts', 'declaration', 4, 2, 4, 1, 5)
  ),
  measured AS (
    SELECT
      m.noss_registration_number AS subject_id,
      r.*,
      CASE r.reason_code
        WHEN 'nothing_withheld' THEN CASE
          WHEN 2 * m.unwithheld_contract_count >= m.owing_contract_count THEN m.unwithheld_contract_count
          ELSE 0
        END
        WHEN 'short_withholding' THEN m.short_invoice_count
        WHEN 'undeclared_contractor' THEN m.unlisted_count
        WHEN 'late_contracts' THEN m.late_contract_count
      END AS evidence_count,
      CAST(
        CASE r.reason_code
          WHEN 'nothing_withheld' THEN m.owing_contract_count
          WHEN 'undeclared_contractor' THEN m.participant_count
          WHEN 'late_contracts' THEN m.contract_count
        END AS INTEGER
      ) AS evidence_base_count,
      CAST(
        CASE r.reason_code
          WHEN 'nothing_withheld' THEN m.missing_cents
        END AS BIGINT
      ) AS evidence_cents
    FROM
      ranking.withholding_obligation_measure AS m
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
