-- One row per site with how people behave on it: what a scheme says, or the everyday disorder of an ordinary site.
SELECT
  site.site_id,
  coalesce(scheme.foreign_share, .25 * draw('ordinary foreign', site.site_id)) AS foreign_share,
  coalesce(scheme.chain_share, .3 * draw('ordinary chain', site.site_id)) AS chain_share,
  coalesce(scheme.letterbox_share, .08) AS letterbox_share,
  coalesce(
    scheme.missing_limosa_share,
    CASE
      WHEN draw('careless limosa', site.site_id) < .2 THEN .15
      ELSE .008
    END
  ) AS missing_limosa_share,
  coalesce(scheme.outsider_share, .015) AS outsider_share,
  coalesce(
    scheme.silent_share,
    CASE
      WHEN draw('careless check-in', site.site_id) < .15 THEN .3
      ELSE .03
    END
  ) AS silent_share,
  coalesce(scheme.skipped_withholding_share, .25 * draw('ordinary withholding', site.site_id)) AS skipped_withholding_share,
  coalesce(scheme.weak_share, .05) AS weak_share,
  coalesce(scheme.left_out_share, .01) AS left_out_share
FROM
  world.site AS site
  LEFT JOIN world.scheme_site AS scheme ON scheme.site_id = site.site_id
