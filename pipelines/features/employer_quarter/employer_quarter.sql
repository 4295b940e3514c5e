-- One row per matricule known at the as-of date, about the last quarter that ended before it.
-- Declarations, accounts and corrections as known at the as-of date; corrections and steps of its last twelve months.
WITH
  employer AS (
    SELECT
      e.noss_registration_number,
      e.cbe_number,
      e.registration_date
    FROM
      link.employer AS e
    WHERE
      coalesce(e.end_date, quarter_last_day($quarter)) >= quarter_first_day($quarter)
  ),
  declaration AS (
    SELECT
      d.noss_registration_number,
      sum(d.net_owed_cents) AS net_owed_cents,
      bool_or(d.first_known_date > payment_due_date(d.quarter)) AS is_late,
      max(d.version_number) AS version_number
    FROM
      feature.employer_declaration AS d
    WHERE
      d.quarter = $quarter
    GROUP BY
      d.noss_registration_number
  ),
  worker AS (
    SELECT
      w.noss_registration_number,
      count(*) FILTER(
        WHERE
          w.has_dmfa
      ) AS worker_count,
      count(*) FILTER(
        WHERE
          w.has_dimona
          AND w.is_dmfa_expected
          AND NOT w.has_dmfa
      ) AS dimona_without_dmfa_count,
      count(*) FILTER(
        WHERE
          w.has_dmfa
          AND NOT w.has_dimona
      ) AS dmfa_without_dimona_count
    FROM
      feature.employer_quarter_worker AS w
    GROUP BY
      w.noss_registration_number
  ),
  pay AS (
    SELECT
      r.noss_registration_number,
      sum(r.remun_cents) AS wage_cents
    FROM
      staging.dmfa_remuneration AS r
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = r.noss_registration_number
      AND d.quarter = r.quarter
      AND d.trusteeship = r.trusteeship
      AND d.version_number = r.version_number
    WHERE
      r.quarter = $quarter
    GROUP BY
      r.noss_registration_number
  ),
  time AS (
    SELECT
      s.noss_registration_number,
      sum(s.service_nbr_days) AS paid_days,
      sum(s.service_nbr_hours) AS paid_hours
    FROM
      staging.dmfa_service AS s
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = s.noss_registration_number
      AND d.quarter = s.quarter
      AND d.trusteeship = s.trusteeship
      AND d.version_number = s.version_number
    WHERE
      s.quarter = $quarter
      AND s.service_code = '001'
    GROUP BY
      s.noss_registration_number
  ),
  first_hire AS (
    SELECT
      r.noss_registration_number,
      count(DISTINCT r.worker_id) AS first_hire_worker_count,
      sum(r.deduction_cents) AS first_hire_cents
    FROM
      staging.dmfa_deduction AS r
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = r.noss_registration_number
      AND d.quarter = r.quarter
      AND d.trusteeship = r.trusteeship
      AND d.version_number = r.version_number
    WHERE
      r.quarter = $quarter
      AND r.deduction_code BETWEEN '3310' AND '3369'
    GROUP BY
      r.noss_registration_number
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
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
      AND p.starting_date BETWEEN quarter_first_day($quarter) AND quarter_last_day($quarter)
    GROUP BY
      p.noss_registration_number
  ),
  account AS (
    SELECT
      a.noss_registration_number,
      sum(a.open_cents) AS owed_cents,
      count(*) FILTER(
        WHERE
          a.open_cents > 0
      ) AS unpaid_quarter_count,
      bool_or(a.has_plan) AS has_payment_plan
    FROM
      feature.employer_account AS a
    GROUP BY
      a.noss_registration_number
  ),
  enforcement AS (
    SELECT
      s.noss_registration_number,
      count(*) AS enforcement_step_count
    FROM
      staging.account_enforcement AS s
    WHERE
      s.step_date <= $as_of_date
      AND s.step_date > months_before($as_of_date, 12)
    GROUP BY
      s.noss_registration_number
  ),
  correction AS (
    SELECT
      c.noss_registration_number,
      count(*) AS correction_count,
      sum(coalesce(c.debit_cents, 0)) AS correction_debit_cents
    FROM
      staging.dmfa_correction AS c
    WHERE
      c.correction_date <= $as_of_date
      AND c.correction_date > months_before($as_of_date, 12)
    GROUP BY
      c.noss_registration_number
  ),
  insolvency AS (
    SELECT DISTINCT
      i.cbe_number
    FROM
      feature.insolvency AS i
    WHERE
      i.procedure_code IN ('bankruptcy', 'judicial_reorganisation')
      AND i.is_open
  )
