-- One row per worker and enterprise with three days and more on which he is present on sites of two postal codes for two enterprises, and presence.
-- Window: the three months before the as-of date. Two sites of one enterprise, or of one postal code, can be worked on the same day.
WITH
  presence AS (
    SELECT
      p.presence_registration_id,
      p.person_id,
      p.cbe_number,
      p.registration_date,
      w.postal_code,
      coalesce(CAST(s.creation_at AS DATE), p.registration_date) AS known_date
    FROM
      feature.site_presence AS p
      INNER JOIN link.site_works AS w ON w.avwddt_id = p.avwddt_id
      INNER JOIN staging.checkin_at_work_presence AS s ON s.presence_registration_id = p.presence_registration_id
    WHERE
      p.person_id IS NOT NULL
      AND p.cbe_number IS NOT NULL
      AND w.postal_code IS NOT NULL
      AND s.worker_id IS NOT NULL
  ),
  split_day AS (
    SELECT
      p.person_id,
      p.registration_date,
      max(p.known_date) AS known_date
    FROM
      presence AS p
    GROUP BY
      p.person_id,
      p.registration_date
    HAVING
      count(DISTINCT p.cbe_number) > 1
      AND count(DISTINCT p.postal_code) > 1
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
  found AS (
    SELECT
      p.person_id || ' ' || coalesce(max(m.noss_registration_number), p.cbe_number) AS subject_id,
      p.person_id,
      p.person_id AS worker_id,
      p.cbe_number,
      max(m.noss_registration_number) AS noss_registration_number,
      min(p.registration_date) AS first_date,
      max(p.registration_date) AS last_date,
      count(DISTINCT p.registration_date) AS evidence_count,
      max(d.known_date) AS known_date
    FROM
      presence AS p
      INNER JOIN split_day AS d ON d.person_id = p.person_id
      AND d.registration_date = p.registration_date
      LEFT JOIN matricule AS m ON m.cbe_number = p.cbe_number
    GROUP BY
      p.person_id,
      p.cbe_number
    HAVING
      count(DISTINCT p.registration_date) >= 3
  ),
  proof AS (
    SELECT
      f.person_id,
      f.cbe_number,
      'staging.checkin_at_work_presence' AS source_table,
      p.presence_registration_id AS source_key
    FROM
      found AS f
      INNER JOIN split_day AS d ON d.person_id = f.person_id
      INNER JOIN presence AS p ON p.person_id = d.person_id
      AND p.registration_date = d.registration_date
  )
SELECT
  opaque_id('C', 'presence_at_two_places ' || f.person_id || ' ' || f.cbe_number) AS contradiction_id,
  'presence_at_two_places' AS check_code,
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
  INNER JOIN proof AS p ON p.person_id = f.person_id
  AND p.cbe_number = f.cbe_number
