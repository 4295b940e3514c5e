-- warn: procedures that close before they open.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.insolvency_procedure AS p
WHERE
  p.closing_date < p.opening_date;

-- warn: procedures known before the day of their opening.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.insolvency_procedure AS p
WHERE
  p.known_date < p.opening_date;

-- warn: enterprises with two bankruptcies that are open on one day.
SELECT
  CAST(count(DISTINCT a.cbe_number) AS INTEGER) AS offending_count
FROM
  staging.insolvency_procedure AS a
  INNER JOIN staging.insolvency_procedure AS b ON b.cbe_number = a.cbe_number
  AND b.opening_date > a.opening_date
  AND (
    a.closing_date IS NULL
    OR b.opening_date < a.closing_date
  )
WHERE
  a.procedure_code = 'bankruptcy'
  AND b.procedure_code = 'bankruptcy'
  AND NOT EXISTS (
    SELECT
      1
    FROM
      staging.insolvency_procedure AS later
    WHERE
      later.cbe_number = a.cbe_number
      AND later.opening_date = a.opening_date
      AND later.known_date > a.known_date
  );
