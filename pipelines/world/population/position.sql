-- One row per position of an employer: a seat that successive workers hold. kind, hours and pay belong to the seat.
WITH
  seat AS (
    SELECT
      employer.employer_id,
      employer.sector,
      employer.size,
      employer.start_date,
      employer.end_date,
      p.seat,
      CAST(employer.employer_id AS BIGINT) * 4096 + p.seat AS position_id,
      sector.manual_percent / 100.0 AS manual_share,
      sector.student_percent / 100.0 AS student_share,
      sector.flexi_percent / 100.0 AS flexi_share,
      sector.part_time_percent / 100.0 AS part_time_share,
      sector.monthly_wage_eur,
      sector.tenure_days
    FROM
      world.employer AS employer
      JOIN world.sector AS sector ON sector.sector = employer.sector,
      range(employer.size) AS p (seat)
  ),
  kinded AS (
    SELECT
      seat.*,
      CASE
        WHEN seat.seat > 0
        AND draw('seat kind', seat.position_id) < seat.student_share THEN 'student'
        WHEN seat.seat > 0
        AND draw('seat kind', seat.position_id) < seat.student_share + seat.flexi_share THEN 'flexi'
        WHEN draw('seat manual', seat.position_id) < seat.manual_share THEN 'manual'
        ELSE 'employee'
      END AS kind,
      draw('seat part time', seat.position_id) < seat.part_time_share AS is_part_time
    FROM
      seat
  )
SELECT
  kinded.position_id,
  kinded.employer_id,
  kinded.sector,
  CAST(kinded.seat AS INTEGER) AS seat,
  kinded.kind,
  draw('seat manual', kinded.position_id) < kinded.manual_share AS is_manual,
  kinded.is_part_time
  OR kinded.kind = 'flexi' AS is_part_time,
  CASE kinded.kind
    WHEN 'flexi' THEN 800 + 100 * pick('seat hours', kinded.position_id, 8)
    ELSE CASE
      WHEN kinded.is_part_time THEN [1200, 1520, 1900, 1900, 2280, 2850, 3040] [1 + pick('seat hours', kinded.position_id, 7)]
      ELSE 3800
    END
  END AS weekly_hours,
  CAST(
    round(
      100 * kinded.monthly_wage_eur * CASE
        WHEN kinded.kind IN ('student', 'flexi') THEN .72
        ELSE 1
      END * exp(.26 * normal('seat wage', kinded.position_id))
    ) AS BIGINT
  ) AS monthly_wage_cents,
  CASE kinded.kind
    WHEN 'student' THEN 70
    WHEN 'flexi' THEN 240
    ELSE kinded.tenure_days
  END AS tenure_days,
  CASE
    WHEN kinded.start_date < first_date() THEN first_date()
    ELSE kinded.start_date + CAST(kinded.seat * 400 // greatest(kinded.size, 4) AS INTEGER)
  END AS base_date,
  kinded.start_date AS employer_start_date,
  kinded.end_date AS employer_end_date
FROM
  kinded
