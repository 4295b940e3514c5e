-- One row per active matricule: what is open, how it was paid in eight quarters, and whether it can pay and wants to.
-- Able: what is due has not fallen by a fifth in a year, no open insolvency, no broken plan. Willing: nothing open, or a plan that is followed.
WITH
  quarter AS (
    SELECT
      a.noss_registration_number,
      a.quarter,
      a.due_cents,
      a.paid_at_due_date_cents,
      a.open_cents,
      a.has_plan,
      a.is_plan_followed,
      row_number() OVER (
        PARTITION BY
          a.noss_registration_number
        ORDER BY
          a.quarter DESC
      ) AS age
    FROM
      feature.employer_account AS a
    WHERE
      payment_due_date(a.quarter) < $as_of_date
  ),
  account AS (
    SELECT
      q.noss_registration_number,
      count(*) AS quarter_count,
      sum(q.open_cents) AS owed_cents,
      count(*) FILTER(
        WHERE
          10 * q.open_cents > q.due_cents
          AND NOT q.is_plan_followed
      ) AS unpaid_quarter_count,
      count(*) FILTER(
        WHERE
          q.age <= 4
          AND 20 * q.paid_at_due_date_cents < 19 * q.due_cents
      ) AS late_quarter_count,
      count(*) FILTER(
        WHERE
          q.age <= 8
          AND q.paid_at_due_date_cents > 0
          AND 20 * q.paid_at_due_date_cents < 19 * q.due_cents
          AND NOT q.has_plan
      ) AS part_paid_quarter_count,
      count(*) FILTER(
        WHERE
          q.has_plan
          AND NOT q.is_plan_followed
          AND q.open_cents > 0
      ) AS broken_plan_quarter_count,
      count(*) FILTER(
        WHERE
          q.is_plan_followed
          AND q.open_cents > 0
      ) AS followed_plan_quarter_count,
      max(q.due_cents) FILTER(
        WHERE
          q.age = 1
      ) AS last_due_cents,
      max(q.due_cents) FILTER(
        WHERE
          q.age = 5
      ) AS year_ago_due_cents
    FROM
      quarter AS q
    GROUP BY
      q.noss_registration_number
  ),
  step AS (
    SELECT
      s.noss_registration_number,
      count(*) AS step_count,
      max(
        CASE s.step_code
          WHEN 'reminder' THEN 1
          WHEN 'formal_notice' THEN 2
          WHEN 'writ' THEN 3
          WHEN 'seizure' THEN 4
          WHEN 'third_party_seizure' THEN 5
          WHEN 'bankruptcy_petition' THEN 6
          WHEN 'personal_liability' THEN 6
          WHEN 'criminal' THEN 6
        END
      ) AS heaviest_step
    FROM
      staging.account_enforcement AS s
    WHERE
      s.step_date <= $as_of_date
      AND s.step_date > months_before($as_of_date, 12)
    GROUP BY
      s.noss_registration_number
  ),
  judged AS (
    SELECT
      e.noss_registration_number,
      a.quarter_count,
      a.owed_cents,
      a.unpaid_quarter_count,
      a.late_quarter_count,
      a.part_paid_quarter_count,
      a.broken_plan_quarter_count,
      a.last_due_cents,
      a.year_ago_due_cents,
      coalesce(s.step_count, 0) AS step_count,
      coalesce(s.heaviest_step, 0) AS heaviest_step,
      NOT e.is_insolvent
      AND a.broken_plan_quarter_count = 0
      AND 5 * a.last_due_cents >= 4 * coalesce(a.year_ago_due_cents, a.last_due_cents) AS is_able,
      a.unpaid_quarter_count = 0 AS is_willing
    FROM
      feature.employer_profile AS e
      INNER JOIN account AS a ON a.noss_registration_number = e.noss_registration_number
      LEFT JOIN step AS s ON s.noss_registration_number = e.noss_registration_number
    WHERE
      e.is_active
  )
SELECT
  j.noss_registration_number AS noss_registration_number,
  CAST(j.quarter_count AS INTEGER) AS quarter_count,
  CAST(j.owed_cents AS BIGINT) AS owed_cents,
  CAST(j.unpaid_quarter_count AS INTEGER) AS unpaid_quarter_count,
  CAST(j.late_quarter_count AS INTEGER) AS late_quarter_count,
  CAST(j.part_paid_quarter_count AS INTEGER) AS part_paid_quarter_count,
  CAST(j.broken_plan_quarter_count AS INTEGER) AS broken_plan_quarter_count,
  CAST(
    greatest(
      100 - whole_part(100 * j.last_due_cents, greatest(coalesce(j.year_ago_due_cents, j.last_due_cents), 1)),
      0
    ) AS INTEGER
  ) AS shrinkage_percent,
  CAST(j.step_count AS INTEGER) AS step_count,
  j.is_able AS is_able,
  j.is_willing AS is_willing,
  CASE
    WHEN j.is_willing THEN 'none'
    WHEN NOT j.is_able
    AND j.heaviest_step >= 4 THEN 'bankruptcy_petition'
    WHEN NOT j.is_able THEN 'payment_plan'
    WHEN j.heaviest_step >= 5 THEN 'personal_liability'
    WHEN j.heaviest_step = 4 THEN 'third_party_seizure'
    WHEN j.heaviest_step = 3 THEN 'seizure'
    WHEN j.unpaid_quarter_count >= 2 THEN 'writ'
    ELSE 'reminder'
  END AS advised_step_code
FROM
  judged AS j
