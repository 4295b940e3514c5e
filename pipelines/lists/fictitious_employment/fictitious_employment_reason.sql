-- One row per matricule and rule that gave it points, with the numbers of its sentence.
-- Points: first_points at the threshold, unit_points for each further unit_count, never more than most_points.
WITH
  rule (reason_code, theme_code, threshold_count, first_points, unit_count, unit_points, most_points) AS (
    VALUES
      ('worker_group', 'network', 3, 16, 2, 3, 34),
      ('claims', 'benefit', 3, 4, 2, 2, 18),
      ('nothing_paid', 'payment', 2, 10, 1, 6, 28),
      ('short_life', 'structure', 1, 8, 1, 0, 8),
      ('short_share', 'structure', 40, 4, 10, 2, 12)
  ),
  measured AS (
    SELECT
      m.noss_registration_number AS subject_id,
      r.*,
      CASE r.reason_code
        WHEN 'worker_group' THEN m.group_worker_count
        WHEN 'claims' THEN CASE
          WHEN 4 * m.claimant_count >= 3 * m.short_worker_count THEN m.claimant_count
          ELSE 0
        END
        WHEN 'nothing_paid' THEN CASE
          WHEN m.short_worker_count >= 4 THEN m.unpaid_quarter_count
          ELSE 0
        END
        WHEN 'short_life' THEN CASE
          WHEN m.life_months <= 12
          AND m.short_worker_count >= 4 THEN greatest(m.life_months, 1)
          ELSE 0
        END
        WHEN 'short_share' THEN CASE
          WHEN m.short_worker_count >= 5
          AND NOT m.is_seasonal_sector THEN whole_part(100 * m.short_worker_count, greatest(m.worker_count, 1))
          ELSE 0
        END
      END AS evidence_count,
      CAST(
        CASE r.reason_code
          WHEN 'worker_group' THEN m.short_worker_count
          WHEN 'claims' THEN m.short_worker_count
          WHEN 'nothing_paid' THEN m.due_quarter_count
          WHEN 'short_life' THEN m.short_worker_count
          WHEN 'short_share' THEN m.worker_count
        END AS INTEGER
      ) AS evidence_base_count,
      CAST(
        CASE r.reason_code
          WHEN 'nothing_paid' THEN m.owed_cents
        END AS BIGINT
      ) AS evidence_cents
    FROM
      ranking.fictitious_employment_measure AS m
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
