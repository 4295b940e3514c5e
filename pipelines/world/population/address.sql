-- One row per address of the world: a pool from which employers, workers, sites and units draw. Real postal codes, invented streets.
-- Places by exact quotas, in the order of address_id.
WITH
  candidate AS (
    SELECT
      s.address_id,
      (s.address_id + .5) / (employer_count() * 8 + 1200) * (
        SELECT
          max(place.weight_total)
        FROM
          world.place AS place
      ) AS ticket,
      pick('address street', s.address_id, 40) AS street,
      pick('address type', s.address_id, 8) AS street_type
    FROM
      range(employer_count() * 8 + 1200) AS s (address_id)
  )
SELECT
  candidate.address_id,
  place.postal_code,
  place.name_nl,
  place.name_fr,
  place.district,
  place.region,
  place.language,
  type.fr || ' ' || street.fr AS street_fr,
  CASE place.language
    WHEN 'de' THEN street.de || type.de
    ELSE street.nl || type.nl
  END AS street_nl,
  CASE place.language
    WHEN 'fr' THEN type.fr || ' ' || street.fr
    WHEN 'de' THEN street.de || type.de
    WHEN 'nl' THEN street.nl || type.nl
    ELSE CASE
      WHEN draw('address tongue', candidate.address_id) < .6 THEN type.fr || ' ' || street.fr
      ELSE street.nl || type.nl
    END
  END AS street,
  CASE place.language
    WHEN 'fr' THEN place.name_fr
    WHEN 'de' THEN place.name_nl
    WHEN 'nl' THEN place.name_nl
    ELSE CASE
      WHEN draw('address tongue', candidate.address_id) < .6 THEN place.name_fr
      ELSE place.name_nl
    END
  END AS city,
  CAST(pick_between('address number', candidate.address_id, 1, 240) AS VARCHAR) || CASE
    WHEN draw('address suffix', candidate.address_id) < .06 THEN 'A'
    ELSE ''
  END AS house_number,
  CASE
    WHEN draw('address boxed', candidate.address_id) < .18 THEN CAST(pick_between('address box', candidate.address_id, 1, 30) AS VARCHAR)
  END AS box,
  round(place.latitude + (draw('address latitude', candidate.address_id) - .5) * .05, 5) AS latitude,
  round(place.longitude + (draw('address longitude', candidate.address_id) - .5) * .08, 5) AS longitude,
  CAST(
    row_number() OVER (
      PARTITION BY
        place.district
      ORDER BY
        candidate.address_id
    ) AS INTEGER
  ) AS district_rank,
  CAST(
    count(*) OVER (
      PARTITION BY
        place.district
    ) AS INTEGER
  ) AS district_count
FROM
  candidate
  JOIN world.place AS place ON candidate.ticket >= place.weight_before
  AND candidate.ticket < place.weight_before + place.weight
  JOIN world.word AS street ON street.kind = 'street'
  AND street.position = candidate.street
  JOIN world.word AS type ON type.kind = 'street_type'
  AND type.position = candidate.street_type
