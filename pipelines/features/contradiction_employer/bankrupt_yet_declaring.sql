-- One row per bankrupt enterprise that goes on hiring or declaring in its own name, and source row. Window: twelve months.
-- A trustee ends contracts and declares under trusteeship; hires more than thirty days after the opening, and declarations of later quarters without trusteeship, are not his.
WITH
  procedure AS (
    SELECT
      i.cbe_number,
      i.opening_date,
      i.known_date
    FROM
      feature.insolvency AS i
    WHERE
      i.procedure_code = 'bankruptcy'
  ),
  bankruptcy AS (
    SELECT
      p.cbe_number,
      min(p.opening_date) AS opening_date,
      min(p.known_date) AS known_date
    FROM
      procedure AS p
    GROUP BY
      p.cbe_number
  ),
  fact AS (
    SELECT
      b.cbe_number,
      b.opening_date,
      s.first_date AS day,
      greatest(s.declared_date, b.known_date) AS known_date,
      'staging.dimona_period' AS source_table,
      s.dimona_period_id AS source_key
    FROM
      bankruptcy AS b
      INNER JOIN feature.dimona_spell AS s ON s.cbe_number = b.cbe_number
      AND date_diff('day', b.opening_date, s.first_date) > 30
      AND s.first_date > months_before($as_of_date, 12)
    UNION ALL
    SELECT
      b.cbe_number,
      b.opening_date,
      quarter_first_day(d.quarter) AS day,
      greatest(d.known_date, b.known_date) AS known_date,
      'feature.employer_declaration' AS source_table,
      d.noss_registration_number || ' ' || d.quarter || ' ' || CAST(d.trusteeship AS VARCHAR) AS source_key
    FROM
      bankruptcy AS b
      INNER JOIN link.employer AS e ON e.cbe_number = b.cbe_number
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = e.noss_registration_number
      AND NOT d.trusteeship
      AND d.quarter > quarter_of(b.opening_date)
    WHERE
      d.quarter <= $quarter
      AND d.quarter > quarter_before($quarter, 4)
      AND coalesce(d.net_owed_cents, 0) > 0
  ),
  found AS (
    SELECT
      coalesce(max(e.noss_registration_number), f.cbe_number) AS subject_id,
      max(e.noss_registration_number) AS noss_registration_number,
      f.cbe_number,
      min(f.opening_date) AS first_date,
      max(f.day) AS last_date,
      count(DISTINCT f.source_table || f.source_key) AS evidence_count,
      max(f.known_date) AS known_date
    FROM
      fact AS f
      LEFT JOIN link.employer AS e ON e.cbe_number = f.cbe_number
    GROUP BY
      f.cbe_number
  ),
  proof AS (
    SELECT
      f.cbe_number,
      f.source_table,
      f.source_key
    FROM
      fact AS f
    UNION ALL
    SELECT
      p.cbe_number,
      'staging.insolvency_procedure' AS source_table,
      p.cbe_number || ' ' || CAST(p.opening_date AS VARCHAR) || ' ' || CAST(p.known_date AS VARCHAR) AS source_key
    FROM
      procedure AS p
  )
SELECT
  opaque_id('C', 'bankrupt_yet_declaring ' || f.cbe_number) AS contradiction_id,
  'bankrupt_yet_declaring' AS check_code,
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
  INNER JOIN proof AS p ON p.cbe_number = f.cbe_number
