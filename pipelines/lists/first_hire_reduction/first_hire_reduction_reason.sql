-- One row per matricule and rule that gave it points, with the numbers of its sentence.
-- Points: first_points at the threshold, unit_points for each further unit_count, never more than most_points.
WITH
  rule (reason_code, theme_code, threshold_count, first_points, unit_count, unit_points, most_points) AS (
    VALUES
      ('living_split', 'unit', 50, 30, 10, 2, 40),
      ('both_prongs', 'unit', 1, 10, 1, 0, 10),
      ('moved_staff', 'unit', 1, 3, 1, 2, 9),
      ('common_person', 'unit', 1, 2, 1, 0, 2),
      ('common_address', 'unit', 1, 4, 1, 0, 4),
      ('common_contact', 'unit', 1, 4, 1, 0, 4)
  ),
  measured AS (
    SELECT
      m.noss_registration_number AS subject_id,
      r.*,
      CASE r.reason_code
        WHEN 'living_split' THEN CASE
          WHEN m.is_earlier_active THEN whole_part(100 * m.moved_worker_count, greatest(m.first_year_worker_count, 1))
          ELSE 0
        END
        WHEN 'both_prongs' THEN CASE
          WHEN m.has_common_person
          AND (
            m.moved_worker_count > 0
            OR m.has_common_address
            OR m.has_common_contact
          ) THEN m.reduced_worker_count
          ELSE 0
        END
        WHEN 'moved_staff' THEN m.moved_worker_count
        WHEN 'common_person' THEN CASE
          WHEN m.has_common_person THEN 1
          ELSE 0
        END
        WHEN 'common_address' THEN CASE
          WHEN m.has_common_address THEN 1
          ELSE 0
        END
        WHEN 'common_contact' THEN CASE
          WHEN m.has_common_contact THEN 1
          ELSE 0
        END
      END AS evidence_count,
      CAST(
        CASE r.reason_code
          WHEN 'living_split' THEN m.first_year_worker_count
          WHEN 'moved_staff' THEN m.first_year_worker_count
        END AS INTEGER
      ) AS evidence_base_count,
      CAST(
        CASE r.reason_code
          WHEN 'living_split' THEN m.reduction_cents
          WHEN 'both_prongs' THEN m.reduction_cents
        END AS BIGINT
      ) AS evidence_cents
    FROM
      ranking.first_hire_reduction_measure AS m
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
