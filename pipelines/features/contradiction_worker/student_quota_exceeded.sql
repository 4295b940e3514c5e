-- One row per student, employer and year whose planned hours go over the yearly quota, and source row. Window: the year of the as-of date and the one before.
-- Quota: 475 hours until 2022, 600 in 2023 and 2024, 650 from 2025 on (Dimona STU).
WITH
  spell AS (
    SELECT
      s.dimona_period_id,
      s.noss_registration_number,
      s.cbe_number,
      s.employer_id,
      s.worker_id,
      s.first_date,
      s.last_date,
      s.declared_date,
      s.planned_hours_number,
      year(s.first_date) AS year,
      CASE
        WHEN year(s.first_date) <= 2022 THEN 475
        WHEN year(s.first_date) <= 2024 THEN 600
        ELSE 650
      END AS quota,
      sum(s.planned_hours_number) OVER (
        PARTITION BY
          s.worker_id,
          year(s.first_date)
        ORDER BY
          s.declared_date,
          s.dimona_period_id ROWS UNBOUNDED PRECEDING
      ) AS hours_until
    FROM
      feature.dimona_spell AS s
    WHERE
      s.worker_type = 'STU'
      AND s.planned_hours_number IS NOT NULL
      AND year(s.first_date) >= year(CAST($as_of_date AS DATE)) - 1
  ),
  over AS (
    SELECT
      s.worker_id,
      s.year,
      s.employer_id,
      max(s.noss_registration_number) AS noss_registration_number,
      max(s.cbe_number) AS cbe_number,
      min(s.first_date) AS first_date,
      max(s.last_date) AS last_date,
      max(s.hours_until) AS evidence_count,
      max(s.quota) AS evidence_base_count,
      max(s.declared_date) AS known_date
    FROM
      spell AS s
    WHERE
      s.hours_until > s.quota
    GROUP BY
      s.worker_id,
      s.year,
      s.employer_id
  ),
  found AS (
    SELECT
      o.worker_id || ' ' || coalesce(o.noss_registration_number, o.employer_id) AS subject_id,
      o.noss_registration_number,
      o.cbe_number,
      o.worker_id,
      o.year,
      o.first_date,
      o.last_date,
      o.evidence_count,
      o.evidence_base_count,
      o.known_date
    FROM
      over AS o
  ),
  proof AS (
    SELECT
      f.subject_id,
      f.first_date,
      'staging.dimona_period' AS source_table,
      s.dimona_period_id AS source_key
    FROM
      found AS f
      INNER JOIN spell AS s ON s.worker_id = f.worker_id
      AND s.year = f.year
      AND s.declared_date <= f.known_date
  )
SELECT
  opaque_id('C', 'student_quota_exceeded ' || f.subject_id || ' ' || CAST(f.first_date AS VARCHAR)) AS contradiction_id,
  'student_quota_exceeded' AS check_code,
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
