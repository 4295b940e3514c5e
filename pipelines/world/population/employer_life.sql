-- One row per employer that ever lives: N slots, each held by a chain of employers, so that about N are active at any time.
-- Closures: 4.6 % bankruptcies a year on average, double in construction and horeca, and 3 % that stop; births replace them.
WITH
  slot AS (
    SELECT
      s.slot,
      (
        row_number() OVER (
          ORDER BY
            shuffle('slot sector', s.slot)
        ) - .5
      ) / employer_count() AS sector_quantile,
      (
        row_number() OVER (
          ORDER BY
            shuffle('slot size', s.slot)
        ) - .5
      ) / employer_count() AS size_quantile
    FROM
      range(1, employer_count() + 1) AS s (slot)
  ),
  sectored AS (
    SELECT
      slot.slot,
      slot.size_quantile,
      sector.sector,
      sector.closure_tenths
    FROM
      slot
      JOIN world.sector AS sector ON slot.sector_quantile * sector.weight_total >= sector.weight_before
      AND slot.sector_quantile * sector.weight_total < sector.weight_before + sector.weight
  ),
  generation AS (
    SELECT
      sectored.slot,
      sectored.sector,
      g.generation,
      sectored.slot * 4 + g.generation AS employer_id,
      CASE
        WHEN g.generation = 0 THEN sectored.size_quantile
        ELSE draw('newborn size', sectored.slot * 4 + g.generation) * .85
      END AS size_quantile,
      .0365 * sectored.closure_tenths / 8.0 * CASE
        WHEN g.generation = 0
        AND sectored.size_quantile > .829 THEN .4
        ELSE 1.1
      END AS bankruptcy_rate
    FROM
      sectored,
      range(4) AS g (generation)
  ),
  lifetime AS (
    SELECT
      generation.*,
      wait_days('employer lifetime', generation.employer_id, 365.25 / (generation.bankruptcy_rate + .03)) AS days,
      pick_between('employer gap', generation.employer_id, 1, 120) AS gap_days
    FROM
      generation
  ),
  placed AS (
    SELECT
      lifetime.*,
      DATE '2020-01-01' + CAST(
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
  placed.sector,
  placed.size_quantile,
  CASE placed.generation
    WHEN 0 THEN placed.life_date - least(CAST(wait_days('employer age', placed.employer_id, 4000) AS INTEGER), 20000)
    ELSE placed.life_date
  END AS start_date,
  placed.life_date + CAST(placed.days AS INTEGER) AS end_date,
  CASE
    WHEN draw('closure kind', placed.employer_id) < placed.bankruptcy_rate / (placed.bankruptcy_rate + .03) THEN 'bankruptcy'
    ELSE 'stopped'
  END AS end_reason
FROM
  placed
