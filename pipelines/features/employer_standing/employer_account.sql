-- One row per matricule and quarter of contributions: the account as last read by the as-of date.
-- Open: due and not paid after the legal due date; a followed payment plan is shown beside it.
SELECT
  a.noss_registration_number AS noss_registration_number,
  a.quarter AS quarter,
  a.as_of_date AS read_date,
  CAST(a.due_cents AS BIGINT) AS due_cents,
  CAST(coalesce(a.paid_at_due_date_cents, a.paid_cents) AS BIGINT) AS paid_at_due_date_cents,
  CAST(a.paid_cents AS BIGINT) AS paid_cents,
  CAST(
    CASE
      WHEN payment_due_date(a.quarter) >= $as_of_date THEN 0
      ELSE greatest(a.due_cents - a.paid_cents, 0)
    END AS BIGINT
  ) AS open_cents,
  coalesce(a.is_payment_plan_running, FALSE) AS has_plan,
  coalesce(
    a.is_payment_plan_running
    AND a.is_payment_plan_followed,
    FALSE
  ) AS is_plan_followed
FROM
  staging.account_quarter AS a
WHERE
  a.as_of_date <= $as_of_date
QUALIFY
  row_number() OVER (
    PARTITION BY
      a.noss_registration_number,
      a.quarter
    ORDER BY
      a.as_of_date DESC
  ) = 1
