-- One row per employer with contributions declared in two quarters or more that are hardly paid a month after they were due, and source row. Window: the last four quarters.
-- Hardly paid: less than half. A payment plan that is followed is none; an employer that paid one of them late is not meant.
WITH
  unpaid AS (
    SELECT
      a.noss_registration_number,
      a.quarter,
      a.read_date,
      a.due_cents - a.paid_cents AS open_cents
    FROM
      feature.employer_account AS a
    WHERE
      a.quarter <= $quarter
      AND a.quarter > quarter_before($quarter, 4)
      AND NOT a.is_plan_followed
      AND a.due_cents > 0
      AND 2 * a.paid_cents < a.due_cents
      AND date_diff('day', payment_due_date(a.quarter), a.read_date) >= 30
  ),
  found AS (
    SELECT
      u.noss_registration_number AS subject_id,
      u.noss_registration_number,
      max(e.cbe_number) AS cbe_number,
      quarter_first_day(min(u.quarter)) AS first_date,
      quarter_last_day(max(u.quarter)) AS last_date,
      count(*) AS evidence_count,
      sum(u.open_cents) AS amount_cents,
      max(u.read_date) AS known_date
    FROM
      unpaid AS u
      LEFT JOIN link.employer AS e ON e.noss_registration_number = u.noss_registration_number
    GROUP BY
      u.noss_registration_number
    HAVING
      count(*) >= 2
      AND sum(u.open_cents) > 250000
  ),
  proof AS (
    SELECT
      u.noss_registration_number AS subject_id,
      'staging.account_quarter' AS source_table,
      u.noss_registration_number || ' ' || u.quarter || ' ' || CAST(u.read_date AS VARCHAR) AS source_key
    FROM
      unpaid AS u
  )
SELECT
  opaque_id('C', 'contributions_not_paid ' || f.subject_id) AS contradiction_id,
  'contributions_not_paid' AS check_code,
  'employer' AS subject_type,
  f.subject_id AS subject_id,
  f.noss_registration_number AS noss_registration_number,
  f.cbe_number AS cbe_number,
  CAST(NULL AS VARCHAR) AS worker_id,
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
