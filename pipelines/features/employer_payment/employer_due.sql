-- One row per matricule and quarter whose contributions were due before the as-of date, as last read.
-- What was not paid at the due date is what the first reading after it shows.
WITH
  reading AS (
    SELECT
      a.noss_registration_number,
      a.quarter,
      a.as_of_date,
      a.due_cents,
      greatest(a.due_cents - coalesce(a.paid_at_due_date_cents, a.paid_cents), 0) AS missed_cents,
      greatest(a.due_cents - a.paid_cents, 0) AS open_cents,
      coalesce(a.is_payment_plan_running, FALSE) AS is_planned,
      coalesce(a.is_payment_plan_running, FALSE)
      AND NOT coalesce(a.is_payment_plan_followed, FALSE) AS is_plan_broken
    FROM
      staging.account_quarter AS a
    WHERE
      a.as_of_date <= $as_of_date
      AND payment_due_date(a.quarter) < $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          a.noss_registration_number,
          a.quarter
        ORDER BY
          a.as_of_date DESC
      ) = 1
  )
SELECT
  r.noss_registration_number AS noss_registration_number,
  r.quarter AS quarter,
  payment_due_date(r.quarter) > months_before($as_of_date, 12) AS is_recent,
  CAST(
    row_number() OVER (
      PARTITION BY
        r.noss_registration_number
      ORDER BY
        r.quarter DESC
    ) AS INTEGER
  ) AS due_rank,
  r.as_of_date AS reading_date,
  r.due_cents AS due_cents,
  CAST(r.missed_cents AS BIGINT) AS missed_cents,
  CAST(r.open_cents AS BIGINT) AS open_cents,
  r.is_planned AS is_planned,
  r.is_plan_broken AS is_plan_broken
FROM
  reading AS r
