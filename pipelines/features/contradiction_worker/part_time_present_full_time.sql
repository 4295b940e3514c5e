-- One row per part-time worker, employer and quarter with more days of presence on works sites than days paid, and source row.
-- Window: the last four quarters. A presence is known from the day of its registration; two days are left for rounding.
WITH
  part_time AS (
    SELECT
      w.worker_id,
      w.employer_id,
      w.quarter,
      min(w.noss_registration_number) AS noss_registration_number,
      max(w.cbe_number) AS cbe_number,
      sum(w.paid_days) AS paid_days,
      max(w.known_date) AS known_date
    FROM
      feature.declared_work AS w
    WHERE
      w.quarter > quarter_before($quarter, 4)
    GROUP BY
      w.worker_id,
      w.employer_id,
      w.quarter
    HAVING
      bool_and(w.is_part_time)
  ),
  presence AS (
    SELECT
      coalesce(m.valid_worker_id, p.worker_id) AS worker_id,
      p.cbe_number,
      p.registration_date,
      min(p.presence_registration_id) AS presence_registration_id,
      min(coalesce(CAST(p.creation_at AS DATE), p.registration_date)) AS known_date
    FROM
      staging.checkin_at_work_presence AS p
      LEFT JOIN link.person_mutation AS m ON m.worker_id = p.worker_id
    WHERE
      p.worker_id IS NOT NULL
      AND p.cbe_number IS NOT NULL
      AND p.registration_date BETWEEN quarter_first_day(quarter_before($quarter, 3)) AND quarter_last_day($quarter)
      AND coalesce(CAST(p.creation_at AS DATE), p.registration_date) <= $as_of_date
      AND coalesce(p.status, 'SUCCESSFULLY_REGISTERED') = 'SUCCESSFULLY_REGISTERED'
    GROUP BY
      coalesce(m.valid_worker_id, p.worker_id),
      p.cbe_number,
      p.registration_date
  ),
  counted AS (
    SELECT
      p.worker_id,
      p.cbe_number,
      quarter_of(p.registration_date) AS quarter,
      count(*) AS day_count,
      min(p.registration_date) AS first_date,
      max(p.registration_date) AS last_date,
      max(p.known_date) AS known_date
    FROM
      presence AS p
    GROUP BY
      p.worker_id,
      p.cbe_number,
      quarter_of(p.registration_date)
  ),
  found AS (
    SELECT
      t.worker_id || ' ' || t.noss_registration_number AS subject_id,
      t.noss_registration_number,
      t.cbe_number,
      t.worker_id,
      t.employer_id,
      t.quarter,
      c.first_date,
      c.last_date,
      c.day_count AS evidence_count,
      whole_part(t.paid_days, 100) AS evidence_base_count,
      greatest(t.known_date, c.known_date) AS known_date
    FROM
      part_time AS t
      INNER JOIN counted AS c ON c.worker_id = t.worker_id
      AND c.cbe_number = t.employer_id
      AND c.quarter = t.quarter
    WHERE
      100 * c.day_count > t.paid_days + 200
  ),
  proof AS (
    SELECT
      f.subject_id,
      f.first_date,
      'staging.checkin_at_work_presence' AS source_table,
      p.presence_registration_id AS source_key
    FROM
      found AS f
      INNER JOIN presence AS p ON p.worker_id = f.worker_id
      AND p.cbe_number = f.employer_id
      AND p.registration_date BETWEEN f.first_date AND f.last_date
    UNION ALL
    SELECT
      f.subject_id,
      f.first_date,
      'staging.dmfa_occupation' AS source_table,
      w.source_key
    FROM
      found AS f
      INNER JOIN feature.declared_work AS w ON w.worker_id = f.worker_id
      AND w.employer_id = f.employer_id
      AND w.quarter = f.quarter
  )
SELECT
  opaque_id('C', 'part_time_present_full_time ' || f.subject_id || ' ' || CAST(f.first_date AS VARCHAR)) AS contradiction_id,
  'part_time_present_full_time' AS check_code,
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
