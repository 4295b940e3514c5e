-- One row per worker and employer and rule that gave it points, with the numbers of its sentence.
-- Points: first_points at the threshold, unit_points for each further unit_count, never more than most_points.
WITH
  rule (reason_code, theme_code, threshold_count, first_points, unit_count, unit_points, most_points) AS (
    VALUES
      ('unemployed_at_work', 'benefit', 25, 12, 15, 6, 60),
      ('unfit_at_work', 'benefit', 10, 14, 10, 6, 50)
  ),
  measured AS (
    SELECT
      m.subject_id AS subject_id,
      r.*,
      CASE r.reason_code
        WHEN 'unemployed_at_work' THEN m.overlap_days
        WHEN 'unfit_at_work' THEN CASE
          WHEN 2 * m.worked_unfit_days >= m.unfit_days THEN m.worked_unfit_days
          ELSE 0
        END
      END AS evidence_count,
      CAST(
        CASE r.reason_code
          WHEN 'unfit_at_work' THEN m.unfit_days
        END AS INTEGER
      ) AS evidence_base_count,
      CAST(
        CASE r.reason_code
          WHEN 'unemployed_at_work' THEN m.benefit_cents
        END AS BIGINT
      ) AS evidence_cents
    FROM
      ranking.undue_benefits_measure AS m
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
