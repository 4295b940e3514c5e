-- One row per declared works and foreign employer with posted persons present who were never notified for such a day or before, and presence.
-- Window: the three months before the as-of date. A notification received late counts as one.
WITH
  never AS (
    SELECT
      p.presence_registration_id,
      p.avwddt_id,
      p.employer_id,
      p.cbe_number,
      p.person_id,
      p.registration_date,
      p.known_date
    FROM
      feature.unnotified_presence AS p
    WHERE
      p.ended_limosa_key IS NULL
  ),
  found AS (
    SELECT
      n.avwddt_id AS subject_id,
      n.avwddt_id,
      n.employer_id,
      max(n.cbe_number) AS cbe_number,
      min(n.registration_date) AS first_date,
      max(n.registration_date) AS last_date,
      count(DISTINCT n.person_id) AS evidence_count,
      max(n.known_date) AS known_date
    FROM
      never AS n
    GROUP BY
      n.avwddt_id,
      n.employer_id
  ),
  proof AS (
    SELECT
      n.avwddt_id,
      n.employer_id,
      'staging.checkin_at_work_presence' AS source_table,
      n.presence_registration_id AS source_key
    FROM
      never AS n
  )
SELECT
  opaque_id('C', 'presence_without_limosa ' || f.avwddt_id || ' ' || f.employer_id) AS contradiction_id,
  'presence_without_limosa' AS check_code,
  'site' AS subject_type,
  f.subject_id AS subject_id,
  CAST(NULL AS VARCHAR) AS noss_registration_number,
  f.cbe_number AS cbe_number,
  CAST(NULL AS VARCHAR) AS worker_id,
  f.avwddt_id AS avwddt_id,
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
  INNER JOIN proof AS p ON p.avwddt_id = f.avwddt_id
  AND p.employer_id = f.employer_id
