-- One row per dumping site and per honest look-alike: large sites with many foreign posted workers and long, but compliant, chains.
-- Each instance draws which traits it shows and how strongly, so that no single trait tells.
WITH
  candidate AS (
    SELECT
      site.site_id,
      site.start_date,
      site.end_date,
      site.amount_eur,
      draw('dumping role', site.site_id) AS role
    FROM
      world.site AS site
    WHERE
      site.sector = '1'
      AND site.amount_eur >= 120000
  ),
  cast_role AS (
    SELECT
      candidate.site_id,
      candidate.start_date,
      candidate.end_date,
      candidate.role < .16 AS is_fraud
    FROM
      candidate
    WHERE
      candidate.role < .16
      OR (
        candidate.role < .7
        AND candidate.amount_eur >= 180000
      )
  )
SELECT
  cast_role.site_id,
  'dumping_site' AS scheme,
  cast_role.is_fraud,
  NOT cast_role.is_fraud AS is_lookalike,
  cast_role.start_date,
  cast_role.end_date,
  .25 + .45 * draw('foreign share', cast_role.site_id) AS foreign_share,
  .3 + .5 * draw('chain share', cast_role.site_id) AS chain_share,
  CASE
    WHEN cast_role.is_fraud THEN .2 + .6 * draw('letterbox', cast_role.site_id)
    ELSE .1 * draw('letterbox', cast_role.site_id)
  END AS letterbox_share,
  CASE
    WHEN NOT cast_role.is_fraud THEN .08 * draw('no limosa', cast_role.site_id)
    WHEN draw('uses no limosa', cast_role.site_id) < .65 THEN .1 + .4 * draw('no limosa', cast_role.site_id)
    ELSE .02
  END AS missing_limosa_share,
  CASE
    WHEN NOT cast_role.is_fraud THEN .04 * draw('outsiders', cast_role.site_id)
    WHEN draw('uses outsiders', cast_role.site_id) < .65 THEN .05 + .25 * draw('outsiders', cast_role.site_id)
    ELSE .01
  END AS outsider_share,
  CASE
    WHEN cast_role.is_fraud
    AND draw('uses silence', cast_role.site_id) < .5 THEN .15 + .35 * draw('silence', cast_role.site_id)
    ELSE .1 * draw('silence', cast_role.site_id)
  END AS silent_share,
  CASE
    WHEN cast_role.is_fraud THEN .5 + .5 * draw('withholds not', cast_role.site_id)
    ELSE .3 * draw('withholds not', cast_role.site_id)
  END AS skipped_withholding_share,
  CASE
    WHEN cast_role.is_fraud
    AND draw('uses weak', cast_role.site_id) < .6 THEN .3 + .4 * draw('weak', cast_role.site_id)
    ELSE .1 * draw('weak', cast_role.site_id)
  END AS weak_share
FROM
  cast_role
