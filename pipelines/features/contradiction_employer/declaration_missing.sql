-- One row per employer and quarter with Dimonas but no DmfA at all after the last day for it, and Dimona period.
-- Window: the last four quarters. A declaration of any matricule of the enterprise counts; frames of flexi-jobs and students and types without DmfA do not ask for one.
WITH
  period AS (
    SELECT DISTINCT
      d.quarter
    FROM
      feature.employer_declaration AS d
    WHERE
      d.quarter <= $quarter
      AND d.quarter > quarter_before($quarter, 4)
      AND payment_due_date(d.quarter) < $as_of_date
  ),
  declared AS (
    SELECT DISTINCT
      coalesce(e.cbe_number, d.noss_registration_number) AS employer_id,
      d.quarter
    FROM
      feature.employer_declaration AS d
      LEFT JOIN link.employer AS e ON e.noss_registration_number = d.noss_registration_number
  ),
  asked AS (
    SELECT
      s.dimona_period_id,
      s.employer_id,
      s.noss_registration_number,
      s.cbe_number,
      s.worker_id,
      p.quarter,
      greatest(s.declared_date, CAST(payment_due_date(p.quarter) + INTERVAL 1 DAY AS DATE)) AS known_date,
      weekdays_between(
        greatest(s.first_date, quarter_first_day(p.quarter)),
        least(s.last_date, quarter_last_day(p.quarter))
      ) AS weekday_count
    FROM
      feature.dimona_spell AS s
      INNER JOIN period AS p ON s.first_date <= quarter_last_day(p.quarter)
      AND s.last_date >= quarter_first_day(p.quarter)
      LEFT JOIN declared AS d ON d.employer_id = s.employer_id
      AND d.quarter = p.quarter
    WHERE
      d.employer_id IS NULL
      AND s.worker_type NOT IN ('DWD', 'IVT', 'STG', 'TRI', 'S17', 'T17', 'O17', 'FLX', 'STU', 'STX')
  ),
  found AS (
    SELECT
      coalesce(max(a.noss_registration_number), a.employer_id) AS subject_id,
      a.employer_id,
      max(a.noss_registration_number) AS noss_registration_number,
      max(a.cbe_number) AS cbe_number,
      a.quarter,
      quarter_first_day(a.quarter) AS first_date,
      quarter_last_day(a.quarter) AS last_date,
      count(DISTINCT a.worker_id) AS evidence_count,
      max(a.known_date) AS known_date
    FROM
      asked AS a
    GROUP BY
      a.employer_id,
      a.quarter
    HAVING
      max(a.weekday_count) >= 3
  ),
  proof AS (
    SELECT
      a.employer_id,
      a.quarter,
      'staging.dimona_period' AS source_table,
      a.dimona_period_id AS source_key
    FROM
      asked AS a
  )
SELECT
  opaque_id('C', 'declaration_missing ' || f.employer_id || ' ' || f.quarter) AS contradiction_id,
  'declaration_missing' AS check_code,
  'employer' AS subject_type,
  f.subject_id AS subject_id,
  f.noss_registration_number AS noss_registration_number,
  f.cbe_number AS cbe_number,
  CAST(NULL AS VARCHAR) AS worker_id,
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
  INNER JOIN proof AS p ON p.employer_id = f.employer_id
  AND p.quarter = f.quarter
