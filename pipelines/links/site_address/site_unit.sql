-- One row per establishment unit that stands at a declared site on the as-of date.
SELECT
  s.source_key AS establishment_unit_number,
  s.site_id AS site_id,
  u.cbe_number AS cbe_number
FROM
  link.site_place AS s
  INNER JOIN staging.cbe_establishment AS u ON u.establishment_unit_number = s.source_key
WHERE
  s.source_code = 'cbe'
  AND s.has_works
