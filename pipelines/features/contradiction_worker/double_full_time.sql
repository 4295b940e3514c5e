-- One row per worker, employer and quarter in which full-time occupations at several employers add up to more days than a person can work, and source row.
-- Window: the last four quarters. The limit is the weekdays and the Saturdays of the quarter: following jobs never exceed it.
WITH
  work AS (
    SELECT
      w.worker_id,
      w.quarter,
      w.employer_id,
      min(w.noss_registration_number) AS noss_registration_number,
      max(w.cbe_number) AS cbe_number,
      min(w.first_date) AS first_date,
      max(w.last_date) AS last_date,
      sum(w.paid_days) AS paid_days,
      max(w.known_date) AS known_date
    FROM
      feature.declared_work AS w
    WHERE
      w.quarter > quarter_before($quarter, 4)
      AND w.is_ordinary
      AND NOT w.is_part_time
    GROUP BY
      w.worker_id,
      w.quarter,
      w.employer_id
  ),
  total AS (
    SELECT
      w.worker_id,
      w.quarter,
      sum(w.paid_days) AS paid_days,
      max(w.known_date) AS known_date
    FROM
      work AS w
    GROUP BY
      w.worker_id,
      w.quarter
    HAVING
      count(*) > 1
      AND sum(w.paid_days) > 100 * (weekdays_between(quarter_first_day(w.quarter), quarter_last_day(w.quarter)) + 13)
  ),
  found AS (
    SELECT
      w.worker_id || ' ' || w.noss_registration_number AS subject_id,
      w.noss_registration_number,
      w.cbe_number,
      w.worker_id,
      w.quarter,
      w.first_date,
      w.last_date,
      whole_part(t.paid_days, 100) AS evidence_count,
      weekdays_between(quarter_first_day(w.quarter), quarter_last_day(w.quarter)) AS evidence_base_count,
      t.known_date
    FROM
      work AS w
      INNER JOIN total AS t ON t.worker_id = w.worker_id
      AND t.quarter = w.quarter
    WHERE
      w.paid_days > 0
  ),
  proof AS (
    SELECT DISTINCT
      f.subject_id,
      f.first_date,
      'staging.dmfa_occupation' AS source_table,
      w.source_key
    FROM
      found AS f
      INNER JOIN feature.declared_work AS w ON w.worker_id = f.worker_id
      AND w.quarter = f.quarter
    WHERE
      w.is_ordinary
      AND NOT w.is_part_time
  )
SELECT
  opaque_id('C', 'double_full_time ' || f.subject_id || ' ' || CAST(f.first_date AS VARCHAR)) AS contradiction_id,
  'double_full_time' AS check_code,
  'worker_employer' AS subject_type,
  f.subject_id AS subject_id,
  f.noss_registration_number AS noss_registration_number,
  f.cbe_number AS cbe_number,
  f.worker_id AS worker_id,
  CAST(NULL AS VARCHAR) AS avwddt_id,
  CAST(f.first_date AS DATE) AS first_date,
  CAST(f.last_date AS DATE) AS last_date,
  CAST(f.evidence_count AS INTEGER) AS evidence_count,
  CAST(f.evidence_base_count AS INTEGER) AS evidence_base_count,
  CAST(NULL AS BIGINT) AS amount_cents,
  CAST(f.known_date AS DATE) AS known_date,
  p.source_table AS source_table,
  p.source_key AS source_key
FROM
  found AS f
  INNER JOIN proof AS p ON p.subject_id = f.subject_id
  AND p.first_date = f.first_date
