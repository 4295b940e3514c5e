-- One row per Limosa notification known at the as-of date whose place of work is a declared site, by its latest version.
SELECT
  s.source_key AS limosa_id,
  s.site_id AS site_id
FROM
  link.site_place AS s
WHERE
  s.source_code = 'limosa'
  AND s.has_works
