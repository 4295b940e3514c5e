-- One row per matricule and rule that gave it points, with the numbers of its sentence.
-- Points: first_points at the threshold, unit_points for each further unit_count, never more than most_points.
WITH
  rule (reason_code, theme_code, threshold_count, first_points, unit_count, unit_points, most_points) AS (
    VALUES
      ('first_late_payment', 'payment', 1, 10, 1, 0, 10),
      ('first_late_declaration', 'declaration', 1, 5, 1, 0, 5),
      ('few_late_hires', 'declaration', 1, 6, 1, 6, 30),
      ('open_anomalies', 'declaration', 1, 2, 2, 1, 4)
  ),
  measured AS (
    SELECT
      m.noss_registration_number AS subject_id,
      r.*,
      CASE r.reason_code
        WHEN 'first_late_payment' THEN CASE
          WHEN m.late_quarter_count = 1 THEN m.recent_late_quarter_count
          ELSE 0
        END
        WHEN 'first_late_declaration' THEN CASE
          WHEN m.late_declaration_count = 1 THEN m.recent_late_declaration_count
          ELSE 0
        END
        WHEN 'few_late_hires' THEN CASE
          WHEN 10 * m.late_hire_count >= m.hire_count THEN m.late_hire_count
          ELSE 0
        END
        WHEN 'open_anomalies' THEN m.open_anomaly_count
      END AS evidence_count,
      CAST(
        CASE r.reason_code
          WHEN 'few_late_hires' THEN m.hire_count
        END AS INTEGER
      ) AS evidence_base_count,
      CAST(
        CASE r.reason_code
          WHEN 'first_late_payment' THEN m.owed_cents
        END AS BIGINT
      ) AS evidence_cents
    FROM
      ranking.prevention_letters_measure AS m
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
