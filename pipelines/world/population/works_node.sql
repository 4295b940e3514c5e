-- One row per contract on a site, before we know who carries it out: its level in the chain (1 is the declarant) and the one above.
WITH
  first_level AS (
    SELECT
      site.site_id,
      '0' AS node,
      CAST(NULL AS VARCHAR) AS parent,
      1 AS level
    FROM
      world.site AS site
  ),
  second_level AS (
    SELECT
      site.site_id,
      '0.' || k.position AS node,
      '0' AS parent,
      2 AS level
    FROM
      world.site AS site,
      range(1, 13) AS k (position)
    WHERE
      k.position <= CASE
        WHEN site.amount_eur < 80000 THEN pick('direct', site.site_id, 3)
        WHEN site.amount_eur < 500000 THEN pick_between('direct', site.site_id, 1, 4)
        WHEN site.amount_eur < 2000000 THEN pick_between('direct', site.site_id, 3, 8)
        ELSE pick_between('direct', site.site_id, 5, 12)
      END
  ),
  third_level AS (
    SELECT
      above.site_id,
      above.node || '.' || k.position AS node,
      above.node AS parent,
      3 AS level
    FROM
      second_level AS above
      JOIN world.site_conduct AS conduct ON conduct.site_id = above.site_id,
      range(1, 3) AS k (position)
    WHERE
      draw('third level', above.site_id || above.node || k.position) < CASE k.position
        WHEN 1 THEN conduct.chain_share
        ELSE conduct.chain_share * .4
      END
  ),
  fourth_level AS (
    SELECT
      above.site_id,
      above.node || '.1' AS node,
      above.node AS parent,
      4 AS level
    FROM
      third_level AS above
      JOIN world.site_conduct AS conduct ON conduct.site_id = above.site_id
    WHERE
      draw('fourth level', above.site_id || above.node) < conduct.chain_share * .6
  ),
  fifth_level AS (
    SELECT
      above.site_id,
      above.node || '.1' AS node,
      above.node AS parent,
      5 AS level
    FROM
      fourth_level AS above
      JOIN world.site_conduct AS conduct ON conduct.site_id = above.site_id
    WHERE
      draw('fifth level', above.site_id || above.node) < conduct.chain_share * .4
  )
SELECT
  *
FROM
  first_level
UNION ALL
SELECT
  *
FROM
  second_level
UNION ALL
SELECT
  *
FROM
  third_level
UNION ALL
SELECT
  *
FROM
  fourth_level
UNION ALL
SELECT
  *
FROM
  fifth_level
