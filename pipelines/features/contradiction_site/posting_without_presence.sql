-- One row per declared works where presences are registered and foreign employer of whose posted persons nobody ever is, and notification.
-- Window: the three months before the as-of date. Only notifications of ten weekdays and more in the window, during works that register presences.
WITH
  works AS (
    SELECT
      w.avwddt_id,
      k.site_id,
      w.start_date,
      coalesce(w.end_date, $as_of_date) AS end_date
    FROM
      staging.works_declaration_works AS w
      INNER JOIN link.site_works AS k ON k.avwddt_id = w.avwddt_id
    WHERE
      w.known_date <= $as_of_date
      AND w.is_obliged_to_register
  ),
  watched AS (
    SELECT
      p.avwddt_id,
      min(p.registration_date) AS first_date,
      max(p.registration_date) AS last_date
    FROM
      feature.site_presence AS p
    GROUP BY
      p.avwddt_id
    HAVING
      count(DISTINCT p.registration_date) >= 10
  ),
  posting AS (
    SELECT
      w.avwddt_id,
      l.limosa_id,
      l.employer_foreign_id,
      greatest(l.start_date, v.first_date) AS first_date,
      least(l.end_date, v.last_date) AS last_date
    FROM
      feature.site_posting AS l
      INNER JOIN works AS w ON w.site_id = l.site_id
      AND w.start_date <= l.end_date
      AND w.end_date >= l.start_date
      INNER JOIN watched AS v ON v.avwddt_id = w.avwddt_id
    WHERE
      l.employer_foreign_id IS NOT NULL
  ),
  seen AS (
    SELECT DISTINCT
      p.avwddt_id,
      p.employer_foreign_id
    FROM
      feature.site_presence AS p
    WHERE
      p.employer_foreign_id IS NOT NULL
  ),
  absent AS (
    SELECT
      p.avwddt_id,
      p.employer_foreign_id,
      p.limosa_id,
      p.first_date,
      p.last_date,
      v.known_date
    FROM
      posting AS p
      INNER JOIN staging.limosa_notification AS v ON v.limosa_id = p.limosa_id
      LEFT JOIN seen AS s ON s.avwddt_id = p.avwddt_id
      AND s.employer_foreign_id = p.employer_foreign_id
    WHERE
      s.avwddt_id IS NULL
      AND weekdays_between(p.first_date, p.last_date) >= 10
  ),
  found AS (
    SELECT
      a.avwddt_id AS subject_id,
      a.avwddt_id,
      a.employer_foreign_id,
      min(a.first_date) AS first_date,
      max(a.last_date) AS last_date,
      count(*) AS evidence_count,
      greatest(max(a.known_date), max(a.last_date)) AS known_date
    FROM
      absent AS a
    GROUP BY
      a.avwddt_id,
      a.employer_foreign_id
  ),
  proof AS (
    SELECT
      a.avwddt_id,
      a.employer_foreign_id,
      'staging.limosa_posting' AS source_table,
      a.limosa_id || ' ' || CAST(a.known_date AS VARCHAR) AS source_key
    FROM
      absent AS a
  )
SELECT
  opaque_id('C', 'posting_without_presence ' || f.avwddt_id || ' ' || f.employer_foreign_id) AS contradiction_id,
  'posting_without_presence' AS check_code,
  'site' AS subject_type,
  f.subject_id AS subject_id,
  CAST(NULL AS VARCHAR) AS noss_registration_number,
  CAST(NULL AS VARCHAR) AS cbe_number,
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
  AND p.employer_foreign_id = f.employer_foreign_id
