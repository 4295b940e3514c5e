-- One row per employer that ever lives: N slots, each held by a chain of employers, so that about N are active at any time.
-- Closures: 4.6 % bankruptcies a year on average, double in construction and horeca, and 3 % that stop; births replace them.
-- A slot of a scheme dies and is succeeded as its plan says, and lives as any other afterwards.
WITH
  plan AS (
    SELECT
      scheme.slot,
      scheme.first_end_date,
      scheme.death_count,
      coalesce(scheme.first_life_low_days, 300) AS first_life_low_days,
      coalesce(scheme.first_life_high_days, 1800) AS first_life_high_days,
      scheme.life_low_days,
      scheme.life_high_days,
      scheme.gap_low_days,
      scheme.gap_high_days,
      scheme.end_reason,
      scheme.size_quantile
    FROM
      world.scheme_slot AS scheme
  ),
  generation AS (
    SELECT
      slot.slot,
      slot.sector,
      g.generation,
      slot.slot * 8 + g.generation AS employer_id,
      plan.slot IS NOT NULL AS is_planned,
      plan.first_end_date,
      CASE
        WHEN g.generation < plan.death_count THEN plan.death_count
        ELSE 0
      END AS planned_deaths,
      plan.first_life_low_days,
      plan.first_life_high_days,
      plan.life_low_days,
      plan.life_high_days,
      plan.gap_low_days,
      plan.gap_high_days,
      plan.end_reason AS planned_end_reason,
      CASE
        WHEN g.generation <= plan.death_count THEN plan.size_quantile
        WHEN g.generation = 0 THEN slot.size_quantile
        ELSE draw('newborn size', slot.slot * 8 + g.generation) * .85
      END AS size_quantile,
      .02 * slot.closure_tenths / 8.0 * CASE
        WHEN plan.death_count = 0
        AND g.generation = 0 THEN .1
        WHEN g.generation = 0
        AND slot.size_quantile > .829 THEN .4
        ELSE 1.1
      END AS bankruptcy_rate
    FROM
      world.slot AS slot
      LEFT JOIN plan ON plan.slot = slot.slot,
      range(8) AS g (generation)
    WHERE
      g.generation < 4
      OR g.generation < plan.death_count + 3
  ),
  lifetime AS (
    SELECT
      generation.*,
      CASE
        WHEN generation.planned_deaths > 0
        AND generation.generation = 0 THEN pick_between(
          'first life',
          generation.employer_id,
          generation.first_life_low_days,
          generation.first_life_high_days
        )
        WHEN generation.planned_deaths > 0 THEN pick_between('planned life', generation.employer_id, generation.life_low_days, generation.life_high_days)
        ELSE wait_days('employer lifetime', generation.employer_id, 365.25 / (generation.bankruptcy_rate + .03))
      END AS days,
      CASE
        WHEN generation.planned_deaths > 0 THEN pick_between('planned gap', generation.employer_id, generation.gap_low_days, generation.gap_high_days)
        ELSE pick_between('employer gap', generation.employer_id, 1, 120)
      END AS gap_days
    FROM
      generation
  ),
  placed AS (
    SELECT
      lifetime.*,
      coalesce(
        lifetime.first_end_date - CAST(
          first_value (lifetime.days) OVER (
            PARTITION BY
              lifetime.slot
            ORDER BY
              lifetime.generation
          ) AS INTEGER
        ),
        DATE '2020-01-01'
      ) + CAST(
        sum(lifetime.days + lifetime.gap_days) OVER (
          PARTITION BY
            lifetime.slot
          ORDER BY
            lifetime.generation
        ) - lifetime.days - lifetime.gap_days AS INTEGER
      ) AS life_date
    FROM
      lifetime
  )
SELECT
  CAST(placed.employer_id AS INTEGER) AS employer_id,
  CAST(placed.slot AS INTEGER) AS slot,
  CAST(placed.generation AS INTEGER) AS generation,
  placed.sector,
  placed.is_planned,
  placed.size_quantile,
  CASE
    WHEN placed.generation = 0
    AND placed.first_end_date IS NULL THEN placed.life_date - least(CAST(wait_days('employer age', placed.employer_id, 4000) AS INTEGER), 20000)
    ELSE placed.life_date
  END AS start_date,
  placed.life_date + CAST(placed.days AS INTEGER) AS end_date,
  CASE
    WHEN placed.planned_deaths > 0 THEN placed.planned_end_reason
    WHEN draw('closure kind', placed.employer_id) < placed.bankruptcy_rate / (placed.bankruptcy_rate + .03) THEN 'bankruptcy'
    ELSE 'stopped'
  END AS end_reason
FROM
  placed
