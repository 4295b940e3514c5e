-- One row per matricule: the groups in which the fairness of a model is measured.
WITH
  municipality AS (
    SELECT
      p.postal_code,
      min(m.region) AS region_code
    FROM
      staging.geography_postal_code AS p
      INNER JOIN staging.geography_municipality AS m ON m.nis_code = p.nis_code
    GROUP BY
      p.postal_code
  )
SELECT
  d.noss_registration_number AS noss_registration_number,
  m.region_code AS region_code,
  d.language AS language_code,
  substr(d.nace_code, 1, 2) AS nace_section_code
FROM
  staging.employer_directory_employer AS d
  LEFT JOIN municipality AS m ON m.postal_code = d.postal_code
