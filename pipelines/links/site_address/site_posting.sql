-- One row per Limosa notification known at the as-of date whose place of work is a declared site, by its latest version.
WITH
  posting AS (
    SELECT
      l.limosa_id,
      postal_key(l.work_place_postal_code) AS postal_code,
      CASE
        WHEN l.work_place_house_number IS NULL
        OR house_key(l.work_place_house_number) = house_key(house_in_street(l.work_place_street)) THEN street_alone(l.work_place_street)
        ELSE l.work_place_street
      END AS street,
      nullif(house_key(coalesce(l.work_place_house_number, house_in_street(l.work_place_street))), '') AS house_key
    FROM
      staging.limosa_posting AS l
    WHERE
      l.known_date <= $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          l.limosa_id
        ORDER BY
          l.known_date DESC
      ) = 1
  ),
  address AS (
    SELECT
      p.limosa_id,
      p.postal_code,
      street_key(street_part(p.street, 1)) AS street_key,
      p.house_key
    FROM
      posting AS p
  ),
  place AS (
    SELECT
      a.limosa_id,
      a.postal_code,
      coalesce(b.canonical_key, a.street_key) AS street_key,
      a.house_key
    FROM
      address AS a
      LEFT JOIN link.bilingual_street AS b ON b.postal_code = a.postal_code
      AND b.street_key = a.street_key
  ),
  declared_place AS (
    SELECT DISTINCT
      s.site_id,
      s.postal_code,
      s.street_key,
      s.house_key
    FROM
      link.site_works AS s
    WHERE
      s.house_key IS NOT NULL
  )
SELECT
  p.limosa_id AS limosa_id,
  d.site_id AS site_id
FROM
  place AS p
  INNER JOIN declared_place AS d ON d.postal_code = p.postal_code
  AND d.street_key = p.street_key
  AND d.house_key = p.house_key
