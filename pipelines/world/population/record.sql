-- One row per worker record of a version of a declaration, with its occupation, pay, contributions and deductions in cents.
WITH
  valued AS (
    SELECT
      version.employer_id,
      version.quarter,
      version.is_trusteeship,
      version.version_number,
      performance.contract_id,
      performance.worker,
      performance.draw_id,
      performance.paid_days,
      performance.sick_days,
      performance.weather_days,
      performance.daily_hours,
      performance.performance_share,
      performance.premium_cents,
      performance.car_cents,
      version.version_number = 2
      AND row_number() OVER (
        PARTITION BY
          version.employer_id,
          version.quarter,
          version.version_number
        ORDER BY
          shuffle('corrected', performance.draw_id)
      ) <= 1 + count(*) OVER (
        PARTITION BY
          version.employer_id,
          version.quarter,
          version.version_number
      ) // 10 AS is_corrected,
      performance.pay_cents AS first_pay_cents
    FROM
      world.declaration_version AS version
      JOIN world.performance AS performance ON performance.employer_id = version.employer_id
      AND performance.quarter = version.quarter
  ),
  paid AS (
    SELECT
      valued.*,
      CASE
        WHEN valued.is_corrected THEN CAST(round(valued.first_pay_cents * (.9 + .25 * draw('correction', valued.draw_id))) AS BIGINT)
        ELSE valued.first_pay_cents
      END AS pay_cents
    FROM
      valued
  ),
  based AS (
    SELECT
      paid.*,
      contract.kind,
      contract.is_manual,
      first_hire.hire_rank,
      first_hire.deduction_code AS first_hire_code,
      first_hire.right_start_date,
      datediff('quarter', first_hire.right_start_date, quarter.first_date) AS right_quarters,
      contract.worker_code,
      contract.employer_class,
      contract.joint_commission,
      contract.is_part_time,
      contract.weekly_hours,
      contract.establishment_number,
      contract.start_date,
      contract.end_date,
      employer.sector,
      CAST(
        round(
          (paid.pay_cents + paid.premium_cents) * CASE
            WHEN contract.worker_code = '015' THEN 1.08
            ELSE 1
          END
        ) AS BIGINT
      ) AS basis_cents
    FROM
      paid
      JOIN world.contract AS contract ON contract.contract_id = paid.contract_id
      JOIN world.employer AS employer ON employer.employer_id = paid.employer_id
      JOIN world.quarter AS quarter ON quarter.quarter = paid.quarter
      LEFT JOIN world.first_hire AS first_hire ON first_hire.position_id = paid.contract_id // 16
  ),
  contributed AS (
    SELECT
      based.*,
      CAST(
        round(
          based.basis_cents * CASE based.kind
            WHEN 'student' THEN .0813
            WHEN 'flexi' THEN .25
            ELSE .3807
          END
        ) AS BIGINT
      ) AS contribution_cents,
      CASE
        WHEN based.kind IN ('manual', 'employee') THEN CAST(round(based.basis_cents * .0018) AS BIGINT)
        ELSE 0
      END AS closure_fund_cents
    FROM
      based
  ),
  reduced AS (
    SELECT
      contributed.*,
      CASE
        WHEN contributed.kind IN ('manual', 'employee') THEN greatest(0, CAST(round(.14 * (1000000 * contributed.performance_share - contributed.pay_cents)) AS BIGINT))
        ELSE 0
      END AS structural_cents,
      CAST(
        round(
          least(contributed.performance_share, 1) * CASE
            WHEN contributed.first_hire_code IS NULL THEN 0
            WHEN contributed.hire_rank = 1
            AND contributed.right_start_date < DATE '2022-01-01' THEN .22 * contributed.basis_cents / greatest(least(contributed.performance_share, 1), .01)
            WHEN contributed.hire_rank = 1
            AND contributed.quarter >= '2024Q1' THEN 310000
            WHEN contributed.hire_rank = 1 THEN 400000
            WHEN contributed.right_quarters >= 13 THEN 0
            WHEN contributed.right_quarters >= 9 THEN 45000
            WHEN contributed.hire_rank = 2
            AND contributed.right_quarters < 5 THEN 155000
            ELSE 105000
          END
        ) AS BIGINT
      ) AS wished_first_hire_cents
    FROM
      contributed
  )
SELECT
  reduced.employer_id,
  reduced.quarter,
  reduced.is_trusteeship,
  reduced.version_number,
  reduced.contract_id,
  reduced.worker,
  reduced.draw_id,
  reduced.kind,
  reduced.is_manual,
  reduced.worker_code,
  reduced.employer_class,
  reduced.joint_commission,
  reduced.is_part_time,
  reduced.weekly_hours,
  reduced.establishment_number,
  reduced.start_date,
  reduced.end_date,
  reduced.first_hire_code,
  reduced.right_start_date,
  reduced.sector,
  reduced.paid_days,
  reduced.sick_days,
  reduced.weather_days,
  reduced.daily_hours,
  reduced.pay_cents,
  reduced.premium_cents,
  reduced.car_cents,
  reduced.is_corrected,
  reduced.first_pay_cents,
  reduced.basis_cents,
  reduced.contribution_cents,
  reduced.closure_fund_cents,
  least(reduced.structural_cents, reduced.contribution_cents) AS structural_cents,
  least(
    reduced.wished_first_hire_cents,
    reduced.contribution_cents - least(reduced.structural_cents, reduced.contribution_cents)
  ) AS first_hire_cents
FROM
  reduced
