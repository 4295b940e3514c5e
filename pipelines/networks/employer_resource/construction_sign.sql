-- One row per construction and sign of the typology, with its points and the numbers behind it.
-- Points: first_points at the threshold, unit_points for each further one, never more than most_points. Signs of one point explain.
WITH
  rule AS (
    SELECT
      r.sign_code,
      r.threshold_count,
      r.first_points,
      r.unit_points,
      r.most_points
    FROM
      (
        VALUES
          ('ends_in_debt', 2, 25, 25, 75),
          ('single_end', 1, 1, 0, 1),
          ('worker_ring', 1, 15, 25, 40),
          ('long_chain', 3, 15, 15, 30),
          ('straw_director', 1, 15, 0, 15),
          ('ready_successor', 1, 10, 0, 10),
          ('staff_moved', 1, 10, 0, 10),
          ('clean_side', 1, 10, 0, 10),
          ('mandates_moved', 1, 1, 0, 1),
          ('seat_moved', 1, 1, 0, 1),
          ('clients_moved', 1, 1, 0, 1),
          ('no_honest_course', 1, 1, 0, 1)
      ) AS r (sign_code, threshold_count, first_points, unit_points, most_points)
  ),
  measured AS (
    SELECT
      c.construction_id,
      r.sign_code,
      r.threshold_count,
      r.first_points,
      r.unit_points,
      r.most_points,
      CASE r.sign_code
        WHEN 'ends_in_debt' THEN CASE
          WHEN c.passage_count > 0 THEN c.death_count
        END
        WHEN 'single_end' THEN CASE
          WHEN c.passage_count > 0
          AND c.death_count = 1 THEN 1
        END
        WHEN 'worker_ring' THEN c.ring_tie_count
        WHEN 'long_chain' THEN c.chain_length
        WHEN 'straw_director' THEN c.straw_count
        WHEN 'ready_successor' THEN c.ready_count
        WHEN 'staff_moved' THEN c.staff_passage_count
        WHEN 'clean_side' THEN CASE
          WHEN c.death_count > 0 THEN c.side_count
        END
        WHEN 'mandates_moved' THEN c.mandate_passage_count
        WHEN 'seat_moved' THEN c.address_passage_count
        WHEN 'clients_moved' THEN c.client_passage_count
        WHEN 'no_honest_course' THEN c.passage_count
      END AS sign_count,
      CASE
        WHEN r.sign_code IN ('ends_in_debt', 'single_end') THEN c.linked_employer_count
        WHEN r.sign_code = 'staff_moved' THEN c.worker_count
        WHEN r.sign_code IN ('mandates_moved', 'seat_moved', 'clients_moved') THEN c.passage_count
        WHEN r.sign_code = 'ready_successor' THEN c.passage_count
        WHEN r.sign_code = 'straw_director' THEN c.death_count
        WHEN r.sign_code = 'no_honest_course' THEN c.passage_count + c.honest_passage_count
      END AS base_count,
      CASE
        WHEN r.sign_code IN ('ends_in_debt', 'single_end') THEN c.lost_cents
      END AS amount_cents,
      c.moved_worker_count
    FROM
      network.construction_count AS c
      CROSS JOIN rule AS r
  )
SELECT
  m.construction_id AS construction_id,
  m.sign_code AS sign_code,
  CAST(
    lesser_of(m.first_points + m.unit_points * (m.sign_count - m.threshold_count), m.most_points) AS INTEGER
  ) AS points,
  CAST(
    CASE
      WHEN m.sign_code = 'staff_moved' THEN m.moved_worker_count
      ELSE m.sign_count
    END AS INTEGER
  ) AS sign_count,
  CAST(m.base_count AS INTEGER) AS base_count,
  CAST(m.amount_cents AS BIGINT) AS amount_cents
FROM
  measured AS m
WHERE
  m.sign_count >= m.threshold_count
