-- One row per declared works on which enterprises check in that no contract of the declaration names, and first presence of each.
-- Window: the three months before the as-of date. Two days of presence at least; the declarant answers (law of 27 June 1969, art. 30bis, § 7).
WITH
  matricule AS (
    SELECT
      e.cbe_number,
      min(e.noss_registration_number) AS noss_registration_number
    FROM
      link.employer AS e
    WHERE
      e.cbe_number IS NOT NULL
    GROUP BY
      e.cbe_number
  ),
  presence AS (
    SELECT
      p.avwddt_id,
      p.cbe_number,
      min(p.presence_registration_id) AS presence_registration_id,
      min(p.registration_date) AS first_date,
      max(p.registration_date) AS last_date
    FROM
      feature.site_presence AS p
    WHERE
      p.cbe_number IS NOT NULL
      AND NOT p.is_posted
    GROUP BY
      p.avwddt_id,
      p.cbe_number
    HAVING
      count(DISTINCT p.registration_date) >= 2
  ),
  total AS (
    SELECT
      e.avwddt_id,
      count(*) AS enterprise_count
    FROM
      feature.site_enterprise AS e
    GROUP BY
      e.avwddt_id
  ),
  unlisted AS (
    SELECT
      p.avwddt_id,
      p.cbe_number,
      p.presence_registration_id,
      p.first_date,
      p.last_date
    FROM
      presence AS p
      INNER JOIN feature.site_enterprise AS e ON e.avwddt_id = p.avwddt_id
      AND e.cbe_number = p.cbe_number
      AND e.is_unlisted
  ),
  counted AS (
    SELECT
      u.avwddt_id,
      count(*) AS unlisted_count,
      min(u.first_date) AS first_date,
      max(u.last_date) AS last_date
    FROM
      unlisted AS u
    GROUP BY
      u.avwddt_id
  ),
  found AS (
    SELECT
      c.avwddt_id AS subject_id,
      c.avwddt_id,
      w.declarant_cbe_number AS cbe_number,
      m.noss_registration_number,
      c.first_date,
      c.last_date,
      c.unlisted_count AS evidence_count,
      t.enterprise_count AS evidence_base_count,
      c.last_date AS known_date
    FROM
      counted AS c
      INNER JOIN staging.works_declaration_works AS w ON w.avwddt_id = c.avwddt_id
      INNER JOIN total AS t ON t.avwddt_id = c.avwddt_id
      LEFT JOIN matricule AS m ON m.cbe_number = w.declarant_cbe_number
    WHERE
      w.known_date <= $as_of_date
  ),
  proof AS (
    SELECT
      u.avwddt_id,
      'staging.checkin_at_work_presence' AS source_table,
      u.presence_registration_id AS source_key
    FROM
      unlisted AS u
    UNION ALL
    SELECT
      c.avwddt_id,
      'staging.works_declaration_works' AS source_table,
      c.avwddt_id AS source_key
    FROM
      counted AS c
  )
SELECT
  opaque_id('C', 'works_not_declared ' || f.avwddt_id) AS contradiction_id,
  'works_not_declared' AS check_code,
  'site' AS subject_type,
  f.subject_id AS subject_id,
  f.noss_registration_number AS noss_registration_number,
  f.cbe_number AS cbe_number,
  CAST(NULL AS VARCHAR) AS worker_id,
  f.avwddt_id AS avwddt_id,
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
  INNER JOIN proof AS p ON p.avwddt_id = f.avwddt_id
