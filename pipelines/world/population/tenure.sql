-- One row per worker's stay in a position that touches the world: who follows whom, before we know who they are.
WITH
  stay AS (
    SELECT
      position.position_id,
      position.base_date,
      position.employer_start_date,
      position.seat_end_date,
      position.tenure_days,
      position.kind,
      n.turn,
      position.position_id * 16 + n.turn AS contract_id
    FROM
      world.position AS position,
      range(16) AS n (turn)
    WHERE
      n.turn < CASE
        WHEN position.tenure_days < 300 THEN 16
        ELSE 5
      END
  ),
  lasting AS (
    SELECT
      stay.*,
      wait_days('stay', stay.contract_id, stay.tenure_days) AS days,
      CASE
        WHEN stay.kind = 'student' THEN wait_days('gap', stay.contract_id, 60)
        ELSE wait_days('gap', stay.contract_id, 25)
      END AS gap_days
    FROM
      stay
  ),
  placed AS (
    SELECT
      lasting.*,
      lasting.base_date + CAST(
        sum(lasting.days + lasting.gap_days) OVER (
          PARTITION BY
            lasting.position_id
          ORDER BY
            lasting.turn
        ) - lasting.days - lasting.gap_days AS INTEGER
      ) AS turn_date
    FROM
      lasting
  )
SELECT
  placed.contract_id,
  placed.position_id,
  CAST(placed.turn AS INTEGER) AS turn,
  CASE
    WHEN placed.turn = 0
    AND placed.base_date <= first_date() THEN greatest(
      placed.employer_start_date,
      first_date() - least(wait_days('seniority', placed.contract_id, placed.tenure_days), 12000)
    )
    ELSE placed.turn_date
  END AS start_date,
  least(placed.turn_date + placed.days, placed.seat_end_date) AS end_date,
  placed.turn_date + placed.days >= placed.seat_end_date AS ends_with_seat
FROM
  placed
WHERE
  placed.turn_date <= least(horizon_date(), placed.seat_end_date)
