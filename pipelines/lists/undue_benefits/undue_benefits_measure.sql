-- One row per worker and employer whose declared work of the last twelve months runs beside a benefit.
-- The subject is the oldest Dimona of the pair in these months: a number that names no person and is the same in every home.
-- Income guarantee (U3) and work beside incapacity that stays under three quarters of the working days are allowed by law and do not count.
WITH
  unemployment AS (
    SELECT
      coalesce(m.valid_worker_id, b.worker_id) AS worker_id,
      b.period_start_date,
      coalesce(b.period_end_date, $as_of_date) AS period_end_date,
      b.daily_cents
    FROM
      staging.benefit_unemployment AS b
      LEFT JOIN link.person_mutation AS m ON m.worker_id = b.worker_id
    WHERE
      b.known_date <= $as_of_date
      AND coalesce(b.benefit_code, 'U1') <> 'U3'
    QUALIFY
      row_number() OVER (
        PARTITION BY
          coalesce(m.valid_worker_id, b.worker_id),
          b.period_start_date
        ORDER BY
          b.known_date DESC,
          b.worker_id
      ) = 1
  ),
  employment AS (
    SELECT
      p.dimona_period_id,
      p.noss_registration_number,
      coalesce(m.valid_worker_id, p.worker_id) AS worker_id,
      p.starting_date,
      coalesce(p.ending_date, $as_of_date) AS ending_date
    FROM
      staging.dimona_period AS p
      LEFT JOIN link.person_mutation AS m ON m.worker_id = p.worker_id
    WHERE
      NOT p.is_cancelled
      AND p.worker_id IS NOT NULL
      AND p.noss_registration_number IS NOT NULL
      AND coalesce(p.worker_type, 'OTH') NOT IN ('STU', 'FLX', 'EXT')
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
      AND coalesce(p.ending_date, $as_of_date) > months_before($as_of_date, 12)
  ),
  contract AS (
    SELECT
      e.noss_registration_number,
      e.worker_id,
      min(e.dimona_period_id) AS dimona_period_id
    FROM
      employment AS e
    GROUP BY
      e.noss_registration_number,
      e.worker_id
  ),
  overlap AS (
    SELECT
      e.noss_registration_number,
      e.worker_id,
      sum(
        least(u.period_end_date, e.ending_date, $as_of_date) - greatest(u.period_start_date, e.starting_date, months_before($as_of_date, 12)) + 1
      ) AS overlap_days,
      max(u.daily_cents) AS daily_cents
    FROM
      employment AS e
      INNER JOIN unemployment AS u ON u.worker_id = e.worker_id
      AND u.period_start_date <= least(e.ending_date, $as_of_date)
      AND u.period_end_date >= greatest(e.starting_date, months_before($as_of_date, 12))
    GROUP BY
      e.noss_registration_number,
      e.worker_id
  ),
  incapacity AS (
    SELECT
      coalesce(m.valid_worker_id, b.worker_id) AS worker_id,
      b.period_start_date,
      coalesce(b.period_end_date, $as_of_date) AS period_end_date
    FROM
      staging.benefit_incapacity AS b
      LEFT JOIN link.person_mutation AS m ON m.worker_id = b.worker_id
    WHERE
      b.known_date <= $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          coalesce(m.valid_worker_id, b.worker_id),
          b.period_start_date
        ORDER BY
          b.known_date DESC,
          b.worker_id
      ) = 1
  ),
  performance AS (
    SELECT
      s.noss_registration_number,
      s.quarter,
      coalesce(m.valid_worker_id, s.worker_id) AS worker_id,
      sum(coalesce(s.service_nbr_days, 0)) AS paid_days
    FROM
      staging.dmfa_service AS s
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = s.noss_registration_number
      AND d.quarter = s.quarter
      AND d.trusteeship = s.trusteeship
      AND d.version_number = s.version_number
      LEFT JOIN link.person_mutation AS m ON m.worker_id = s.worker_id
    WHERE
      s.service_code = '001'
      AND s.quarter > quarter_of(months_before(quarter_first_day($quarter), 12))
      AND s.quarter <= $quarter
    GROUP BY
      s.noss_registration_number,
      s.quarter,
      coalesce(m.valid_worker_id, s.worker_id)
  ),
  unfit_quarter AS (
    SELECT
      p.noss_registration_number,
      p.worker_id,
      p.quarter,
      p.paid_days,
      sum(
        least(i.period_end_date, quarter_last_day(p.quarter)) - greatest(i.period_start_date, quarter_first_day(p.quarter)) + 1
      ) AS unfit_days
    FROM
      performance AS p
      INNER JOIN incapacity AS i ON i.worker_id = p.worker_id
      AND i.period_start_date <= quarter_last_day(p.quarter)
      AND i.period_end_date >= quarter_first_day(p.quarter)
    GROUP BY
      p.noss_registration_number,
      p.worker_id,
      p.quarter,
      p.paid_days
  ),
  unfit AS (
    SELECT
      q.noss_registration_number,
      q.worker_id,
      sum(q.unfit_days) AS unfit_days,
      sum(greatest(whole_part(q.paid_days, 100) - whole_part(5 * (91 - q.unfit_days), 7), 0)) AS worked_unfit_days
    FROM
      unfit_quarter AS q
    GROUP BY
      q.noss_registration_number,
      q.worker_id
  )
SELECT
  c.dimona_period_id AS subject_id,
  c.worker_id AS worker_id,
  c.noss_registration_number AS noss_registration_number,
  CAST(coalesce(o.overlap_days, 0) AS INTEGER) AS overlap_days,
  CAST(whole_part(6 * coalesce(o.overlap_days, 0), 7) * coalesce(o.daily_cents, 0) AS BIGINT) AS benefit_cents,
  CAST(coalesce(u.unfit_days, 0) AS INTEGER) AS unfit_days,
  CAST(coalesce(u.worked_unfit_days, 0) AS INTEGER) AS worked_unfit_days
FROM
  contract AS c
  LEFT JOIN overlap AS o ON o.noss_registration_number = c.noss_registration_number
  AND o.worker_id = c.worker_id
  LEFT JOIN unfit AS u ON u.noss_registration_number = c.noss_registration_number
  AND u.worker_id = c.worker_id
WHERE
  o.worker_id IS NOT NULL
  OR u.worker_id IS NOT NULL
