-- One row per active matricule without an earlier infringement and at least a year old: its few and recent lapses.
-- A letter is for a first lapse: at most one unpaid quarter, no enforcement before the last six months, a modest amount.
WITH
  account AS (
    SELECT
      a.noss_registration_number,
      count(*) FILTER(
        WHERE
          20 * a.paid_at_due_date_cents < 19 * a.due_cents
      ) AS late_quarter_count,
      count(*) FILTER(
        WHERE
          a.quarter >= quarter_of(months_before(quarter_first_day($quarter), 3))
          AND 20 * a.paid_at_due_date_cents < 19 * a.due_cents
      ) AS recent_late_quarter_count,
      sum(a.open_cents) AS owed_cents
    FROM
      feature.employer_account AS a
    WHERE
      payment_due_date(a.quarter) < $as_of_date
    GROUP BY
      a.noss_registration_number
  ),
  declaration AS (
    SELECT
      d.noss_registration_number,
      count(*) FILTER(
        WHERE
          d.first_known_date > payment_due_date(d.quarter)
      ) AS late_declaration_count,
      count(*) FILTER(
        WHERE
          d.first_known_date > payment_due_date(d.quarter)
          AND d.quarter >= quarter_of(months_before(quarter_first_day($quarter), 3))
      ) AS recent_late_declaration_count
    FROM
      feature.employer_declaration AS d
    WHERE
      NOT d.trusteeship
    GROUP BY
      d.noss_registration_number
  ),
  hiring AS (
    SELECT
      p.noss_registration_number,
      count(*) AS hire_count,
      count(*) FILTER(
        WHERE
          p.is_late
      ) AS late_hire_count
    FROM
      staging.dimona_period AS p
    WHERE
      NOT p.is_cancelled
      AND p.noss_registration_number IS NOT NULL
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
      AND p.starting_date > months_before($as_of_date, 12)
    GROUP BY
      p.noss_registration_number
  ),
  anomaly AS (
    SELECT
      a.noss_registration_number,
      count(*) AS open_anomaly_count
    FROM
      staging.dmfa_anomaly AS a
    WHERE
      a.first_seen_date <= $as_of_date
      AND coalesce(a.resolved_date > $as_of_date, TRUE)
    GROUP BY
      a.noss_registration_number
  ),
  step AS (
    SELECT
      s.noss_registration_number,
      count(*) FILTER(
        WHERE
          s.step_code NOT IN ('reminder')
      ) AS heavy_step_count
    FROM
      staging.account_enforcement AS s
    WHERE
      s.step_date <= $as_of_date
    GROUP BY
      s.noss_registration_number
  )
SELECT
  e.noss_registration_number AS noss_registration_number,
  CAST(coalesce(a.late_quarter_count, 0) AS INTEGER) AS late_quarter_count,
  CAST(coalesce(a.recent_late_quarter_count, 0) AS INTEGER) AS recent_late_quarter_count,
  CAST(coalesce(a.owed_cents, 0) AS BIGINT) AS owed_cents,
  CAST(coalesce(d.late_declaration_count, 0) AS INTEGER) AS late_declaration_count,
  CAST(coalesce(d.recent_late_declaration_count, 0) AS INTEGER) AS recent_late_declaration_count,
  CAST(coalesce(h.hire_count, 0) AS INTEGER) AS hire_count,
  CAST(coalesce(h.late_hire_count, 0) AS INTEGER) AS late_hire_count,
  CAST(coalesce(n.open_anomaly_count, 0) AS INTEGER) AS open_anomaly_count,
  CAST(coalesce(s.heavy_step_count, 0) AS INTEGER) AS heavy_step_count
FROM
  feature.employer_profile AS e
  LEFT JOIN account AS a ON a.noss_registration_number = e.noss_registration_number
  LEFT JOIN declaration AS d ON d.noss_registration_number = e.noss_registration_number
  LEFT JOIN hiring AS h ON h.noss_registration_number = e.noss_registration_number
  LEFT JOIN anomaly AS n ON n.noss_registration_number = e.noss_registration_number
  LEFT JOIN step AS s ON s.noss_registration_number = e.noss_registration_number
WHERE
  e.is_active
  AND e.hit_count = 0
  AND NOT e.is_insolvent
  AND e.registration_date <= months_before($as_of_date, 12)
