-- One row per contractor with debts on the day of an invoice or at an end of a contract, that day, and quarter that was open. Window: invoices and contracts of twelve months.
-- Debts above 2 500 euros in all, overdue on the day by the reading of that day; a plan that is followed is none (art. 30bis, § 4).
WITH
  contract AS (
    SELECT
      c.contractor_cbe_number,
      c.intervention_start_date AS first_date,
      CAST(
        CASE
          WHEN c.intervention_end_date < $as_of_date THEN c.intervention_end_date
          ELSE $as_of_date
        END AS DATE
      ) AS last_date
    FROM
      staging.works_declaration_contract AS c
    WHERE
      c.known_date <= $as_of_date
      AND c.principal_cbe_number <> c.contractor_cbe_number
      AND c.intervention_start_date <= $as_of_date
      AND coalesce(c.intervention_end_date, $as_of_date) > months_before($as_of_date, 12)
  ),
  dated AS (
    SELECT
      w.contractor_cbe_number,
      w.invoice_date AS debt_date
    FROM
      staging.withholding_payment AS w
    WHERE
      w.invoice_date > months_before($as_of_date, 12)
      AND w.invoice_date <= $as_of_date
    UNION
    SELECT
      c.contractor_cbe_number,
      c.first_date AS debt_date
    FROM
      contract AS c
    UNION
    SELECT
      c.contractor_cbe_number,
      c.last_date AS debt_date
    FROM
      contract AS c
  ),
  reading AS (
    SELECT
      d.contractor_cbe_number,
      d.debt_date,
      a.noss_registration_number,
      a.quarter,
      a.as_of_date AS reading_date,
      CASE
        WHEN a.is_payment_plan_running
        AND a.is_payment_plan_followed THEN 0
        WHEN payment_due_date(a.quarter) >= d.debt_date THEN 0
        ELSE greatest(a.due_cents - a.paid_cents, 0)
      END AS open_cents
    FROM
      dated AS d
      INNER JOIN link.employer AS e ON e.cbe_number = d.contractor_cbe_number
      INNER JOIN staging.account_quarter AS a ON a.noss_registration_number = e.noss_registration_number
      AND a.as_of_date <= d.debt_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          d.contractor_cbe_number,
          d.debt_date,
          a.noss_registration_number,
          a.quarter
        ORDER BY
          a.as_of_date DESC
      ) = 1
  ),
  total AS (
    SELECT
      r.contractor_cbe_number,
      r.debt_date
    FROM
      reading AS r
    GROUP BY
      r.contractor_cbe_number,
      r.debt_date
    HAVING
      sum(r.open_cents) > 250000
  )
SELECT
  r.contractor_cbe_number AS contractor_cbe_number,
  CAST(r.debt_date AS DATE) AS debt_date,
  r.noss_registration_number AS noss_registration_number,
  r.quarter AS quarter,
  r.reading_date AS reading_date,
  CAST(r.open_cents AS BIGINT) AS open_cents
FROM
  reading AS r
  INNER JOIN total AS t ON t.contractor_cbe_number = r.contractor_cbe_number
  AND t.debt_date = r.debt_date
WHERE
  r.open_cents > 0
