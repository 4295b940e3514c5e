-- One row per construction or living employer in one and sign or rule that gave it points, with the numbers of its sentence.
-- A construction has the points of its signs; an employer those of its construction, and some of its own.
WITH
  rule AS (
    SELECT
      m.subject_id,
      r.reason_code,
      r.theme_code,
      CASE r.reason_code
        WHEN 'member' THEN m.construction_points
        ELSE r.points
      END AS points,
      CASE r.reason_code
        WHEN 'member' THEN m.generation
        WHEN 'took_over' THEN m.taken_worker_count
        WHEN 'new_direction' THEN CASE
          WHEN m.has_straw_director THEN 1
          ELSE 0
        END
        WHEN 'unpaid' THEN m.unpaid_quarter_count
        WHEN 'next_end' THEN m.days_left
        WHEN 'end_overdue' THEN - m.days_left
      END AS evidence_count,
      CASE
        WHEN r.reason_code = 'member' THEN m.death_count
        WHEN r.reason_code = 'took_over' THEN m.predecessor_worker_count
        WHEN r.reason_code IN ('next_end', 'end_overdue') THEN m.life_days
      END AS evidence_base_count,
      CASE r.reason_code
        WHEN 'member' THEN m.lost_cents
        WHEN 'took_over' THEN m.predecessor_lost_cents
        WHEN 'unpaid' THEN m.open_cents
        WHEN 'next_end' THEN m.open_cents
        WHEN 'end_overdue' THEN m.open_cents
      END AS evidence_cents
    FROM
      ranking.bankruptcy_carousel_measure AS m
      CROSS JOIN (
        VALUES
          ('member', 'chain', 1),
          ('took_over', 'flow', 10),
          ('new_direction', 'direction', 5),
          ('unpaid', 'payment', 5),
          ('next_end', 'deadline', 1),
          ('end_overdue', 'deadline', 1)
      ) AS r (reason_code, theme_code, points)
  )
SELECT
  s.construction_id AS subject_id,
  s.sign_code AS reason_code,
  CASE
    WHEN s.sign_code IN ('ends_in_debt', 'single_end', 'long_chain') THEN 'chain'
    WHEN s.sign_code = 'straw_director' THEN 'direction'
    ELSE 'flow'
  END AS theme_code,
  CAST(s.points AS INTEGER) AS points,
  CAST(s.sign_count AS INTEGER) AS evidence_count,
  CAST(s.base_count AS INTEGER) AS evidence_base_count,
  CAST(s.amount_cents AS BIGINT) AS evidence_cents
FROM
  network.construction_sign AS s
  INNER JOIN ranking.bankruptcy_carousel_measure AS m ON m.subject_id = s.construction_id
UNION ALL
SELECT
  r.subject_id AS subject_id,
  r.reason_code AS reason_code,
  r.theme_code AS theme_code,
  CAST(r.points AS INTEGER) AS points,
  CAST(r.evidence_count AS INTEGER) AS evidence_count,
  CAST(r.evidence_base_count AS INTEGER) AS evidence_base_count,
  CAST(r.evidence_cents AS BIGINT) AS evidence_cents
FROM
  rule AS r
WHERE
  CASE
    WHEN r.reason_code = 'end_overdue' THEN r.evidence_count >= 0
    ELSE r.evidence_count > 0
  END