SELECT
  e.noss_registration_number AS noss_registration_number,
  CAST($quarter AS VARCHAR) AS quarter,
  e.cbe_number AS cbe_number,
  full_months(e.registration_date, $as_of_date) AS age_months,
  d.noss_registration_number IS NOT NULL AS is_declared,
  d.is_late AS is_declared_late,
  CAST(d.version_number AS INTEGER) AS version_number,
  CAST(d.net_owed_cents AS BIGINT) AS net_owed_cents,
  CAST(coalesce(w.worker_count, 0) AS INTEGER) AS worker_count,
  CAST(coalesce(p.wage_cents, 0) AS BIGINT) AS wage_cents,
  CAST(coalesce(t.paid_days, 0) AS BIGINT) AS paid_days,
  CAST(coalesce(t.paid_hours, 0) AS BIGINT) AS paid_hours,
  CAST(coalesce(f.first_hire_worker_count, 0) AS INTEGER) AS first_hire_worker_count,
  CAST(coalesce(f.first_hire_cents, 0) AS BIGINT) AS first_hire_cents,
  CAST(coalesce(h.hire_count, 0) AS INTEGER) AS hire_count,
  share_of(h.late_hire_count, h.hire_count) AS late_hire_share,
  CAST(
    CASE
      WHEN d.noss_registration_number IS NOT NULL THEN coalesce(w.dimona_without_dmfa_count, 0)
    END AS INTEGER
  ) AS dimona_without_dmfa_count,
  CAST(coalesce(w.dmfa_without_dimona_count, 0) AS INTEGER) AS dmfa_without_dimona_count,
  CAST(coalesce(a.owed_cents, 0) AS BIGINT) AS owed_cents,
  CAST(coalesce(a.unpaid_quarter_count, 0) AS INTEGER) AS unpaid_quarter_count,
  coalesce(a.has_payment_plan, FALSE) AS has_payment_plan,
  CAST(coalesce(s.enforcement_step_count, 0) AS INTEGER) AS enforcement_step_count,
  CAST(coalesce(c.correction_count, 0) AS INTEGER) AS correction_count,
  CAST(coalesce(c.correction_debit_cents, 0) AS BIGINT) AS correction_debit_cents,
  i.cbe_number IS NOT NULL AS is_insolvent
FROM
  employer AS e
  LEFT JOIN declaration AS d ON d.noss_registration_number = e.noss_registration_number
  LEFT JOIN worker AS w ON w.noss_registration_number = e.noss_registration_number
  LEFT JOIN pay AS p ON p.noss_registration_number = e.noss_registration_number
  LEFT JOIN time AS t ON t.noss_registration_number = e.noss_registration_number
  LEFT JOIN first_hire AS f ON f.noss_registration_number = e.noss_registration_number
  LEFT JOIN hiring AS h ON h.noss_registration_number = e.noss_registration_number
  LEFT JOIN account AS a ON a.noss_registration_number = e.noss_registration_number
  LEFT JOIN enforcement AS s ON s.noss_registration_number = e.noss_registration_number
  LEFT JOIN correction AS c ON c.noss_registration_number = e.noss_registration_number
  LEFT JOIN insolvency AS i ON i.cbe_number = e.cbe_number
