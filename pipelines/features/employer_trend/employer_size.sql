-- One row per matricule and declared quarter of the last five, by the declaration in force at the as-of date.
WITH
  declaration AS (
    SELECT
      d.noss_registration_number,
      d.quarter,
      d.trusteeship,
      d.version_number,
      CAST(
        4 * CAST(substr($quarter, 1, 4) AS INTEGER) + CAST(substr($quarter, 6, 1) AS INTEGER) - (4 * CAST(substr(d.quarter, 1, 4) AS INTEGER) + CAST(substr(d.quarter, 6, 1) AS INTEGER)) AS INTEGER
      ) AS quarters_ago
    FROM
      feature.employer_declaration AS d
    WHERE
      d.quarter <= $quarter
  ),
  worker AS (
    SELECT
      w.noss_registration_number,
      w.quarter,
      count(DISTINCT w.worker_id) AS worker_count
    FROM
      staging.dmfa_worker_record AS w
      INNER JOIN declaration AS d ON d.noss_registration_number = w.noss_registration_number
      AND d.quarter = w.quarter
      AND d.trusteeship = w.trusteeship
      AND d.version_number = w.version_number
    WHERE
      d.quarters_ago < 5
      AND coalesce(w.code_subjected, '0') <> '2'
    GROUP BY
      w.noss_registration_number,
      w.quarter
  ),
  pay AS (
    SELECT
      r.noss_registration_number,
      r.quarter,
      sum(r.remun_cents) AS wage_cents
    FROM
      staging.dmfa_remuneration AS r
      INNER JOIN declaration AS d ON d.noss_registration_number = r.noss_registration_number
      AND d.quarter = r.quarter
      AND d.trusteeship = r.trusteeship
      AND d.version_number = r.version_number
    WHERE
      d.quarters_ago < 5
    GROUP BY
      r.noss_registration_number,
      r.quarter
  ),
  declared AS (
    SELECT DISTINCT
      d.noss_registration_number,
      d.quarter,
      d.quarters_ago
    FROM
      declaration AS d
    WHERE
      d.quarters_ago < 5
  )
SELECT
  d.noss_registration_number AS noss_registration_number,
  d.quarter AS quarter,
  d.quarters_ago AS quarters_ago,
  CAST(coalesce(w.worker_count, 0) AS INTEGER) AS worker_count,
  CAST(coalesce(p.wage_cents, 0) AS BIGINT) AS wage_cents
FROM
  declared AS d
  LEFT JOIN worker AS w ON w.noss_registration_number = d.noss_registration_number
  AND w.quarter = d.quarter
  LEFT JOIN pay AS p ON p.noss_registration_number = d.noss_registration_number
  AND p.quarter = d.quarter
