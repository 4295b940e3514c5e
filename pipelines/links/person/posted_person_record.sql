-- One row per Limosa notification known at the as-of date that names a posted person, by its latest version.
-- Notifications with the same name, birth date, nationality and number are one record, called by the first of them.
WITH
  latest AS (
    SELECT
      l.limosa_id,
      l.known_date,
      l.first_known_date,
      coalesce(m.valid_worker_id, l.worker_id) AS worker_id,
      l.worker_nationality
    FROM
      staging.limosa_notification AS l
      LEFT JOIN link.person_mutation AS m ON m.worker_id = l.worker_id
  ),
  born AS (
    SELECT
      r.worker_id,
      r.birth_date
    FROM
      identity.person_register AS r
    WHERE
      r.known_date <= $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          r.worker_id
        ORDER BY
          r.known_date DESC
      ) = 1
  ),
  named AS (
    SELECT
      p.limosa_id,
      p.first_known_date,
      CASE
        WHEN coalesce(b.birth_date = i.worker_birth_date, TRUE) THEN p.worker_id
      END AS worker_id,
      p.worker_id IS NOT NULL
      AND coalesce(b.birth_date <> i.worker_birth_date, FALSE) AS is_number_doubtful,
      normalised_text(i.worker_first_name) AS first_name,
      normalised_text(i.worker_last_name) AS last_name,
      i.worker_birth_date AS birth_date,
      p.worker_nationality AS nationality
    FROM
      latest AS p
      INNER JOIN identity.limosa_posting AS i ON i.limosa_id = p.limosa_id
      AND i.known_date = p.known_date
      LEFT JOIN born AS b ON b.worker_id = p.worker_id
  )
SELECT
  n.limosa_id AS limosa_id,
  first_value (n.limosa_id) OVER (
    PARTITION BY
      n.worker_id,
      n.first_name,
      n.last_name,
      n.birth_date,
      n.nationality
    ORDER BY
      n.first_known_date,
      n.limosa_id
  ) AS record_id,
  n.worker_id AS worker_id,
  n.is_number_doubtful AS is_number_doubtful,
  n.first_known_date AS first_known_date
FROM
  named AS n
WHERE
  n.last_name <> ''
