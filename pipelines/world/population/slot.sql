-- One row per place in the economy that a chain of employers holds in turn: sector and size by exact quotas.
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
  )
SELECT
  CAST(slot.slot AS INTEGER) AS slot,
  slot.size_quantile,
  sector.sector,
  sector.closure_tenths
FROM
  slot
  JOIN world.sector AS sector ON slot.sector_quantile * sector.weight_total >= sector.weight_before
  AND slot.sector_quantile * sector.weight_total < sector.weight_before + sector.weight
