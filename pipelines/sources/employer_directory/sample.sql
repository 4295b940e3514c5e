-- extract: employer
SELECT
  employer.nsso_number AS noss_registration_nbr,
  employer.cbe_number AS company_id,
  employer.name AS denomination,
  employer.language,
  employer.legal_form,
  employer.start_date AS registration_date,
  known(employer.end_date) AS end_date,
  sector.nace_2008 AS nace_code,
  sector.employer_class,
  CASE
    WHEN sector.manual_percent >= 50 THEN sector.manual_joint_commission
    ELSE sector.employee_joint_commission
  END AS joint_commission_nbr,
  CASE
    WHEN employer.size < 5 THEN '1'
    WHEN employer.size < 10 THEN '2'
    WHEN employer.size < 20 THEN '3'
    WHEN employer.size < 50 THEN '4'
    WHEN employer.size < 100 THEN '5'
    WHEN employer.size < 200 THEN '6'
    WHEN employer.size < 500 THEN '7'
    WHEN employer.size < 1000 THEN '8'
    ELSE '9'
  END AS importance_code,
  written_street(address.street, 'directory street', employer.employer_id) AS street,
  address.house_number AS house_nbr,
  address.box AS post_box,
  address.postal_code AS zip_code,
  provider.service_provider_number AS service_provider_id
FROM
  world.employer AS employer
  JOIN world.sector AS sector ON sector.sector = employer.sector
  JOIN world.address AS address ON address.address_id = employer.address_id
  JOIN world.mandate AS mandate ON mandate.employer_id = employer.employer_id
  AND mandate.from_date <= snapshot_date()
  AND mandate.until_date > snapshot_date()
  LEFT JOIN world.provider AS provider ON provider.provider_id = mandate.provider_id
WHERE
  employer.start_date <= snapshot_date();

-- extract: service_provider
SELECT
  provider.service_provider_number AS service_provider_id,
  provider.name,
  provider.kind,
  provider.registration_date
FROM
  world.provider AS provider;

-- extract: transfer
SELECT
  initial.nsso_number AS initial_noss_registration_nbr,
  final.nsso_number AS final_noss_registration_nbr,
  transfer.transfer_date
FROM
  world.transfer AS transfer
  JOIN world.employer AS initial ON initial.employer_id = transfer.initial_employer_id
  JOIN world.employer AS final ON final.employer_id = transfer.final_employer_id
WHERE
  transfer.transfer_date <= snapshot_date();
