-- One row per NSSO matricule registered at the as-of date whose seat is known with street and house number.
-- An address is named after the smallest matricule that sits there, so that nothing of the address itself goes on.
WITH
  seat AS (
    SELECT
      e.noss_registration_number,
      postal_key(e.postal_code) AS postal_code,
      street_key(street_part(i.street, 1)) AS street_key,
      house_key(i.house_number) AS house_key
    FROM
      staging.employer_directory_employer AS e
      INNER JOIN identity.employer_directory_employer AS i ON i.noss_registration_number = e.noss_registration_number
    WHERE
      e.registration_date <= $as_of_date
  ),
  place AS (
    SELECT
      s.postal_code,
      s.street_key,
      s.house_key,
      min(s.noss_registration_number) AS first_registration_number
    FROM
      seat AS s
    WHERE
      s.street_key <> ''
      AND s.house_key <> ''
    GROUP BY
      s.postal_code,
      s.street_key,
      s.house_key
  )
SELECT
  s.noss_registration_number AS noss_registration_number,
  opaque_id('A', p.first_registration_number) AS address_id
FROM
  seat AS s
  INNER JOIN place AS p ON p.postal_code = s.postal_code
  AND p.street_key = s.street_key
  AND p.house_key = s.house_key
