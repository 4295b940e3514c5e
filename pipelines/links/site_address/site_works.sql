-- One row per declaration of works known at the as-of date.
WITH
  written AS (
    SELECT
      w.avwddt_id,
      postal_key(w.postal_code) AS postal_code,
      CASE
        WHEN w.house_number IS NULL
        OR house_key(w.house_number) = house_key(house_in_street(w.street)) THEN street_alone(w.street)
        ELSE w.street
      END AS street,
      nullif(house_key(coalesce(w.house_number, house_in_street(w.street))), '') AS house_key,
      coalesce(
        CAST(CAST(round(w.latitude * 1000) AS INTEGER) AS VARCHAR) || ' ' || CAST(CAST(round(w.longitude * 1000) AS INTEGER) AS VARCHAR),
        w.owner_cbe_number,
        w.avwddt_id
      ) AS spot
    FROM
      staging.works_declaration_works AS w
    WHERE
      w.known_date <= $as_of_date
  ),
  address AS (
    SELECT
      w.avwddt_id,
      w.postal_code,
      nullif(street_key(street_part(w.street, 1)), '') AS street_key,
      w.house_key,
      w.spot
    FROM
      written AS w
  ),
  place AS (
    SELECT
      a.avwddt_id,
      a.postal_code,
      coalesce(b.canonical_key, a.street_key) AS street_key,
      a.house_key,
      a.spot
    FROM
      address AS a
      LEFT JOIN link.bilingual_street AS b ON b.postal_code = a.postal_code
      AND b.street_key = a.street_key
  )
SELECT
  p.avwddt_id AS avwddt_id,
  opaque_id(
    'S',
    coalesce(p.postal_code || '|' || p.street_key || '|' || coalesce(p.house_key, '?' || p.spot), p.avwddt_id)
  ) AS site_id,
  p.postal_code AS postal_code,
  p.street_key AS street_key,
  p.house_key AS house_key
FROM
  place AS p
