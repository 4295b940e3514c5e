-- One row per declared contract and quarter in which at least one working day falls: days, hours and pay.
WITH
  span AS (
    SELECT
      contract.contract_id,
      contract.employer_id,
      contract.worker,
      contract.kind,
      contract.is_manual,
      contract.weekly_hours,
      contract.monthly_wage_cents,
      contract.sector,
      quarter.quarter,
      quarter.first_date,
      quarter.last_date,
      greatest(contract.start_date, quarter.first_date) AS span_start,
      least(contract.end_date, quarter.last_date) AS span_end
    FROM
      world.contract AS contract
      JOIN world.quarter AS quarter ON contract.start_date <= quarter.last_date
      AND contract.end_date >= quarter.first_date
    WHERE
      NOT contract.is_undeclared
  ),
  counted AS (
    SELECT
      span.*,
      last_day.workday_count - before.workday_count - CASE
        WHEN illness.contract_id IS NULL THEN 0
        ELSE CAST(
          floor((ill_last.workday_count - ill_before.workday_count) * (1 - coalesce(overlap.work_share, 0))) AS INTEGER
        )
      END AS workdays,
      quarter_end.workday_count - quarter_start.workday_count AS quarter_workdays,
      span.contract_id || span.quarter AS draw_id
    FROM
      span
      JOIN world.day AS before ON before.day = span.span_start - 1
      JOIN world.day AS last_day ON last_day.day = span.span_end
      JOIN world.day AS quarter_start ON quarter_start.day = span.first_date - 1
      JOIN world.day AS quarter_end ON quarter_end.day = span.last_date
      LEFT JOIN world.illness AS illness ON illness.contract_id = span.contract_id
      AND illness.start_date <= span.span_end
      AND illness.end_date >= span.span_start
      LEFT JOIN world.undue_benefits_worker AS overlap ON overlap.contract_id = illness.contract_id
      AND overlap.work_share IS NOT NULL
      LEFT JOIN world.day AS ill_before ON ill_before.day = greatest(illness.start_date, span.span_start) - 1
      LEFT JOIN world.day AS ill_last ON ill_last.day = least(illness.end_date, span.span_end)
  ),
  absent AS (
    SELECT
      counted.*,
      CASE
        WHEN draw('sick', counted.draw_id) < .11 THEN least(pick_between('sick days', counted.draw_id, 1, 9), counted.workdays // 3)
        ELSE 0
      END AS sick_days,
      CASE
        WHEN counted.is_manual
        AND right(counted.quarter, 1) = '1'
        AND counted.kind = 'manual'
        AND draw('weather', counted.draw_id) < .25
        AND counted.sector IN ('building', 'civil_works', 'roofing', 'finishing', 'painting', 'demolition') THEN least(pick_between('weather days', counted.draw_id, 1, 12), counted.workdays // 3)
        ELSE 0
      END AS weather_days
    FROM
      counted
    WHERE
      counted.workdays > 0
  )
SELECT
  absent.contract_id,
  absent.employer_id,
  absent.worker,
  absent.quarter,
  absent.draw_id,
  CAST(absent.workdays - absent.sick_days - absent.weather_days AS INTEGER) AS paid_days,
  CAST(absent.sick_days AS INTEGER) AS sick_days,
  CAST(absent.weather_days AS INTEGER) AS weather_days,
  absent.weekly_hours / 5.0 AS daily_hours,
  absent.workdays * absent.weekly_hours / (absent.quarter_workdays * 3800.0) AS performance_share,
  CAST(
    round(
      3 * absent.monthly_wage_cents * (1 + .02 * (year(absent.first_date) - 2022)) * absent.weekly_hours / 3800.0 * (absent.workdays - absent.weather_days) / absent.quarter_workdays
    ) AS BIGINT
  ) AS pay_cents,
  CASE
    WHEN right(absent.quarter, 1) = '4'
    AND absent.kind IN ('manual', 'employee')
    AND draw('premium', absent.draw_id) < .5 THEN CAST(
      round(
        absent.monthly_wage_cents * .6 * absent.weekly_hours / 3800.0 * absent.workdays / absent.quarter_workdays
      ) AS BIGINT
    )
    ELSE 0
  END AS premium_cents,
  CASE
    WHEN absent.kind = 'employee'
    AND absent.monthly_wage_cents > 380000
    AND draw('car', absent.contract_id) < .35 THEN 45000
    ELSE 0
  END AS car_cents
FROM
  absent
