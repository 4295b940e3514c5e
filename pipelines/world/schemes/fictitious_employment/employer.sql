-- One row per employer with fictitious workers, and per honest look-alike. short_share is the part of the seats held for some months
-- only, claim_share the part of leavers that ask for unemployment benefit, ill_share the part that falls ill.
-- Look-alikes: employers that close within the year, and seasonal ones.
WITH
  planned AS (
    SELECT
      employer.employer_id,
      plan.construction_id,
      plan.is_fraud,
      plan.role,
      employer.start_date,
      employer.end_date,
      plan.pay_share,
      greatest(employer.start_date, employer.end_date - CAST(plan.debt_days AS INTEGER)) AS unpaid_from_date,
      'never' AS pay_style,
      0 AS short_share
    FROM
      world.employer_life AS life
      JOIN world.employer AS employer ON employer.employer_id = life.employer_id
      JOIN world.fictitious_employment_slot AS plan ON plan.slot = life.slot
      AND life.generation < plan.death_count
  ),
  ordinary AS (
    SELECT
      employer.employer_id,
      employer.sector,
      employer.end_date,
      greatest(
        employer.start_date,
        first_date() - 100 + CAST(pick('pads from', employer.employer_id, 1100) AS INTEGER)
      ) AS turn_date,
      row_number() OVER (
        ORDER BY
          shuffle('pads staff', employer.employer_id)
      ) AS turn
    FROM
      world.employer AS employer
      JOIN world.employer_life AS life ON life.employer_id = employer.employer_id
    WHERE
      employer.size BETWEEN 4 AND 40
      AND NOT life.is_planned
      AND life.generation = 0
  ),
  staffed AS (
    SELECT
      ordinary.employer_id,
      'P' || format('{:08X}', pick('padded', ordinary.employer_id, 4294967296)) AS construction_id,
      ordinary.turn <= ceil(employer_count() * .004) AS is_fraud,
      CASE
        WHEN ordinary.turn <= ceil(employer_count() * .004) THEN 'padded'
        ELSE 'seasonal'
      END AS role,
      first_date() AS start_date,
      CAST(NULL AS DATE) AS end_date,
      CAST(NULL AS DOUBLE) AS pay_share,
      CAST(NULL AS DATE) AS unpaid_from_date,
      CAST(NULL AS VARCHAR) AS pay_style,
      .15 + .35 * draw('short share', ordinary.employer_id) AS short_share
    FROM
      ordinary
    WHERE
      ordinary.turn <= ceil(employer_count() * .004)
      OR (
        ordinary.sector IN ('horticulture', 'agriculture', 'hotel', 'bar', 'restaurant', 'catering', 'gardening')
        AND draw('seasonal', ordinary.employer_id) < .3
      )
  )
SELECT
  cast_role.*,
  'fictitious_employment' AS scheme,
  NOT cast_role.is_fraud AS is_lookalike,
  CASE
    WHEN cast_role.is_fraud THEN .75 + .25 * draw('claim share', cast_role.employer_id)
    ELSE .55 + .4 * draw('claim share', cast_role.employer_id)
  END AS claim_share,
  CASE
    WHEN cast_role.is_fraud THEN .25 * draw('ill share', cast_role.employer_id)
    ELSE .04
  END AS ill_share,
  CASE
    WHEN cast_role.is_fraud THEN .3 * draw('late share', cast_role.employer_id)
    ELSE .06 * draw('late share', cast_role.employer_id)
  END AS late_share
FROM
  (
    SELECT
      *
    FROM
      planned
    UNION ALL
    SELECT
      *
    FROM
      staffed
  ) AS cast_role
