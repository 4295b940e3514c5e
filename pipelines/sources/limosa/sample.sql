-- extract: posting
SELECT
  posting.limosa_id,
  worker.niss AS worker_inss,
  worker.first_name AS worker_first_name,
  written_name(worker.last_name, 'posted name', posting.posting_id) AS worker_last_name,
  worker.birth_date AS worker_birth_date,
  worker.nationality AS worker_nationality,
  company.foreign_number AS employer_foreign_id,
  written_name(company.name, 'employer name', posting.posting_id) AS employer_name,
  company.country AS employer_country,
  company.street AS employer_street,
  company.city AS employer_city,
  user.cbe_number AS user_company_id,
  posting.start_date,
  CASE posting.notice
    WHEN 'expired' THEN posting.start_date + CAST((posting.end_date - posting.start_date) // 4 AS INTEGER)
    ELSE posting.end_date
  END AS end_date,
  CASE
    WHEN site.site_id IS NULL THEN '90'
    ELSE '10'
  END AS sector_code,
  written_street(address.street, 'posting street', posting.posting_id) AS work_place_street,
  address.house_number AS work_place_house_nbr,
  address.postal_code AS work_place_zip_code,
  address.city AS work_place_city,
  posting.a1_number AS a1_document_nbr,
  posting.known_date
FROM
  world.posting AS posting
  JOIN world.posted_worker AS worker ON worker.posted_worker_id = posting.posted_worker_id
  JOIN world.foreign_company AS company ON company.company_id = posting.company_id
  LEFT JOIN world.employer AS user ON user.employer_id = posting.principal_employer_id
  LEFT JOIN world.site AS site ON site.site_id = posting.site_id
  LEFT JOIN world.address AS address ON address.address_id = coalesce(site.address_id, user.address_id)
WHERE
  posting.notice <> 'absent'
  AND posting.known_date <= snapshot_date();
