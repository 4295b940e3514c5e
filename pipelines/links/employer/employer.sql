-- One row per NSSO matricule known at the as-of date.
WITH
  declared AS (
    SELECT
      d.noss_registration_number,
      d.cbe_number
    FROM
      staging.dmfa_declaration AS d
    WHERE
      d.known_date <= $as_of_date
      AND d.cbe_number IS NOT NULL
    QUALIFY
      row_number() OVER (
        PARTITION BY
          d.noss_registration_number
        ORDER BY
          d.quarter DESC,
          d.known_date DESC,
          d.trusteeship,
          d.version_number DESC
      ) = 1
  ),
  registered AS (
    SELECT
      e.noss_registration_number,
      e.cbe_number,
      e.registration_date,
      e.end_date
    FROM
      staging.employer_directory_employer AS e
    WHERE
      e.registration_date <= $as_of_date
  )
SELECT
  coalesce(r.noss_registration_number, d.noss_registration_number) AS noss_registration_number,
  coalesce(r.cbe_number, d.cbe_number) AS cbe_number,
  r.registration_date AS registration_date,
  CASE
    WHEN r.end_date <= $as_of_date THEN r.end_date
  END AS end_date
FROM
  registered AS r
  FULL JOIN declared AS d ON d.noss_registration_number = r.noss_registration_number
