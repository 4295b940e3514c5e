-- One row per matricule and rule that gave it points, with the numbers of its sentence.
-- Points: first_points at the threshold, unit_points for each further unit_count, never more than most_points.
WITH
  rule (reason_code, theme_code, threshold_count, first_points, unit_count, unit_points, most_points) AS (
    VALUES
      ('moved_on_paper', 'region', 3, 10, 2, 2, 40),
      ('reduced_elsewhere', 'region', 1, 6, 1, 3, 24),
      ('no_local_hires', 'region', 2, 8, 1, 3, 26),
      ('wrong_region', 'region', 1, 12, 1, 4, 30)
  ),
  measured AS (
    SELECT
      m.noss_registration_number AS subject_id,
      r.*,
      CASE r.reason_code
        WHEN 'moved_on_paper' THEN m.moved_away_from_home_count
        WHEN 'reduced_elsewhere' THEN m.reduced_elsewhere_count
        WHEN 'no_local_hires' THEN CASE
          WHEN m.moved_count >= 3
          AND 5 * m.new_local_count <= 2 * m.new_count THEN m.new_count - m.new_local_count
          ELSE 0
        END
        WHEN 'wrong_region' THEN m.wrong_region_count
      END AS evidence_count,
      CAST(
        CASE r.reason_code
          WHEN 'moved_on_paper' THEN m.moved_count
          WHEN 'no_local_hires' THEN m.new_count
          WHEN 'wrong_region' THEN m.reduced_count
        END AS INTEGER
      ) AS evidence_base_count,
      CAST(
        CASE r.reason_code
          WHEN 'reduced_elsewhere' THEN m.reduction_cents
        END AS BIGINT
      ) AS evidence_cents
    FROM
      ranking.regional_target_groups_measure AS m
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
