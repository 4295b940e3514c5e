-- One row per matricule and day on which its account showed the second quarter left unpaid while it carries on.
-- Left unpaid: more than half open 90 days after the due date, under no followed plan, and no insolvency known by then.
WITH
  overdue AS (
    SELECT
      a.noss_registration_number,
      a.quarter,
      min(a.as_of_date) AS first_date,
      max(a.due_cents - a.paid_cents) AS open_cents
    FROM
      staging.account_quarter AS a
    WHERE
      a.as_of_date <= $as_of_date
      AND date_diff('day', payment_due_date(a.quarter), a.as_of_date) >= 90
      AND 2 * (a.due_cents - a.paid_cents) > a.due_cents
      AND NOT coalesce(
        a.is_payment_plan_running
        AND a.is_payment_plan_followed,
        FALSE
      )
    GROUP BY
      a.noss_registration_number,
      a.quarter
  ),
  counted AS (
    SELECT
      o.noss_registration_number,
      o.first_date,
      sum(o.open_cents) OVER (
        PARTITION BY
          o.noss_registration_number
        ORDER BY
          o.first_date,
          o.quarter ROWS UNBOUNDED PRECEDING
      ) AS open_cents,
      row_number() OVER (
        PARTITION BY
          o.noss_registration_number
        ORDER BY
          o.first_date,
          o.quarter
      ) AS quarter_rank
    FROM
      overdue AS o
  ),
  insolvency AS (
    SELECT
      e.noss_registration_number,
      min(i.opening_date) AS opening_date
    FROM
      staging.insolvency_procedure AS i
      INNER JOIN staging.employer_directory_employer AS e ON e.cbe_number = i.cbe_number
    WHERE
      i.known_date <= $as_of_date
      AND i.procedure_code IN ('bankruptcy', 'judicial_reorganisation')
    GROUP BY
      e.noss_registration_number
  )
SELECT
  c.noss_registration_number AS subject_id,
  c.first_date AS outcome_date,
  c.first_date AS known_date,
  TRUE AS is_positive,
  FALSE AS is_random_arm,
  CAST(c.open_cents AS BIGINT) AS outcome_cents
FROM
  counted AS c
  LEFT JOIN insolvency AS i ON i.noss_registration_number = c.noss_registration_number
WHERE
  c.quarter_rank = 2
  AND (
    i.opening_date IS NULL
    OR i.opening_date > c.first_date
  )
