-- One row per Limosa notification for the address of a works site that runs in the window, by its latest version.
-- Window: the three months before the as-of date.
SELECT
  p.limosa_id AS limosa_id,
  s.site_id AS site_id,
  p.employer_foreign_id AS employer_foreign_id,
  p.start_date AS start_date,
  CAST(coalesce(p.end_date, $as_of_date) AS DATE) AS end_date,
  p.a1_document_number IS NOT NULL AS has_a1
FROM
  staging.limosa_notification AS p
  INNER JOIN link.site_posting AS s ON s.limosa_id = p.limosa_id
WHERE
  p.start_date <= $as_of_date
  AND coalesce(p.end_date, $as_of_date) >= months_before($as_of_date, 3)
