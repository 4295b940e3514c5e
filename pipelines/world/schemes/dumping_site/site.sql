-- One row per dumping site and per honest look-alike: large sites with many foreign posted workers and long, but compliant, chains.
-- Dumping is a habit of some declarants. A dumping site leaves most of the traces at once; a look-alike is untidy in one way, and no single trait tells.
WITH
  candidate AS (
    SELECT
      site.site_id,
      site.start_date,
      site.end_date,
      draw('dumping role', site.site_id) AS role,
      CASE
        WHEN draw('dumping habit', site.employer_id) < .25 THEN .54
        ELSE .19
      END AS fraud_share
    FROM
      world.site AS site
    WHERE
      site.sector = '1'
      AND site.amount_eur >= 180000
  ),
  cast_role AS (
    SELECT
      candidate.site_id,
      candidate.start_date,
      candidate.end_date,
      candidate.role < candidate.fraud_share AS is_fraud,
      pick('untidy', candidate.site_id, 5) AS untidy
    FROM
      candidate
    WHERE
      candidate.role < candidate.fraud_share
      OR draw('dumping look-alike', candidate.site_id) < .95
  )
SELECT
  cast_role.site_id,
  'dumping_site' AS scheme,
  cast_role.is_fraud,
  NOT cast_role.is_fraud AS is_lookalike,
  cast_role.start_date,
  cast_role.end_date,
  CASE
    WHEN cast_role.is_fraud THEN .4 + .4 * draw('foreign share', cast_role.site_id)
    ELSE .3 + .4 * draw('foreign share', cast_role.site_id)
  END AS foreign_share,
  CASE
    WHEN cast_role.is_fraud THEN .45 + .5 * draw('chain share', cast_role.site_id)
    ELSE .3 + .5 * draw('chain share', cast_role.site_id)
  END AS chain_share,
  CASE
    WHEN cast_role.is_fraud THEN .25 + .6 * draw('letterbox', cast_role.site_id)
    ELSE .2 * draw('letterbox', cast_role.site_id)
  END AS letterbox_share,
  CASE
    WHEN cast_role.is_fraud THEN CASE
      WHEN draw('uses no limosa', cast_role.site_id) < .85 THEN .25 + .4 * draw('no limosa', cast_role.site_id)
      ELSE .03
    END
    WHEN cast_role.untidy = 0 THEN .1 + .2 * draw('no limosa', cast_role.site_id)
    ELSE .04 * draw('no limosa', cast_role.site_id)
  END AS missing_limosa_share,
  CASE
    WHEN cast_role.is_fraud THEN CASE
      WHEN draw('uses outsiders', cast_role.site_id) < .8 THEN .08 + .25 * draw('outsiders', cast_role.site_id)
      ELSE .01
    END
    WHEN cast_role.untidy = 1 THEN .05 + .1 * draw('outsiders', cast_role.site_id)
    ELSE .02 * draw('outsiders', cast_role.site_id)
  END AS outsider_share,
  CASE
    WHEN cast_role.is_fraud THEN CASE
      WHEN draw('uses silence', cast_role.site_id) < .6 THEN .15 + .35 * draw('silence', cast_role.site_id)
      ELSE .05
    END
    WHEN cast_role.untidy = 2 THEN .15 + .3 * draw('silence', cast_role.site_id)
    ELSE .06 * draw('silence', cast_role.site_id)
  END AS silent_share,
  CASE
    WHEN cast_role.is_fraud THEN .5 + .5 * draw('withholds not', cast_role.site_id)
    ELSE .3 * draw('withholds not', cast_role.site_id)
  END AS skipped_withholding_share,
  CASE
    WHEN cast_role.is_fraud THEN CASE
      WHEN draw('uses weak', cast_role.site_id) < .75 THEN .35 + .4 * draw('weak', cast_role.site_id)
      ELSE .05
    END
    WHEN cast_role.untidy = 3 THEN .25 + .25 * draw('weak', cast_role.site_id)
    ELSE .08 * draw('weak', cast_role.site_id)
  END AS weak_share,
  CASE
    WHEN cast_role.is_fraud
    AND draw('leaves out', cast_role.site_id) < .6 THEN .1 + .25 * draw('left out share', cast_role.site_id)
    ELSE .01
  END AS left_out_share
FROM
  cast_role
