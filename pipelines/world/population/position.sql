-- One row per position of an employer: a seat that successive workers hold. kind, hours and pay belong to the seat. All seats of an
-- employer that is older than the world are open when it begins.
WITH
  seat AS (
    SELECT
      employer.employer_id,
      employer.sector,
      employer.size,
      employer.start_date,
      employer.end_date,
      p.seat,
      p.seat = 0 AS is_first,
      p.position_id,
      coalesce(arrival.root_position_id, p.position_id) AS draw_id,
      arrival.move_date,
      least(
        employer.end_date,
        departure.from_end_date,
        CASE
          WHEN draw('seat fades', p.position_id) < fading.fade_share
          AND p.seat > 0 THEN greatest(
            employer.start_date + 60,
            fading.unpaid_from_date + CAST(
              pick('seat fades on', p.position_id, greatest(1, employer.end_date - fading.unpaid_from_date)) AS INTEGER
            )
          )
        END
      ) AS seat_end_date,
      sector.manual_percent / 100.0 AS manual_share,
      sector.student_percent / 100.0 AS student_share,
      sector.flexi_percent / 100.0 AS flexi_share,
      sector.part_time_percent / 100.0 AS part_time_share,
      sector.monthly_wage_eur,
      sector.tenure_days
    FROM
      world.employer AS employer
      JOIN world.sector AS sector ON sector.sector = employer.sector
      JOIN (
        SELECT
          owner.employer_id,
          s.seat,
          CAST(owner.employer_id AS BIGINT) * 4096 + s.seat AS position_id
        FROM
          world.employer AS owner,
          range(owner.size) AS s (seat)
      ) AS p ON p.employer_id = employer.employer_id
      LEFT JOIN world.handover AS arrival ON arrival.position_id = p.position_id
      LEFT JOIN world.handover AS departure ON departure.from_position_id = p.position_id
      LEFT JOIN world.payment_default_employer AS fading ON fading.employer_id = employer.employer_id
      AND fading.fade_share IS NOT NULL
  ),
  kinded AS (
    SELECT
      seat.*,
      coalesce(draw('short stay', seat.position_id) < conduct.short_share, FALSE) AS is_short,
      CASE
        WHEN NOT seat.is_first
        AND draw('seat kind', seat.draw_id) < seat.student_share THEN 'student'
        WHEN NOT seat.is_first
        AND draw('seat kind', seat.draw_id) < seat.student_share + seat.flexi_share THEN 'flexi'
        WHEN draw('seat manual', seat.draw_id) < seat.manual_share THEN 'manual'
        ELSE 'employee'
      END AS kind,
      draw('seat part time', seat.draw_id) < coalesce(conduct.part_time_share, seat.part_time_share) AS is_part_time
    FROM
      seat
      LEFT JOIN world.conduct AS conduct ON conduct.employer_id = seat.employer_id
  )
SELECT
  kinded.position_id,
  kinded.employer_id,
  kinded.sector,
  CAST(kinded.seat AS INTEGER) AS seat,
  kinded.kind,
  draw('seat manual', kinded.draw_id) < kinded.manual_share AS is_manual,
  kinded.is_part_time
  OR kinded.kind = 'flexi' AS is_part_time,
  CASE kinded.kind
    WHEN 'flexi' THEN 800 + 100 * pick('seat hours', kinded.draw_id, 8)
    ELSE CASE
      WHEN kinded.is_part_time THEN [1200, 1520, 1900, 1900, 2280, 2850, 3040] [1 + pick('seat hours', kinded.draw_id, 7)]
      ELSE 3800
    END
  END AS weekly_hours,
  CAST(
    round(
      100 * kinded.monthly_wage_eur * CASE
        WHEN kinded.kind IN ('student', 'flexi') THEN .72
        ELSE 1
      END * exp(.26 * normal('seat wage', kinded.draw_id))
    ) AS BIGINT
  ) AS monthly_wage_cents,
  CASE kinded.kind
    WHEN 'student' THEN 70
    WHEN 'flexi' THEN 240
    ELSE CASE
      WHEN kinded.is_short THEN 110
      ELSE kinded.tenure_days
    END
  END AS tenure_days,
  CASE
    WHEN kinded.move_date IS NOT NULL THEN kinded.move_date
    WHEN kinded.start_date < first_date() THEN first_date()
    ELSE kinded.start_date + CAST(
      kinded.seat * least(400, (kinded.end_date - kinded.start_date) // 4) // greatest(kinded.size, 4) AS INTEGER
    )
  END AS base_date,
  kinded.start_date AS employer_start_date,
  coalesce(
    kinded.move_date,
    kinded.start_date + CAST(
      kinded.seat * least(
        (kinded.end_date - kinded.start_date) // 4,
        CASE
          WHEN kinded.start_date < first_date() THEN first_date() - kinded.start_date
          ELSE 400
        END
      ) // greatest(kinded.size, 4) AS INTEGER
    )
  ) AS opened_date,
  kinded.seat_end_date
FROM
  kinded
