-- One row per Dimona period in force at the as-of date that touches the last 24 months.
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
  period AS (
    SELECT
      p.dimona_period_id,
      p.noss_registration_number,
      p.cbe_number,
      p.worker_id,
      p.worker_type,
      p.starting_date,
      p.planned_hours_number,
      CAST(p.form_creation_at AS DATE) AS declared_date,
      CASE
        WHEN CAST(p.last_update_at AS DATE) > $as_of_date THEN NULL
        ELSE p.ending_date
      END AS ending_date,
      p.is_cancelled
      AND coalesce(CAST(p.last_update_at AS DATE) <= $as_of_date, TRUE) AS is_cancelled
    FROM
      staging.dimona_period AS p
    WHERE
      CAST(p.form_creation_at AS DATE) <= $as_of_date
      AND p.worker_id IS NOT NULL
      AND p.starting_date <= $as_of_date
      AND coalesce(p.noss_registration_number, p.cbe_number) IS NOT NULL
  )
SELECT
  p.dimona_period_id AS dimona_period_id,
  coalesce(p.noss_registration_number, n.noss_registration_number) AS noss_registration_number,
  coalesce(p.cbe_number, e.cbe_number) AS cbe_number,
  coalesce(p.cbe_number, e.cbe_number, p.noss_registration_number) AS employer_id,
  coalesce(m.valid_worker_id, p.worker_id) AS worker_id,
  coalesce(p.worker_type, 'OTH') AS worker_type,
  p.starting_date AS first_date,
  CAST(
    CASE
      WHEN p.ending_date < $as_of_date THEN p.ending_date
      ELSE $as_of_date
    END AS DATE
  ) AS last_date,
  p.declared_date AS declared_date,
  p.planned_hours_number AS planned_hours_number
FROM
  period AS p
  LEFT JOIN link.person_mutation AS m ON m.worker_id = p.worker_id
  LEFT JOIN link.employer AS e ON e.noss_registration_number = p.noss_registration_number
  LEFT JOIN matricule AS n ON n.cbe_number = p.cbe_number
WHERE
  NOT p.is_cancelled
  AND coalesce(p.ending_date, $as_of_date) >= months_before($as_of_date, 24)
  AND coalesce(p.ending_date, $as_of_date) >= p.starting_date
