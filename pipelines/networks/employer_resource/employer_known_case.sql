-- One row per employer with a fraud that was found, or a bankruptcy, known at the as-of date.
WITH
  fraud AS (
    SELECT
      coalesce(c.cbe_number, e.cbe_number) AS cbe_number,
      max(o.known_date) AS fraud_known_date
    FROM
      staging.inspection_outcome AS o
      INNER JOIN staging.inspection_case AS c ON c.case_id = o.case_id
      LEFT JOIN link.employer AS e ON e.noss_registration_number = c.noss_registration_number
    WHERE
      o.outcome_code = 'hit'
      AND o.known_date <= $as_of_date
    GROUP BY
      coalesce(c.cbe_number, e.cbe_number)
  ),
  bankruptcy AS (
    SELECT
      p.cbe_number,
      max(p.known_date) AS bankruptcy_known_date
    FROM
      staging.insolvency_procedure AS p
    WHERE
      p.procedure_code = 'bankruptcy'
      AND p.known_date <= $as_of_date
    GROUP BY
      p.cbe_number
  )
SELECT
  coalesce(f.cbe_number, b.cbe_number) AS cbe_number,
  f.fraud_known_date AS fraud_known_date,
  b.bankruptcy_known_date AS bankruptcy_known_date
FROM
  fraud AS f
  FULL JOIN bankruptcy AS b ON b.cbe_number = f.cbe_number
WHERE
  coalesce(f.cbe_number, b.cbe_number) IS NOT NULL
