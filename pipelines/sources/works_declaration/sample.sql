-- extract: works
SELECT
  site.avwddt_id,
  site.sector,
  declarant.cbe_number AS declarant_company_id,
  site.owner_cbe_number AS owner_company_id,
  site.works_type AS works_global_project_type,
  site.is_obliged AS is_obliged_to_register,
  written_street(address.street, 'site street', site.site_id) AS street,
  written_house(address.house_number, address.box, site.site_id) AS house_nbr,
  address.postal_code AS zip_code,
  written_city(address.city, site.site_id) AS city,
  CASE
    WHEN draw('has coordinates', site.site_id) < .6 THEN address.latitude
  END AS latitude,
  CASE
    WHEN draw('has coordinates', site.site_id) < .6 THEN address.longitude
  END AS longitude,
  site.start_date,
  site.end_date,
  site.amount_eur * 100 AS total_amount,
  site.known_date
FROM
  world.site AS site
  JOIN world.employer AS declarant ON declarant.employer_id = site.employer_id
  JOIN world.address AS address ON address.address_id = site.address_id
WHERE
  site.known_date <= snapshot_date();

-- extract: contract
SELECT
  site.avwddt_id,
  site.avwddt_id || works_contract_letters(contract.position) AS works_contract_id,
  CASE contract.level
    WHEN 1 THEN site.owner_cbe_number
    ELSE principal.cbe_number
  END AS principal_company_id,
  contractor.cbe_number AS contractor_company_id,
  company.foreign_number AS contractor_foreign_id,
  CASE
    WHEN contract.level > 1 THEN written_name(coalesce(contractor.name, company.name), 'contractor name', contract.draw_id)
  END AS contractor_denomination,
  CASE
    WHEN contract.level > 1 THEN coalesce(company.country, '00150')
  END AS contractor_country,
  CASE
    WHEN contract.level > 1 THEN contract.activity_code
  END AS activity_code,
  contract.start_date AS intervention_start_date,
  contract.end_date AS intervention_end_date,
  contract.amount_eur * 100 AS amount,
  contract.known_date
FROM
  world.works_contract AS contract
  JOIN world.site AS site ON site.site_id = contract.site_id
  LEFT JOIN world.employer AS contractor ON contractor.employer_id = contract.employer_id
  LEFT JOIN world.foreign_company AS company ON company.company_id = contract.company_id
  LEFT JOIN world.employer AS principal ON principal.employer_id = contract.principal_employer_id
WHERE
  contract.known_date <= snapshot_date();
