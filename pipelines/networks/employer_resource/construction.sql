-- One row per construction, as known at the as-of date; its points are those of its signs.
WITH
  score AS (
    SELECT
      s.construction_id,
      sum(s.points) AS points
    FROM
      network.construction_sign AS s
    GROUP BY
      s.construction_id
  )
SELECT
  c.construction_id AS construction_id,
  CASE
    WHEN c.passage_count = 0 THEN 'ring'
    WHEN c.side_count > 0
    AND c.death_count > 1 THEN 'spider'
    WHEN c.death_count > 1 THEN 'carousel'
    ELSE 'single_death'
  END AS construction_code,
  c.linked_employer_count AS linked_employer_count,
  c.death_count AS death_count,
  c.living_count AS living_count,
  c.side_count AS side_count,
  c.chain_length AS chain_length,
  c.straw_count AS straw_count,
  c.moved_worker_count AS moved_worker_count,
  c.worker_count AS worker_count,
  c.passage_count AS passage_count,
  c.staff_passage_count AS staff_passage_count,
  c.mandate_passage_count AS mandate_passage_count,
  c.address_passage_count AS address_passage_count,
  c.client_passage_count AS client_passage_count,
  c.honest_passage_count AS honest_passage_count,
  c.ready_count AS ready_count,
  c.ring_tie_count AS ring_tie_count,
  c.lost_cents AS lost_cents,
  c.open_cents AS open_cents,
  c.first_stop_date AS first_stop_date,
  c.last_stop_date AS last_stop_date,
  c.life_days AS life_days,
  CAST(coalesce(s.points, 0) AS INTEGER) AS points
FROM
  network.construction_count AS c
  LEFT JOIN score AS s ON s.construction_id = c.construction_id
