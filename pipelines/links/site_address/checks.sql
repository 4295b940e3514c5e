-- warn: sites whose postal code is unknown on the as-of date stand in no district and on no list.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  link.site AS s
WHERE
  s.judicial_district IS NULL;

-- fail: a declaration of works stands at exactly one site.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  link.site_works AS w
  LEFT JOIN link.site AS s ON s.site_id = w.site_id
WHERE
  s.site_id IS NULL;

-- warn: places of presences that no declaration of works bears and no postings tell: their presences count at no site.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  link.site_checkin AS c
WHERE
  c.site_id IS NULL;
