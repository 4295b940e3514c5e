-- One row per worker, employer and unemployment period that goes on for more than four weeks beside a Dimona, and source row. Window: twelve months.
-- Allowed: the income guarantee of part-timers (U3), temporary unemployment at the same employer, training (IVT), students and flexi-jobs.
WITH
  benefit AS (
    SELECT
      b.worker_id AS own_worker_id,
      coalesce(m.valid_worker_id, b.worker_id) AS worker_id,
      b.period_start_date,
      coalesce(b.period_end_date, $as_of_date) AS period_end_date,
      b.benefit_code,
      b.daily_cents,
      b.last_noss_registration_number,
      b.known_date
    FROM
      staging.benefit_unemployment AS b
      LEFT JOIN link.person_mutation AS m ON m.worker_id = b.worker_id
    WHERE
      b.known_date <= $as_of_date
      AND b.period_start_date <= $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          b.worker_id,
          b.period_start_date
        ORDER BY
          b.known_date DESC
      ) = 1
  ),
  both_at_once AS (
    SELECT
      s.dimona_period_id,
      s.noss_registration_number,
      s.cbe_number,
      s.employer_id,
      s.worker_id,
      b.own_worker_id,
      b.period_start_date,
      b.known_date AS benefit_known_date,
      b.daily_cents,
      greatest(s.first_date, b.period_start_date) AS first_date,
      least(s.last_date, CAST(b.period_end_date AS DATE)) AS last_date,
      greatest(s.declared_date, b.known_date) AS known_date
    FROM
      feature.dimona_spell AS s
      INNER JOIN benefit AS b ON b.worker_id = s.worker_id
      AND b.period_start_date <= s.last_date
      AND b.period_end_date >= s.first_date
      LEFT JOIN link.employer AS e ON e.noss_registration_number = b.last_noss_registration_number
    WHERE
      s.worker_type IN ('OTH', 'BCW', 'EXT')
      AND coalesce(b.benefit_code, 'U1') <> 'U3'
      AND coalesce(e.cbe_number, b.last_noss_registration_number, '') <> s.employer_id
  ),
  found AS (
    SELECT
      o.worker_id || ' ' || coalesce(o.noss_registration_number, o.employer_id) AS subject_id,
      max(o.noss_registration_number) AS noss_registration_number,
      max(o.cbe_number) AS cbe_number,
      o.worker_id,
      o.first_date,
      max(o.last_date) AS last_date,
      max(weekdays_between(o.first_date, o.last_date)) AS evidence_count,
      max(weekdays_between(o.first_date, o.last_date) * o.daily_cents) AS amount_cents,
      max(o.known_date) AS known_date
    FROM
      both_at_once AS o
    WHERE
      date_diff('day', o.first_date, o.last_date) >= 28
      AND o.last_date > months_before($as_of_date, 12)
    GROUP BY
      o.worker_id || ' ' || coalesce(o.noss_registration_number, o.employer_id),
      o.worker_id,
      o.first_date
  ),
  proof AS (
    SELECT
      o.worker_id || ' ' || coalesce(o.noss_registration_number, o.employer_id) AS subject_id,
      o.first_date,
      'staging.dimona_period' AS source_table,
      o.dimona_period_id AS source_key
    FROM
      both_at_once AS o
    UNION
    SELECT
      o.worker_id || ' ' || coalesce(o.noss_registration_number, o.employer_id) AS subject_id,
      o.first_date,
      'staging.benefit_unemployment' AS source_table,
      o.own_worker_id || ' ' || CAST(o.period_start_date AS VARCHAR) || ' ' || CAST(o.benefit_known_date AS VARCHAR) AS source_key
    FROM
      both_at_once AS o
  )
SELECT
  opaque_id('C', 'work_while_unemployed ' || f.subject_id || ' ' || CAST(f.first_date AS VARCHAR)) AS contradiction_id,
  'work_while_unemployed' AS check_code,
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
  CAST(f.amount_cents AS BIGINT) AS amount_cents,
  CAST(f.known_date AS DATE) AS known_date,
  p.source_table AS source_table,
  p.source_key AS source_key
FROM
  found AS f
  INNER JOIN proof AS p ON p.subject_id = f.subject_id
  AND p.first_date = f.first_date
