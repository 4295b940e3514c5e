-- One row per declared works, enterprise with persons present on a day for which neither Dimona nor Limosa speaks, and presence.
-- Window: the three months before the as-of date. Persons of another employer, the self-employed and late declarations are other findings.
WITH
  presence AS (
    SELECT
      p.presence_registration_id,
      p.avwddt_id,
      p.cbe_number,
      p.person_id,
      p.registration_date,
      p.standing_code
    FROM
      feature.site_presence AS p
    WHERE
      p.cbe_number IS NOT NULL
  ),
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
  total AS (
    SELECT
      p.avwddt_id,
      p.cbe_number,
      count(DISTINCT p.person_id) AS person_count
    FROM
      presence AS p
    GROUP BY
      p.avwddt_id,
      p.cbe_number
  ),
  undeclared AS (
    SELECT
      p.presence_registration_id,
      p.avwddt_id,
      p.cbe_number,
      p.person_id,
      p.registration_date,
      coalesce(CAST(s.creation_at AS DATE), p.registration_date) AS known_date
    FROM
      presence AS p
      INNER JOIN staging.checkin_at_work_presence AS s ON s.presence_registration_id = p.presence_registration_id
    WHERE
      p.standing_code = 'undeclared'
  ),
  counted AS (
    SELECT
      u.avwddt_id,
      u.cbe_number,
      count(DISTINCT u.person_id) AS person_count,
      min(u.registration_date) AS first_date,
      max(u.registration_date) AS last_date,
      max(u.known_date) AS known_date
    FROM
      undeclared AS u
    GROUP BY
      u.avwddt_id,
      u.cbe_number
  ),
  found AS (
    SELECT
      c.avwddt_id AS subject_id,
      c.avwddt_id,
      c.cbe_number,
      m.noss_registration_number,
      c.first_date,
      c.last_date,
      c.person_count AS evidence_count,
      t.person_count AS evidence_base_count,
      c.known_date
    FROM
      counted AS c
      INNER JOIN total AS t ON t.avwddt_id = c.avwddt_id
      AND t.cbe_number = c.cbe_number
      LEFT JOIN matricule AS m ON m.cbe_number = c.cbe_number
  ),
  proof AS (
    SELECT
      u.avwddt_id,
      u.cbe_number,
      'staging.checkin_at_work_presence' AS source_table,
      u.presence_registration_id AS source_key
    FROM
      undeclared AS u
  )
SELECT
  opaque_id('C', 'presence_without_dimona ' || f.avwddt_id || ' ' || f.cbe_number) AS contradiction_id,
  'presence_without_dimona' AS check_code,
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
  AND p.cbe_number = f.cbe_number
