-- One row per seat that goes over from one employer to another with the person who holds it. root_position_id is where its kind, hours
-- and pay were drawn.
WITH RECURSIVE
  tie AS (
    SELECT
      tie.employer_id,
      tie.from_employer_id,
      tie.tie_date,
      earlier.size AS from_size,
      earlier.end_date AS from_end_date,
      least(later.size, CAST(round(tie.worker_share * earlier.size + .2) AS INTEGER)) AS seat_count
    FROM
      world.tie AS tie
      JOIN world.employer AS earlier ON earlier.employer_id = tie.from_employer_id
      JOIN world.employer AS later ON later.employer_id = tie.employer_id
    WHERE
      tie.tie_date >= first_date()
      AND tie.tie_date > earlier.start_date + 30
      AND tie.tie_date <= earlier.end_date + 210
  ),
  leaving AS (
    SELECT
      tie.employer_id,
      tie.from_employer_id,
      tie.from_end_date,
      tie.tie_date,
      CAST(tie.from_employer_id AS BIGINT) * 4096 + s.seat AS from_position_id,
      row_number() OVER (
        PARTITION BY
          tie.employer_id
        ORDER BY
          shuffle('goes over', tie.employer_id || ':' || s.seat)
      ) - 1 AS turn,
      tie.seat_count
    FROM
      tie,
      range(tie.from_size) AS s (seat)
  ),
  pair AS (
    SELECT
      leaving.from_position_id,
      CAST(leaving.employer_id AS BIGINT) * 4096 + leaving.turn AS position_id,
      leaving.tie_date + CAST(pick('goes over on', leaving.from_position_id, 25) AS INTEGER) AS move_date,
      leaving.from_end_date
    FROM
      leaving
    WHERE
      leaving.turn < leaving.seat_count
    QUALIFY
      row_number() OVER (
        PARTITION BY
          leaving.from_position_id
        ORDER BY
          leaving.tie_date,
          leaving.employer_id
      ) = 1
  ),
  walk AS (
    SELECT
      pair.position_id,
      pair.from_position_id AS root_position_id,
      1 AS depth
    FROM
      pair
    UNION ALL
    SELECT
      walk.position_id,
      pair.from_position_id,
      walk.depth + 1
    FROM
      walk
      JOIN pair ON pair.position_id = walk.root_position_id
    WHERE
      walk.depth < 12
  ),
  root AS (
    SELECT
      walk.position_id,
      arg_max(walk.root_position_id, walk.depth) AS root_position_id
    FROM
      walk
    GROUP BY
      walk.position_id
  )
SELECT
  pair.from_position_id,
  pair.position_id,
  pair.move_date,
  least(pair.from_end_date, pair.move_date - 1) AS from_end_date,
  root.root_position_id
FROM
  pair
  JOIN root ON root.position_id = pair.position_id
