-- One row per flexi-jobber, employer and quarter without a job of four fifths three quarters before, or with an ordinary job of four fifths at the same employer, and source row.
-- Window: the last four quarters. Law of 16 November 2015, art. 4. Silent where no declaration at all of three quarters before was delivered.
WITH
  flexi AS (
    SELECT
      w.worker_id,
      w.employer_id,
      w.quarter,
      min(w.noss_registration_number) AS noss_registration_number,
      max(w.cbe_number) AS cbe_number,
      min(w.first_date) AS first_date,
      max(w.last_date) AS last_date,
      max(w.known_date) AS known_date
    FROM
      feature.declared_work AS w
    WHERE
      w.worker_code IN ('050', '450')
      AND w.quarter > quarter_before($quarter, 4)
    GROUP BY
      w.worker_id,
      w.employer_id,
      w.quarter
  ),
  ordinary AS (
    SELECT
      w.worker_id,
      w.employer_id,
      w.quarter,
      sum(
        whole_part(
          w.time_permille * (weekdays_between(w.first_date, w.last_date)),
          greatest(weekdays_between(quarter_first_day(w.quarter), quarter_last_day(w.quarter)), 1)
        )
      ) AS time_permille
    FROM
      feature.declared_work AS w
    WHERE
      w.is_ordinary
    GROUP BY
      w.worker_id,
      w.employer_id,
      w.quarter
  ),
  pensioner AS (
    SELECT DISTINCT
      w.worker_id
    FROM
      feature.declared_work AS w
    WHERE
      w.is_retired
  ),
  delivered AS (
    SELECT DISTINCT
      w.quarter
    FROM
      feature.declared_work AS w
  ),
  judged AS (
    SELECT
      f.worker_id,
      f.employer_id,
      f.quarter,
      f.noss_registration_number,
      f.cbe_number,
      f.first_date,
      f.last_date,
      f.known_date,
      CAST(
        coalesce(
          sum(o.time_permille) FILTER(
            WHERE
              o.employer_id <> f.employer_id
              AND o.quarter = quarter_before(f.quarter, 3)
          ),
          0
        ) AS INTEGER
      ) AS other_permille,
      CAST(
        coalesce(
          sum(o.time_permille) FILTER(
            WHERE
              o.employer_id = f.employer_id
              AND o.quarter = f.quarter
          ),
          0
        ) AS INTEGER
      ) AS same_permille
    FROM
      flexi AS f
      INNER JOIN delivered AS d ON d.quarter = quarter_before(f.quarter, 3)
      LEFT JOIN ordinary AS o ON o.worker_id = f.worker_id
      LEFT JOIN pensioner AS p ON p.worker_id = f.worker_id
    WHERE
      p.worker_id IS NULL
    GROUP BY
      f.worker_id,
      f.employer_id,
      f.quarter,
      f.noss_registration_number,
      f.cbe_number,
      f.first_date,
      f.last_date,
      f.known_date
  ),
  found AS (
    SELECT
      j.worker_id || ' ' || j.noss_registration_number AS subject_id,
      j.noss_registration_number,
      j.cbe_number,
      j.worker_id,
      j.employer_id,
      j.quarter,
      j.first_date,
      j.last_date,
      whole_part(j.other_permille, 10) AS evidence_count,
      j.known_date
    FROM
      judged AS j
    WHERE
      j.other_permille < 800
      OR j.same_permille >= 800
  ),
  proof AS (
    SELECT
      f.subject_id,
      f.first_date,
      'staging.dmfa_occupation' AS source_table,
      w.source_key
    FROM
      found AS f
      INNER JOIN feature.declared_work AS w ON w.worker_id = f.worker_id
    WHERE
      w.quarter = quarter_before(f.quarter, 3)
      AND w.is_ordinary
      OR w.quarter = f.quarter
      AND w.employer_id = f.employer_id
  )
SELECT
  opaque_id('C', 'flexi_not_allowed ' || f.subject_id || ' ' || CAST(f.first_date AS VARCHAR)) AS contradiction_id,
  'flexi_not_allowed' AS check_code,
  'worker_employer' AS subject_type,
  f.subject_id AS subject_id,
  f.noss_registration_number AS noss_registration_number,
  f.cbe_number AS cbe_number,
  f.worker_id AS worker_id,
  CAST(NULL AS VARCHAR) AS avwddt_id,
  CAST(f.first_date AS DATE) AS first_date,
  CAST(f.last_date AS DATE) AS last_date,
  CAST(f.evidence_count AS INTEGER) AS evidence_count,
  CAST(NULL AS INTEGER) AS evidence_base_count,
  CAST(NULL AS BIGINT) AS amount_cents,
  CAST(f.known_date AS DATE) AS known_date,
  p.source_table AS source_table,
  p.source_key AS source_key
FROM
  found AS f
  INNER JOIN proof AS p ON p.subject_id = f.subject_id
  AND p.first_date = f.first_date
