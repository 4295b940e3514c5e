-- One row per row of a source that names a place where somebody works, known at the as-of date, by its newest version.
WITH
  named AS (
    SELECT
      'works_declaration' AS source_code,
      w.avwddt_id AS source_key,
      w.known_date,
      postal_key(w.postal_code) AS postal_code,
      coalesce(w.street, '') AS street,
      coalesce(w.house_number, '') AS house_number,
      w.avwddt_id AS lone_key,
      coalesce(
        CAST(CAST(round(w.latitude * 1000) AS INTEGER) AS VARCHAR) || ' ' || CAST(CAST(round(w.longitude * 1000) AS INTEGER) AS VARCHAR),
        w.owner_cbe_number,
        w.avwddt_id
      ) AS spot
    FROM
      staging.works_declaration_works AS w
    WHERE
      w.known_date <= $as_of_date
    UNION ALL
    SELECT
      'limosa' AS source_code,
      p.limosa_id AS source_key,
      p.known_date,
      postal_key(p.work_place_postal_code) AS postal_code,
      coalesce(p.work_place_street, '') AS street,
      coalesce(p.work_place_house_number, '') AS house_number,
      CAST(NULL AS VARCHAR) AS lone_key,
      CAST(NULL AS VARCHAR) AS spot
    FROM
      staging.limosa_notification AS p
    UNION ALL
    SELECT
      'cbe' AS source_code,
      u.establishment_unit_number AS source_key,
      u.start_date AS known_date,
      postal_key(a.postal_code) AS postal_code,
      coalesce(a.street_nl, a.street_fr, '') AS street,
      coalesce(a.house_number, '') AS house_number,
      CAST(NULL AS VARCHAR) AS lone_key,
      CAST(NULL AS VARCHAR) AS spot
    FROM
      staging.cbe_establishment AS u
      INNER JOIN staging.cbe_address AS a ON a.entity_number = u.establishment_unit_number
      AND a.type_of_address = 'BAET'
    WHERE
      coalesce(u.start_date, $as_of_date) <= $as_of_date
      AND coalesce(a.striking_off_date > $as_of_date, TRUE)
  ),
  spelling AS (
    SELECT DISTINCT
      n.street,
      n.house_number
    FROM
      named AS n
  ),
  normal AS (
    SELECT
      s.street,
      s.house_number,
      nullif(
        street_key(
          street_part(
            CASE
              WHEN s.house_number = ''
              OR house_key(s.house_number) = house_key(house_in_street(s.street)) THEN street_alone(s.street)
              ELSE s.street
            END,
            1
          )
        ),
        ''
      ) AS street_key,
      nullif(house_key(coalesce(nullif(s.house_number, ''), house_in_street(s.street))), '') AS house_key
    FROM
      spelling AS s
  ),
  address AS (
    SELECT
      n.source_code,
      n.source_key,
      n.known_date,
      n.postal_code,
      coalesce(b.canonical_key, k.street_key) AS street_key,
      k.house_key,
      n.lone_key,
      n.spot
    FROM
      named AS n
      INNER JOIN normal AS k ON k.street = n.street
      AND k.house_number = n.house_number
      LEFT JOIN link.bilingual_street AS b ON b.postal_code = n.postal_code
      AND b.street_key = k.street_key
  )
SELECT
  a.source_code AS source_code,
  a.source_key AS source_key,
  opaque_id(
    'S',
    coalesce(a.postal_code || '|' || a.street_key || '|' || coalesce(a.house_key, '?' || a.spot), a.lone_key)
  ) AS address_site_id,
  a.postal_code AS postal_code,
  a.street_key AS street_key,
  a.house_key AS house_key,
  a.known_date AS known_date
FROM
  address AS a
