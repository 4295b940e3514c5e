-- One row per employer and quarter whose account asks another amount than its declaration in force, and source row. Window: the last four quarters.
-- Left out: differences up to 100 euros or a hundredth, and accounts read before the version in force was known.
WITH
  owed AS (
    SELECT
      d.noss_registration_number,
      d.quarter,
      sum(d.net_owed_cents) AS net_owed_cents,
      max(d.known_date) AS known_date
    FROM
      feature.employer_declaration AS d
    WHERE
      d.net_owed_cents IS NOT NULL
    GROUP BY
      d.noss_registration_number,
      d.quarter
  ),
  found AS (
    SELECT
      a.noss_registration_number AS subject_id,
      a.noss_registration_number,
      e.cbe_number,
      a.quarter,
      a.read_date,
      quarter_first_day(a.quarter) AS first_date,
      quarter_last_day(a.quarter) AS last_date,
      1 AS evidence_count,
      abs(a.due_cents - o.net_owed_cents) AS amount_cents,
      greatest(a.read_date, o.known_date) AS known_date
    FROM
      feature.employer_account AS a
      INNER JOIN owed AS o ON o.noss_registration_number = a.noss_registration_number
      AND o.quarter = a.quarter
      LEFT JOIN link.employer AS e ON e.noss_registration_number = a.noss_registration_number
    WHERE
      a.quarter <= $quarter
      AND a.quarter > quarter_before($quarter, 4)
      AND a.read_date >= o.known_date
      AND abs(a.due_cents - o.net_owed_cents) > 10000
      AND 100 * abs(a.due_cents - o.net_owed_cents) > o.net_owed_cents
  ),
  proof AS (
    SELECT
      f.subject_id,
      f.first_date,
      'staging.account_quarter' AS source_table,
      f.noss_registration_number || ' ' || f.quarter || ' ' || CAST(f.read_date AS VARCHAR) AS source_key
    FROM
      found AS f
    UNION ALL
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
  opaque_id('C', 'account_against_declaration ' || f.subject_id || ' ' || CAST(f.first_date AS VARCHAR)) AS contradiction_id,
  'account_against_declaration' AS check_code,
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
  CAST(f.amount_cents AS BIGINT) AS amount_cents,
  CAST(f.known_date AS DATE) AS known_date,
  p.source_table AS source_table,
  p.source_key AS source_key
FROM
  found AS f
  INNER JOIN proof AS p ON p.subject_id = f.subject_id
  AND p.first_date = f.first_date
