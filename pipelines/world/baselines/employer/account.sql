-- One row per matricule with an account: what is left unpaid, late or under a plan, and the steps of enforcement.
WITH
  reading AS (
    SELECT
      account.*
    FROM
      extract.account_quarter AS account
    QUALIFY
      row_number() OVER (
        PARTITION BY
          account.noss_registration_nbr,
          account.quarter
        ORDER BY
          account.as_of_date DESC
      ) = 1
  ),
  payment AS (
    SELECT
      reading.noss_registration_nbr AS noss,
      count(*) FILTER(
        WHERE
          reading.paid_amount < reading.due_amount
      ) AS unpaid_quarters,
      sum(reading.due_amount - reading.paid_amount) AS unpaid_amount,
      sum(reading.due_amount - reading.paid_amount) / greatest(sum(reading.due_amount), 1) AS unpaid_share,
      count(*) FILTER(
        WHERE
          reading.paid_at_due_date_amount < reading.due_amount
      ) AS late_quarters,
      count(*) FILTER(
        WHERE
          reading.is_payment_plan_running
      ) AS plan_quarters
    FROM
      reading
    GROUP BY ALL
  ),
  enforcement AS (
    SELECT
      step.noss_registration_nbr AS noss,
      count(*) AS enforcement_steps
    FROM
      extract.account_enforcement AS step
    GROUP BY ALL
  )
SELECT
  payment.noss AS subject,
  payment.* EXCLUDE (noss),
  enforcement.enforcement_steps
FROM
  payment
  LEFT JOIN enforcement ON enforcement.noss = payment.noss
