-- One row per enterprise and opening date of a procedure: the version last known by the as-of date.
SELECT
  i.cbe_number AS cbe_number,
  i.opening_date AS opening_date,
  i.procedure_code AS procedure_code,
  i.closing_date AS closing_date,
  i.known_date AS known_date,
  coalesce(i.closing_date > $as_of_date, TRUE) AS is_open
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
