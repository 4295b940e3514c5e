-- One row per matricule and person in an ordinary employment of the last twelve months, as declared by the as-of date.
SELECT
  p.noss_registration_number AS noss_registration_number,
  coalesce(m.valid_worker_id, p.worker_id) AS worker_id,
  min(p.starting_date) AS first_date,
  nullif(max(coalesce(p.ending_date, DATE '9999-12-31')), DATE '9999-12-31') AS last_date
FROM
  staging.dimona_period AS p
  LEFT JOIN link.person_mutation AS m ON m.worker_id = p.worker_id
WHERE
  NOT p.is_cancelled
  AND p.worker_id IS NOT NULL
  AND p.noss_registration_number IS NOT NULL
  AND CAST(p.form_creation_at AS DATE) <= $as_of_date
  AND p.starting_date <= $as_of_date
  AND coalesce(p.ending_date, CAST($as_of_date AS DATE)) > months_before($as_of_date, 12)
  AND coalesce(p.worker_type, 'OTH') NOT IN ('STU', 'STX', 'FLX', 'EXT', 'DWD', 'A17', 'S17', 'T17', 'O17')
GROUP BY
  p.noss_registration_number,
  coalesce(m.valid_worker_id, p.worker_id)
