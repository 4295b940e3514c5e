-- One row per person, employer and day present on a works site, with what the declarations say of that day.
-- Window: the three months before the as-of date. A presence registered twice counts once.
WITH
  presence AS (
    SELECT
      p.work_place_id AS avwddt_id,
      p.registration_date,
      coalesce(m.valid_worker_id, p.worker_id) AS worker_id,
      p.limosa_id,
      p.cbe_number,
      min(p.presence_registration_id) AS presence_registration_id
    FROM
      staging.checkin_at_work_presence AS p
      LEFT JOIN link.person_mutation AS m ON m.worker_id = p.worker_id
    WHERE
      p.registration_date > months_before($as_of_date, 3)
      AND p.registration_date <= $as_of_date
      AND coalesce(CAST(p.creation_at AS DATE), p.registration_date) <= $as_of_date
      AND coalesce(p.status, 'SUCCESSFULLY_REGISTERED') = 'SUCCESSFULLY_REGISTERED'
      AND p.work_place_id IS NOT NULL
    GROUP BY
      p.work_place_id,
      p.registration_date,
      coalesce(m.valid_worker_id, p.worker_id),
      p.limosa_id,
      p.cbe_number
  ),
  employment AS (
    SELECT
      coalesce(m.valid_worker_id, d.worker_id) AS worker_id,
      coalesce(d.cbe_number, e.cbe_number) AS cbe_number,
      d.using_cbe_number,
      d.starting_date,
      coalesce(d.ending_date, $as_of_date) AS ending_date,
      CAST(d.form_creation_at AS DATE) AS declared_date
    FROM
      staging.dimona_period AS d
      LEFT JOIN link.person_mutation AS m ON m.worker_id = d.worker_id
      LEFT JOIN link.employer AS e ON e.noss_registration_number = d.noss_registration_number
    WHERE
      NOT d.is_cancelled
      AND d.worker_id IS NOT NULL
      AND CAST(d.form_creation_at AS DATE) <= $as_of_date
      AND coalesce(d.ending_date, $as_of_date) > months_before($as_of_date, 3)
  ),
  dimona AS (
    SELECT
      p.presence_registration_id,
      min(
        CASE
          WHEN p.cbe_number IS NULL
          OR p.cbe_number = e.cbe_number
          OR p.cbe_number = e.using_cbe_number THEN e.declared_date
        END
      ) AS own_declared_date
    FROM
      presence AS p
      INNER JOIN employment AS e ON e.worker_id = p.worker_id
      AND p.registration_date BETWEEN e.starting_date AND e.ending_date
    GROUP BY
      p.presence_registration_id
  ),
  posting AS (
    SELECT
      l.limosa_id,
      l.employer_foreign_id,
      coalesce(m.valid_worker_id, l.worker_id) AS worker_id,
      l.start_date,
      coalesce(l.end_date, $as_of_date) AS end_date,
      l.first_known_date
    FROM
      staging.limosa_notification AS l
      LEFT JOIN link.person_mutation AS m ON m.worker_id = l.worker_id
  ),
  posted AS (
    SELECT
      p.presence_registration_id,
      p.registration_date,
      l.employer_foreign_id,
      l.start_date,
      l.end_date,
      l.first_known_date
    FROM
      presence AS p
      INNER JOIN posting AS l ON l.limosa_id = p.limosa_id
    UNION ALL
    SELECT
      p.presence_registration_id,
      p.registration_date,
      l.employer_foreign_id,
      l.start_date,
      l.end_date,
      l.first_known_date
    FROM
      presence AS p
      INNER JOIN posting AS l ON l.worker_id = p.worker_id
  ),
  limosa AS (
    SELECT
      p.presence_registration_id,
      min(p.employer_foreign_id) AS employer_foreign_id,
      min(
        CASE
          WHEN p.registration_date BETWEEN p.start_date AND p.end_date THEN p.first_known_date
        END
      ) AS covered_since_date
    FROM
      posted AS p
    GROUP BY
      p.presence_registration_id
  ),
  nsso_employer AS (
    SELECT DISTINCT
      e.cbe_number
    FROM
      link.employer AS e
    WHERE
      e.cbe_number IS NOT NULL
  )
SELECT
  p.presence_registration_id AS presence_registration_id,
  p.avwddt_id AS avwddt_id,
  p.registration_date AS registration_date,
  coalesce(p.worker_id, p.limosa_id) AS person_id,
  p.cbe_number AS cbe_number,
  l.employer_foreign_id AS employer_foreign_id,
  p.limosa_id IS NOT NULL
  OR l.presence_registration_id IS NOT NULL AS is_posted,
  CASE
    WHEN d.own_declared_date <= p.registration_date THEN 'declared'
    WHEN d.own_declared_date IS NOT NULL THEN 'declared_late'
    WHEN l.covered_since_date <= p.registration_date THEN 'posted'
    WHEN l.covered_since_date IS NOT NULL THEN 'posted_late'
    WHEN p.limosa_id IS NOT NULL
    OR l.presence_registration_id IS NOT NULL THEN 'posted_without_limosa'
    WHEN d.presence_registration_id IS NOT NULL THEN 'other_employer'
    WHEN p.worker_id IS NULL
    OR n.cbe_number IS NULL THEN 'unverifiable'
    ELSE 'undeclared'
  END AS standing_code
FROM
  presence AS p
  LEFT JOIN dimona AS d ON d.presence_registration_id = p.presence_registration_id
  LEFT JOIN limosa AS l ON l.presence_registration_id = p.presence_registration_id
  LEFT JOIN nsso_employer AS n ON n.cbe_number = p.cbe_number
