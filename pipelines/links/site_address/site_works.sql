-- One row per declaration of works known at the as-of date.
SELECT
  s.source_key AS avwddt_id,
  s.site_id AS site_id,
  p.postal_code AS postal_code,
  p.street_key AS street_key,
  p.house_key AS house_key
FROM
  link.site_place AS s
  INNER JOIN link.place_address AS p ON p.source_code = s.source_code
  AND p.source_key = s.source_key
WHERE
  s.source_code = 'works_declaration'
