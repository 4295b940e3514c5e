-- One row per posted person as written: name, birth date, nationality and employer abroad of the first notification; src/matching makes the groups.
SELECT
  r.record_id AS record_id,
  r.first_known_date AS first_known_date,
  normalised_text(i.worker_first_name) AS first_name,
  normalised_text(i.worker_last_name) AS last_name,
  i.worker_birth_date AS birth_date,
  l.worker_nationality AS nationality,
  foreign_number_key(l.employer_foreign_id) AS employer_number
FROM
  link.posted_person_record AS r
  INNER JOIN staging.limosa_notification AS l ON l.limosa_id = r.limosa_id
  INNER JOIN identity.limosa_posting AS i ON i.limosa_id = l.limosa_id
  AND i.known_date = l.known_date
WHERE
  r.record_id = r.limosa_id
