-- One row per matricule and quarter whose contributions were due before the as-of date, as last read.
-- What was not paid at the due date is what the first reading after it shows.
SELECT
  a.noss_registration_number AS noss_registration_number,
  a.quarter AS quarter,
  payment_due_date(a.quarter) > months_before($as_of_date, 12) AS is_recent,
  CAST(
    row_number() OVER (
      PARTITION BY
        a.noss_registration_number
      ORDER BY
        a.quarter DESC
    ) AS INTEGER
  ) AS due_rank,
  a.read_date AS reading_date,
  a.due_cents AS due_cents,
  CAST(greatest(a.due_cents - a.paid_at_due_date_cents, 0) AS BIGINT) AS missed_cents,
  a.open_cents AS open_cents,
  a.has_plan AS is_planned,
  a.has_plan
  AND NOT a.is_plan_followed AS is_plan_broken
FROM
  feature.employer_account AS a
WHERE
  payment_due_date(a.quarter) < $as_of_date
