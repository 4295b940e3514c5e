-- One row per Limosa notification known at the as-of date, by its latest version.
SELECT
  p.limosa_id AS limosa_id,
  p.worker_id AS worker_id,
  p.worker_nationality AS worker_nationality,
  p.employer_foreign_id AS employer_foreign_id,
  p.employer_name_id AS employer_name_id,
  p.employer_country AS employer_country,
  p.start_date AS start_date,
  p.end_date AS end_date,
  p.work_place_street AS work_place_street,
  p.work_place_house_number AS work_place_house_number,
  p.work_place_postal_code AS work_place_postal_code,
  p.a1_document_number AS a1_document_number,
  min(p.known_date) OVER (
    PARTITION BY
      p.limosa_id
  ) AS first_known_date,
  p.known_date AS known_date
FROM
  staging.limosa_posting AS p
WHERE
  p.known_date <= $as_of_date
QUALIFY
  row_number() OVER (
    PARTITION BY
      p.limosa_id
    ORDER BY
      p.known_date DESC
  ) = 1
