-- One row per worker, employer and quarter with a Dimona but without a DmfA record, and source row. Window: the last four quarters that the employer declared.
-- DWD, IVT, STG, TRI, S17, T17 and O17 ask no DmfA (instructions of the wage-data transfer); FLX and STU are frames in which no day need be worked.
WITH
  declared AS (
    SELECT
      coalesce(e.cbe_number, d.noss_registration_number) AS employer_id,
      d.quarter,
      min(d.noss_registration_number) AS noss_registration_number,
      min(d.known_date) AS known_date
    FROM
      feature.employer_declaration AS d
      LEFT JOIN link.employer AS e ON e.noss_registration_number = d.noss_registration_number
    WHERE
      d.quarter <= $quarter
      AND d.quarter > quarter_before($quarter, 4)
    GROUP BY
      coalesce(e.cbe_number, d.noss_registration_number),
      d.quarter
  ),
  spell AS (
    SELECT
      s.dimona_period_id,
      s.employer_id,
      s.cbe_number,
      s.worker_id,
      s.declared_date,
      d.noss_registration_number,
      d.quarter,
      d.known_date,
      CASE
        WHEN s.first_date > quarter_first_day(d.quarter) THEN s.first_date
        ELSE quarter_first_day(d.quarter)
      END AS first_date,
      CASE
        WHEN s.last_date < quarter_last_day(d.quarter) THEN s.last_date
        ELSE quarter_last_day(d.quarter)
      END AS last_date
    FROM
      feature.dimona_spell AS s
      INNER JOIN declared AS d ON d.employer_id = s.employer_id
      AND s.first_date <= quarter_last_day(d.quarter)
      AND s.last_date >= quarter_first_day(d.quarter)
    WHERE
      s.worker_type NOT IN ('DWD', 'IVT', 'STG', 'TRI', 'S17', 'T17', 'O17', 'FLX', 'STU', 'STX')
  ),
  asked AS (
    SELECT
      s.employer_id,
      s.worker_id,
      s.quarter,
      min(s.noss_registration_number) AS noss_registration_number,
      max(s.cbe_number) AS cbe_number,
      min(s.first_date) AS first_date,
      max(s.last_date) AS last_date,
      sum(weekdays_between(s.first_date, s.last_date)) AS weekday_count,
      greatest(max(s.declared_date), max(s.known_date)) AS known_date
    FROM
      spell AS s
    GROUP BY
      s.employer_id,
      s.worker_id,
      s.quarter
  ),
  covered AS (
    SELECT DISTINCT
      a.employer_id,
      a.worker_id,
      a.quarter
    FROM
      asked AS a
      INNER JOIN feature.declared_work AS w ON w.employer_id = a.employer_id
      AND w.worker_id = a.worker_id
      AND (
        w.quarter = a.quarter
        OR w.record_first_date <= a.last_date
        AND w.record_last_date >= a.first_date
        OR w.has_ended
        AND w.last_date < a.first_date
      )
  ),
  sick AS (
    SELECT
      coalesce(m.valid_worker_id, b.worker_id) AS worker_id,
      b.period_start_date,
      max(coalesce(b.period_end_date, $as_of_date)) AS period_end_date
    FROM
      staging.benefit_incapacity AS b
      LEFT JOIN link.person_mutation AS m ON m.worker_id = b.worker_id
    WHERE
      b.known_date <= $as_of_date
    GROUP BY
      coalesce(m.valid_worker_id, b.worker_id),
      b.period_start_date
  ),
  absent AS (
    SELECT DISTINCT
      a.employer_id,
      a.worker_id,
      a.quarter
    FROM
      asked AS a
      INNER JOIN sick AS b ON b.worker_id = a.worker_id
      AND weekdays_between(a.first_date, b.period_start_date) <= 1
      AND weekdays_between(b.period_end_date, a.last_date) <= 1
  ),
  found AS (
    SELECT
      a.worker_id || ' ' || a.noss_registration_number AS subject_id,
      a.noss_registration_number,
      a.cbe_number,
      a.worker_id,
      a.employer_id,
      a.quarter,
      a.first_date,
      a.last_date,
      a.weekday_count AS evidence_count,
      a.known_date
    FROM
      asked AS a
      LEFT JOIN covered AS c ON c.employer_id = a.employer_id
      AND c.worker_id = a.worker_id
      AND c.quarter = a.quarter
      LEFT JOIN absent AS b ON b.employer_id = a.employer_id
      AND b.worker_id = a.worker_id
      AND b.quarter = a.quarter
    WHERE
      c.worker_id IS NULL
      AND b.worker_id IS NULL
      AND a.weekday_count >= 3
  ),
  proof AS (
    SELECT
      f.subject_id,
      f.first_date,
      'staging.dimona_period' AS source_table,
      s.dimona_period_id AS source_key
    FROM
      found AS f
      INNER JOIN spell AS s ON s.employer_id = f.employer_id
      AND s.worker_id = f.worker_id
      AND s.quarter = f.quarter
    UNION
    SELECT
      f.subject_id,
      f.first_date,
      'feature.employer_declaration' AS source_table,
      d.noss_registration_number || ' ' || d.quarter || ' ' || CAST(d.trusteeship AS VARCHAR) AS source_key
    FROM
      found AS f
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = f.noss_registration_number
      AND d.quarter = f.quarter
  )
SELECT
  opaque_id('C', 'dimona_without_dmfa ' || f.subject_id || ' ' || CAST(f.first_date AS VARCHAR)) AS contradiction_id,
  'dimona_without_dmfa' AS check_code,
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
