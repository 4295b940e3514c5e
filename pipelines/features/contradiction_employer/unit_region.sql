-- One row per establishment unit with the region of its address, and one per enterprise with that of its seat.
WITH
  place AS (
    SELECT
      p.postal_code,
      min(m.region) AS region
    FROM
      staging.geography_postal_code AS p
      INNER JOIN staging.geography_municipality AS m ON m.nis_code = p.nis_code
      AND $as_of_date BETWEEN m.valid_from_date AND m.valid_to_date
    WHERE
      p.is_main
      AND $as_of_date BETWEEN p.valid_from_date AND p.valid_to_date
    GROUP BY
      p.postal_code
  )
SELECT
  a.entity_number AS entity_number,
  min(p.region) AS region
FROM
  staging.cbe_address AS a
  INNER JOIN place AS p ON p.postal_code = postal_key(a.postal_code)
WHERE
  a.type_of_address IN ('REGO', 'BAET')
GROUP BY
  a.entity_number
HAVING
  min(p.region) = max(p.region)
