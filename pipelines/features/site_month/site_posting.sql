-- One row per Limosa notification for the address of a works site that runs in the window, by its latest version.
-- Window: the three months before the as-of date.
WITH
  posting AS (
    SELECT
      l.limosa_id,
      l.employer_foreign_id,
      l.start_date,
      coalesce(l.end_date, $as_of_date) AS end_date,
      l.a1_document_number
    FROM
      staging.limosa_posting AS l
    WHERE
      l.known_date <= $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          l.limosa_id
        ORDER BY
          l.known_date DESC
      ) = 1
  )
SELECT
  p.limosa_id AS limosa_id,
  s.site_id AS site_id,
  p.employer_foreign_id AS employer_foreign_id,
  p.start_date AS start_date,
  CAST(p.end_date AS DATE) AS end_date,
  p.a1_document_number IS NOT NULL AS has_a1
FROM
  posting AS p
  INNER JOIN link.site_posting AS s ON s.limosa_id = p.limosa_id
WHERE
  p.start_date <= $as_of_date
  AND p.end_date >= months_before($as_of_date, 3)
