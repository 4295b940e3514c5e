-- One row per matricule, worker of the last twelve months and other matricule of the same worker around that time.
WITH
  period AS (
    SELECT
      p.noss_registration_number,
      coalesce(m.valid_worker_id, p.worker_id) AS worker_id,
      p.starting_date,
      lesser_of(p.ending_date, CAST($as_of_date AS DATE)) AS ending_date
    FROM
      staging.dimona_period AS p
      LEFT JOIN link.person_mutation AS m ON m.worker_id = p.worker_id
    WHERE
      NOT p.is_cancelled
      AND p.worker_id IS NOT NULL
      AND p.noss_registration_number IS NOT NULL
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
      AND p.starting_date <= $as_of_date
      AND coalesce(p.ending_date, CAST($as_of_date AS DATE)) > months_before($as_of_date, 30)
      AND coalesce(p.worker_type, 'OTH') NOT IN ('STU', 'STX', 'FLX', 'EXT', 'DWD', 'A17', 'S17', 'T17', 'O17')
  )
SELECT
  p.noss_registration_number AS noss_registration_number,
  p.worker_id AS worker_id,
  o.noss_registration_number AS other_noss_registration_number,
  bool_or(
    o.starting_date < p.starting_date
    AND date_diff('day', p.starting_date, o.ending_date) BETWEEN -92 AND 7
  ) AS is_taken_over,
  bool_or(
    date_diff('day', greater_of(o.starting_date, p.starting_date), lesser_of(o.ending_date, p.ending_date)) > 31
  ) AS is_parallel
FROM
  period AS p
  INNER JOIN period AS o ON o.worker_id = p.worker_id
  AND o.noss_registration_number <> p.noss_registration_number
WHERE
  p.ending_date > months_before($as_of_date, 12)
  AND (
    (
      o.starting_date < p.starting_date
      AND date_diff('day', p.starting_date, o.ending_date) BETWEEN -92 AND 7
    )
    OR date_diff('day', greater_of(o.starting_date, p.starting_date), lesser_of(o.ending_date, p.ending_date)) > 31
  )
GROUP BY
  p.noss_registration_number,
  p.worker_id,
  o.noss_registration_number
