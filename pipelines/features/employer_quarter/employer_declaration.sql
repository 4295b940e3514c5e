-- One row per matricule, quarter and trusteeship: the version of the declaration in force at the as-of date.
SELECT
  d.noss_registration_number AS noss_registration_number,
  d.quarter AS quarter,
  d.trusteeship AS trusteeship,
  d.version_number AS version_number,
  d.net_owed_cents AS net_owed_cents,
  CAST(
    min(d.known_date) OVER (
      PARTITION BY
        d.noss_registration_number,
        d.quarter,
        d.trusteeship
    ) AS DATE
  ) AS first_known_date,
  d.known_date AS known_date
FROM
  staging.dmfa_declaration AS d
WHERE
  d.known_date <= $as_of_date
QUALIFY
  row_number() OVER (
    PARTITION BY
      d.noss_registration_number,
      d.quarter,
      d.trusteeship
    ORDER BY
      d.version_number DESC
  ) = 1
