-- One row per presence of a posted person on a day for which no notification speaks, with the notification that had ended last before.
-- A notification that was prolonged, even late, is in force.
WITH
  posting AS (
    SELECT
      l.limosa_id,
      coalesce(m.valid_worker_id, l.worker_id) AS worker_id,
      l.end_date,
      l.known_date
    FROM
      staging.limosa_notification AS l
      LEFT JOIN link.person_mutation AS m ON m.worker_id = l.worker_id
  ),
  presence AS (
    SELECT
      p.presence_registration_id,
      p.avwddt_id,
      p.person_id,
      s.limosa_id,
      p.registration_date,
      coalesce(p.employer_foreign_id, p.cbe_number, 'unknown') AS employer_id,
      p.cbe_number,
      coalesce(CAST(s.creation_at AS DATE), p.registration_date) AS known_date
    FROM
      feature.site_presence AS p
      INNER JOIN staging.checkin_at_work_presence AS s ON s.presence_registration_id = p.presence_registration_id
    WHERE
      p.standing_code = 'posted_without_limosa'
  ),
  ended AS (
    SELECT
      p.presence_registration_id,
      l.limosa_id,
      l.end_date,
      l.known_date
    FROM
      presence AS p
      INNER JOIN posting AS l ON l.limosa_id = p.limosa_id
    WHERE
      l.end_date < p.registration_date
    UNION
    SELECT
      p.presence_registration_id,
      l.limosa_id,
      l.end_date,
      l.known_date
    FROM
      presence AS p
      INNER JOIN posting AS l ON l.worker_id = p.person_id
    WHERE
      l.end_date < p.registration_date
  ),
  latest AS (
    SELECT
      e.presence_registration_id,
      e.limosa_id,
      e.known_date
    FROM
      ended AS e
    QUALIFY
      row_number() OVER (
        PARTITION BY
          e.presence_registration_id
        ORDER BY
          e.end_date DESC,
          e.limosa_id
      ) = 1
  )
SELECT
  p.presence_registration_id AS presence_registration_id,
  p.avwddt_id AS avwddt_id,
  p.employer_id AS employer_id,
  p.cbe_number AS cbe_number,
  p.person_id AS person_id,
  p.registration_date AS registration_date,
  CAST(greatest(p.known_date, coalesce(l.known_date, p.known_date)) AS DATE) AS known_date,
  l.limosa_id || ' ' || CAST(l.known_date AS VARCHAR) AS ended_limosa_key
FROM
  presence AS p
  LEFT JOIN latest AS l ON l.presence_registration_id = p.presence_registration_id
