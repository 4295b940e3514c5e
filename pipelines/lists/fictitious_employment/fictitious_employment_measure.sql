-- One row per matricule with a short employment in the last two years: who came, left after months and claimed a benefit, and what the employer leaves.
-- Groups: workers who stand together, within 60 days, in the same other employer.
WITH
  companion AS (
    SELECT
      d.noss_registration_number,
      d.other_noss_registration_number,
      count(*) AS companion_count
    FROM
      feature.employer_departure AS d
    WHERE
      d.other_noss_registration_number IS NOT NULL
    GROUP BY
      d.noss_registration_number,
      d.other_noss_registration_number
  ),
  bound AS (
    SELECT
      c.noss_registration_number,
      sum(c.companion_count) AS group_worker_count
    FROM
      companion AS c
    WHERE
      c.companion_count >= 3
    GROUP BY
      c.noss_registration_number
  ),
  departure AS (
    SELECT
      d.noss_registration_number,
      count(*) AS short_worker_count,
      count(d.claim_date) AS claimant_count
    FROM
      feature.employer_departure AS d
    GROUP BY
      d.noss_registration_number
  ),
  staff AS (
    SELECT
      p.noss_registration_number,
      count(DISTINCT p.worker_id) AS worker_count
    FROM
      staging.dimona_period AS p
    WHERE
      NOT p.is_cancelled
      AND coalesce(p.worker_type, 'OTH') NOT IN ('STU', 'FLX', 'EXT')
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
      AND coalesce(p.ending_date, $as_of_date) > months_before($as_of_date, 24)
    GROUP BY
      p.noss_registration_number
  ),
  account AS (
    SELECT
      a.noss_registration_number,
      sum(a.open_cents) AS owed_cents,
      count(*) FILTER(
        WHERE
          payment_due_date(a.quarter) < $as_of_date
      ) AS due_quarter_count,
      count(*) FILTER(
        WHERE
          2 * a.open_cents > a.due_cents
          AND NOT a.is_plan_followed
      ) AS unpaid_quarter_count
    FROM
      feature.employer_account AS a
    GROUP BY
      a.noss_registration_number
  )
SELECT
  e.noss_registration_number AS noss_registration_number,
  CAST(s.worker_count AS INTEGER) AS worker_count,
  CAST(d.short_worker_count AS INTEGER) AS short_worker_count,
  CAST(d.claimant_count AS INTEGER) AS claimant_count,
  CAST(coalesce(b.group_worker_count, 0) AS INTEGER) AS group_worker_count,
  CAST(coalesce(a.due_quarter_count, 0) AS INTEGER) AS due_quarter_count,
  CAST(coalesce(a.unpaid_quarter_count, 0) AS INTEGER) AS unpaid_quarter_count,
  CAST(coalesce(a.owed_cents, 0) AS BIGINT) AS owed_cents,
  CAST(full_months(e.registration_date, coalesce(e.end_date, $as_of_date)) AS INTEGER) AS life_months,
  e.sector_code IN ('agriculture', 'horeca', 'green') AS is_seasonal_sector
FROM
  feature.employer_profile AS e
  INNER JOIN departure AS d ON d.noss_registration_number = e.noss_registration_number
  INNER JOIN staff AS s ON s.noss_registration_number = e.noss_registration_number
  LEFT JOIN bound AS b ON b.noss_registration_number = e.noss_registration_number
  LEFT JOIN account AS a ON a.noss_registration_number = e.noss_registration_number
