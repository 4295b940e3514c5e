-- One row per worker record of a version of a declaration, with its occupation, pay, contributions and deductions in cents.
WITH
  corrected AS (
    SELECT
      version.employer_id,
      version.quarter,
      version.version_number,
      performance.draw_id
    FROM
      world.declaration_version AS version
      JOIN world.performance AS performance ON performance.employer_id = version.employer_id
      AND performance.quarter = version.quarter
    WHERE
      version.version_number = 2
    QUALIFY
      row_number() OVER (
        PARTITION BY
          version.employer_id,
          version.quarter
        ORDER BY
          shuffle('corrected', performance.draw_id)
      ) <= 1 + count(*) OVER (
        PARTITION BY
          version.employer_id,
          version.quarter
      ) // 10
  ),
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
      corrected.draw_id IS NOT NULL AS is_corrected,
      performance.pay_cents AS first_pay_cents
    FROM
      world.declaration_version AS version
      JOIN world.performance AS performance ON performance.employer_id = version.employer_id
      AND performance.quarter = version.quarter
      LEFT JOIN corrected ON corrected.version_number = version.version_number
      AND corrected.draw_id = performance.draw_id
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
      CASE
        WHEN relocation.start_date <= quarter.last_date
        AND draw('goes to the unit', paid.contract_id) < relocation.moved_share THEN moved_unit.establishment_number
        ELSE contract.establishment_number
      END AS establishment_number,
      CASE
        WHEN relocation.start_date <= quarter.last_date
        AND draw('goes to the unit', paid.contract_id) < relocation.moved_share THEN moved_unit.region
        ELSE contract.region
      END AS region,
      draw('takes regional', paid.contract_id) < coalesce(relocation.regional_share, .7) AS takes_regional,
      datediff('year', person.birth_date, quarter.last_date) AS age,
      datediff('quarter', contract.start_date, quarter.first_date) AS quarters_here,
      contract.start_date,
      contract.end_date,
      employer.sector,
      employer.nsso_number,
      person.niss,
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
      JOIN world.person AS person ON person.worker = paid.worker
      LEFT JOIN world.relocation AS relocation ON relocation.employer_id = paid.employer_id
      LEFT JOIN world.establishment AS moved_unit ON moved_unit.establishment_id = relocation.establishment_id
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
  targeted AS (
    SELECT
      contributed.*,
      CASE
        WHEN NOT contributed.takes_regional
        OR contributed.kind NOT IN ('manual', 'employee')
        OR contributed.pay_cents > 1394500 * contributed.performance_share THEN NULL
        WHEN contributed.region = 'flanders'
        AND contributed.age >= 55 THEN '6320'
        WHEN contributed.region = 'flanders'
        AND contributed.age < 25
        AND contributed.quarters_here < 8
        AND contributed.is_manual THEN '6300'
        WHEN contributed.region = 'brussels'
        AND contributed.age BETWEEN 57 AND 64 THEN '7320'
        WHEN contributed.region = 'wallonia'
        AND contributed.age BETWEEN 55 AND 64 THEN '8320'
      END AS regional_code
    FROM
      contributed
  ),
  reduced AS (
    SELECT
      targeted.*,
      CAST(
        round(
          least(targeted.performance_share, 1) * CASE targeted.regional_code
            WHEN '6320' THEN CASE
              WHEN targeted.age >= 60 THEN 150000
              ELSE 60000
            END
            WHEN '6300' THEN 115000
            WHEN '7320' THEN 100000
            WHEN '8320' THEN CASE
              WHEN targeted.age >= 62 THEN 150000
              WHEN targeted.age >= 58 THEN 100000
              ELSE 40000
            END
            ELSE 0
          END
        ) AS BIGINT
      ) AS wished_regional_cents,
      CASE
        WHEN targeted.kind IN ('manual', 'employee') THEN greatest(0, CAST(round(.14 * (1000000 * targeted.performance_share - targeted.pay_cents)) AS BIGINT))
        ELSE 0
      END AS structural_cents,
      CAST(
        round(
          least(targeted.performance_share, 1) * CASE
            WHEN targeted.first_hire_code IS NULL THEN 0
            WHEN targeted.hire_rank = 1
            AND targeted.right_start_date < DATE '2022-01-01' THEN .22 * targeted.basis_cents / greatest(least(targeted.performance_share, 1), .01)
            WHEN targeted.hire_rank = 1
            AND targeted.quarter >= '2024Q1' THEN 310000
            WHEN targeted.hire_rank = 1 THEN 400000
            WHEN targeted.right_quarters >= 13 THEN 0
            WHEN targeted.right_quarters >= 9 THEN 45000
            WHEN targeted.hire_rank = 2
            AND targeted.right_quarters < 5 THEN 155000
            ELSE 105000
          END
        ) AS BIGINT
      ) AS wished_first_hire_cents
    FROM
      targeted
  ),
  limited AS (
    SELECT
      reduced.* REPLACE(least(reduced.structural_cents, reduced.contribution_cents) AS structural_cents),
      least(
        reduced.wished_first_hire_cents,
        reduced.contribution_cents - least(reduced.structural_cents, reduced.contribution_cents)
      ) AS first_hire_cents
    FROM
      reduced
  )
SELECT
  limited.employer_id,
  limited.nsso_number,
  limited.niss,
  limited.quarter,
  limited.is_trusteeship,
  limited.version_number,
  limited.contract_id,
  limited.worker,
  limited.draw_id,
  limited.kind,
  limited.is_manual,
  limited.worker_code,
  limited.employer_class,
  limited.joint_commission,
  limited.is_part_time,
  limited.weekly_hours,
  limited.establishment_number,
  limited.start_date,
  limited.end_date,
  limited.first_hire_code,
  limited.right_start_date,
  limited.sector,
  limited.paid_days,
  limited.sick_days,
  limited.weather_days,
  limited.daily_hours,
  limited.pay_cents,
  limited.premium_cents,
  limited.car_cents,
  limited.is_corrected,
  limited.first_pay_cents,
  limited.basis_cents,
  limited.contribution_cents,
  limited.closure_fund_cents,
  limited.structural_cents,
  limited.first_hire_cents,
  limited.regional_code,
  least(
    limited.wished_regional_cents,
    limited.contribution_cents - limited.structural_cents - limited.first_hire_cents
  ) AS regional_cents
FROM
  limited
