-- One row per matricule and worker whose employment of at most twelve months ended in the last two years, with what followed.
-- A benefit follows if it begins during the employment or within 45 days of its end.
WITH
  period AS (
    SELECT
      p.noss_registration_number,
      coalesce(m.valid_worker_id, p.worker_id) AS worker_id,
      min(p.starting_date) AS start_date,
      max(coalesce(p.ending_date, DATE '9999-12-31')) AS end_date
    FROM
      staging.dimona_period AS p
      LEFT JOIN link.person_mutation AS m ON m.worker_id = p.worker_id
    WHERE
      NOT p.is_cancelled
      AND p.worker_id IS NOT NULL
      AND p.noss_registration_number IS NOT NULL
      AND coalesce(p.worker_type, 'OTH') NOT IN ('STU', 'FLX', 'EXT')
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
    GROUP BY
      p.noss_registration_number,
      coalesce(m.valid_worker_id, p.worker_id)
  ),
  short AS (
    SELECT
      p.noss_registration_number,
      p.worker_id,
      p.start_date,
      p.end_date
    FROM
      period AS p
    WHERE
      p.end_date <= $as_of_date
      AND p.end_date > months_before($as_of_date, 24)
      AND p.end_date <= months_before(p.start_date, -12)
  ),
  benefit AS (
    SELECT
      coalesce(m.valid_worker_id, b.worker_id) AS worker_id,
      b.period_start_date
    FROM
      staging.benefit_unemployment AS b
      LEFT JOIN link.person_mutation AS m ON m.worker_id = b.worker_id
    WHERE
      b.known_date <= $as_of_date
    UNION ALL
    SELECT
      coalesce(m.valid_worker_id, b.worker_id) AS worker_id,
      b.period_start_date
    FROM
      staging.benefit_incapacity AS b
      LEFT JOIN link.person_mutation AS m ON m.worker_id = b.worker_id
    WHERE
      b.known_date <= $as_of_date
  ),
  claim AS (
    SELECT
      s.noss_registration_number,
      s.worker_id,
      min(b.period_start_date) AS claim_date
    FROM
      short AS s
      INNER JOIN benefit AS b ON b.worker_id = s.worker_id
      AND b.period_start_date BETWEEN s.start_date AND s.end_date + 45
    GROUP BY
      s.noss_registration_number,
      s.worker_id
  ),
  elsewhere AS (
    SELECT
      s.noss_registration_number,
      s.worker_id,
      p.noss_registration_number AS other_noss_registration_number
    FROM
      short AS s
      INNER JOIN period AS p ON p.worker_id = s.worker_id
      AND p.noss_registration_number <> s.noss_registration_number
      AND p.start_date <= s.end_date + 60
      AND p.end_date >= s.start_date - 60
    QUALIFY
      row_number() OVER (
        PARTITION BY
          s.noss_registration_number,
          s.worker_id
        ORDER BY
          least(p.end_date, s.end_date) - greatest(p.start_date, s.start_date) DESC,
          p.noss_registration_number
      ) = 1
  )
SELECT
  s.noss_registration_number AS noss_registration_number,
  s.worker_id AS worker_id,
  s.start_date AS start_date,
  s.end_date AS end_date,
  c.claim_date AS claim_date,
  o.other_noss_registration_number AS other_noss_registration_number
FROM
  short AS s
  LEFT JOIN claim AS c ON c.noss_registration_number = s.noss_registration_number
  AND c.worker_id = s.worker_id
  LEFT JOIN elsewhere AS o ON o.noss_registration_number = s.noss_registration_number
  AND o.worker_id = s.worker_id
