-- One row per enterprise in the chain or among the presences of a works site, with its standing at the as-of date.
-- Debt: what is open after the legal due date and under no followed plan (withholding duty: above EUR 2 500).
WITH
  enterprise AS (
    SELECT DISTINCT
      p.cbe_number
    FROM
      feature.site_enterprise AS p
  ),
  reading AS (
    SELECT
      e.cbe_number,
      a.quarter,
      CASE
        WHEN a.is_payment_plan_running
        AND a.is_payment_plan_followed THEN 0
        WHEN payment_due_date(a.quarter) >= $as_of_date THEN 0
        ELSE greatest(a.due_cents - a.paid_cents, 0)
      END AS open_cents
    FROM
      staging.account_quarter AS a
      INNER JOIN link.employer AS e ON e.noss_registration_number = a.noss_registration_number
      INNER JOIN enterprise AS n ON n.cbe_number = e.cbe_number
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
  ),
  debt AS (
    SELECT
      r.cbe_number,
      sum(r.open_cents) AS owed_cents,
      count(
        DISTINCT CASE
          WHEN r.open_cents > 0 THEN r.quarter
        END
      ) AS unpaid_quarter_count
    FROM
      reading AS r
    GROUP BY
      r.cbe_number
  ),
  procedure AS (
    SELECT
      i.cbe_number,
      i.procedure_code,
      i.closing_date
    FROM
      staging.insolvency_procedure AS i
    WHERE
      i.known_date <= $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          i.cbe_number,
          i.opening_date
        ORDER BY
          i.known_date DESC
      ) = 1
  ),
  insolvency AS (
    SELECT DISTINCT
      p.cbe_number
    FROM
      procedure AS p
    WHERE
      p.procedure_code IN ('bankruptcy', 'judicial_reorganisation')
      AND (
        p.closing_date IS NULL
        OR p.closing_date > $as_of_date
      )
  ),
  registration AS (
    SELECT
      e.cbe_number,
      min(e.registration_date) AS registration_date
    FROM
      link.employer AS e
    GROUP BY
      e.cbe_number
  ),
  hit AS (
    SELECT
      coalesce(c.cbe_number, e.cbe_number) AS cbe_number,
      count(*) AS hit_count
    FROM
      staging.inspection_case AS c
      INNER JOIN staging.inspection_outcome AS o ON o.case_id = c.case_id
      LEFT JOIN link.employer AS e ON e.noss_registration_number = c.noss_registration_number
    WHERE
      o.outcome_code = 'hit'
      AND o.known_date <= $as_of_date
      AND coalesce(o.outcome_date, o.known_date) > months_before($as_of_date, 24)
    GROUP BY
      coalesce(c.cbe_number, e.cbe_number)
  )
SELECT
  n.cbe_number AS cbe_number,
  lesser_of(s.start_date, r.registration_date) AS start_date,
  coalesce(lesser_of(s.start_date, r.registration_date) > months_before($as_of_date, 12), FALSE) AS is_new,
  CAST(coalesce(d.owed_cents, 0) AS BIGINT) AS owed_cents,
  CAST(coalesce(d.unpaid_quarter_count, 0) AS INTEGER) AS unpaid_quarter_count,
  coalesce(d.owed_cents, 0) > 250000 AS is_debtor,
  i.cbe_number IS NOT NULL AS is_insolvent,
  CAST(coalesce(h.hit_count, 0) AS INTEGER) AS hit_count
FROM
  enterprise AS n
  LEFT JOIN staging.cbe_enterprise AS s ON s.cbe_number = n.cbe_number
  AND s.start_date <= $as_of_date
  LEFT JOIN registration AS r ON r.cbe_number = n.cbe_number
  LEFT JOIN debt AS d ON d.cbe_number = n.cbe_number
  LEFT JOIN insolvency AS i ON i.cbe_number = n.cbe_number
  LEFT JOIN hit AS h ON h.cbe_number = n.cbe_number
