-- warn: quarters paid at more than twice the amount due and EUR 1 000 above it; a payment was booked on another quarter.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.account_quarter AS a
WHERE
  a.paid_cents > 2 * a.due_cents
  AND a.paid_cents > a.due_cents + 100000;

-- warn: readings in which the part paid at the due date exceeds the whole that was paid.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.account_quarter AS a
WHERE
  a.paid_at_due_date_cents > a.paid_cents;

-- warn: accounts read before their quarter began.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.account_quarter AS a
WHERE
  quarter_of(a.as_of_date) < a.quarter;

-- warn: payment plans that are followed although none is running.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.account_quarter AS a
WHERE
  a.is_payment_plan_followed
  AND NOT a.is_payment_plan_running;
