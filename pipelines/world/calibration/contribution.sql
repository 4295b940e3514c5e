-- One row per measure of the contributions that are paid: target, source, and what the world at hand gives. Shares in percent.
WITH
  paid AS (
    SELECT
      sum(account.due_cents) FILTER(
        WHERE
          account.reading = 0
      ) AS due_cents,
      sum(account.paid_at_due_cents) FILTER(
        WHERE
          account.reading = 0
      ) AS paid_cents
    FROM
      world.account AS account
  ),
  half_year AS (
    SELECT
      sum(latest.due_cents) AS due_cents,
      sum(latest.paid_cents) AS paid_cents
    FROM
      (
        SELECT
          arg_max(account.due_cents, account.reading) AS due_cents,
          arg_max(account.paid_cents, account.reading) AS paid_cents
        FROM
          world.account AS account
        WHERE
          account.reading <= 2
        GROUP BY
          account.employer_id,
          account.quarter
        HAVING
          min(account.as_of_date) + 182 <= snapshot_date()
      ) AS latest
  )
SELECT
  60 AS position,
  'contributions paid at the due date, %' AS measure,
  '97 to 98' AS target,
  'NSSO annual reports 2014-2021' AS source,
  100.0 * paid.paid_cents / paid.due_cents AS obtained
FROM
  paid
UNION ALL
SELECT
  61,
  'contributions paid after six months, %',
  '99.3',
  'NSSO annual reports 2014-2021',
  100.0 * half_year.paid_cents / half_year.due_cents
FROM
  half_year
