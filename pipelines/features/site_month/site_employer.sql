-- One row per enterprise in the chain or among the presences of a works site, with its standing at the as-of date.
-- Debt: what is open after the legal due date and under no followed plan (withholding duty: above EUR 2 500).
WITH
  enterprise AS (
    SELECT DISTINCT
      p.cbe_number
    FROM
      feature.site_enterprise AS p
  ),
  account AS (
    SELECT
      e.cbe_number,
      a.quarter,
      CASE
        WHEN a.is_plan_followed THEN 0
        ELSE a.open_cents
      END AS open_cents
    FROM
      feature.employer_account AS a
      INNER JOIN link.employer AS e ON e.noss_registration_number = a.noss_registration_number
  ),
  debt AS (
    SELECT
      a.cbe_number,
      sum(a.open_cents) AS owed_cents,
      count(
        DISTINCT CASE
          WHEN a.open_cents > 0 THEN a.quarter
        END
      ) AS unpaid_quarter_count
    FROM
      account AS a
    GROUP BY
      a.cbe_number
  ),
  insolvency AS (
    SELECT DISTINCT
      i.cbe_number
    FROM
      feature.insolvency AS i
    WHERE
      i.procedure_code IN ('bankruptcy', 'judicial_reorganisation')
      AND i.is_open
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
