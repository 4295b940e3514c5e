-- One row per measure of the inspections: target, source, and what the world at hand gives. Shares in percent.
SELECT
  90 AS position,
  'concluded inspections with an infringement, %' AS measure,
  '32 to 47' AS target,
  'SIOD/SIRS 2012-2013, joint controls' AS source,
  100.0 * count(*) FILTER(
    WHERE
      inspection.outcome_code = 'hit'
  ) / count(*) AS obtained
FROM
  world.inspection AS inspection
WHERE
  inspection.outcome_known_date <= snapshot_date()
  AND inspection.outcome_code IN ('hit', 'no_infringement')
