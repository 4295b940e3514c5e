-- One row per worker whose home is the address of an establishment unit or seat, as known at the as-of date.
-- Exact street, house number without box, and postal code; addresses of more than forty entities tie nobody.
WITH
  home AS (
    SELECT
      h.worker_id,
      s.postal_code,
      h.street,
      h.house_number
    FROM
      identity.person_register AS h
      INNER JOIN staging.person_register AS s ON s.worker_id = h.worker_id
      AND s.known_date = h.known_date
    WHERE
      h.known_date <= $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          h.worker_id
        ORDER BY
          h.known_date DESC
      ) = 1
  ),
  keyed AS (
    SELECT
      h.worker_id,
      h.postal_code,
      street_key(h.street) AS street_key,
      house_key(h.house_number) AS house_key
    FROM
      home AS h
  ),
  place AS (
    SELECT
      a.entity_number,
      a.postal_code,
      street_key(a.street_nl) AS street_key,
      house_key(a.house_number) AS house_key
    FROM
      staging.cbe_address AS a
    UNION
    SELECT
      a.entity_number,
      a.postal_code,
      street_key(a.street_fr) AS street_key,
      house_key(a.house_number) AS house_key
    FROM
      staging.cbe_address AS a
  ),
  enterprise_place AS (
    SELECT DISTINCT
      coalesce(u.cbe_number, p.entity_number) AS cbe_number,
      p.postal_code,
      p.street_key,
      p.house_key
    FROM
      place AS p
      LEFT JOIN staging.cbe_establishment AS u ON u.establishment_unit_number = p.entity_number
  ),
  telling AS (
    SELECT
      p.cbe_number,
      p.postal_code,
      p.street_key,
      p.house_key
    FROM
      enterprise_place AS p
    WHERE
      p.street_key <> ''
      AND p.house_key <> ''
    QUALIFY
      count(*) OVER (
        PARTITION BY
          p.postal_code,
          p.street_key,
          p.house_key
      ) <= 40
  )
SELECT DISTINCT
  k.worker_id AS worker_id,
  CAST(t.cbe_number AS VARCHAR) AS cbe_number
FROM
  keyed AS k
  INNER JOIN telling AS t ON t.postal_code = k.postal_code
  AND t.street_key = k.street_key
  AND t.house_key = k.house_key
