-- One row per matricule and declared quarter of the two last cycles: who sent the first version known at the as-of date.
-- A cycle lasts eight quarters (royal decree of 20 February 2017).
WITH
  version AS (
    SELECT
      d.noss_registration_number,
      d.quarter,
      d.trusteeship,
      d.version_number,
      d.sender_id,
      d.known_date,
      count(*) OVER (
        PARTITION BY
          d.noss_registration_number,
          d.quarter
      ) AS version_count
    FROM
      staging.dmfa_declaration AS d
    WHERE
      d.known_date <= $as_of_date
      AND d.quarter <= $quarter
      AND d.quarter >= quarter_of(months_before(quarter_first_day($quarter), 45))
    QUALIFY
      row_number() OVER (
        PARTITION BY
          d.noss_registration_number,
          d.quarter
        ORDER BY
          d.known_date,
          d.version_number,
          d.trusteeship
      ) = 1
  )
SELECT
  v.noss_registration_number AS noss_registration_number,
  v.quarter AS quarter,
  lead (v.quarter) OVER (
    PARTITION BY
      v.noss_registration_number
    ORDER BY
      v.quarter
  ) AS next_quarter,
  CASE
    WHEN v.quarter >= quarter_of(months_before(quarter_first_day($quarter), 21)) THEN 'current'
    ELSE 'previous'
  END AS cycle_code,
  v.sender_id AS sender_id,
  v.version_number AS version_number,
  v.trusteeship AS trusteeship,
  v.known_date AS first_known_date,
  CAST(v.version_count AS INTEGER) AS version_count
FROM
  version AS v
WHERE
  v.sender_id IS NOT NULL
