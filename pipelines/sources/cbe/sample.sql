-- format: published csv
-- extract: meta
SELECT
  m.variable AS "Variable",
  m.value AS "Value"
FROM
  (
    VALUES
      ('SnapshotDate', strftime(snapshot_date(), '%d-%m-%Y')),
      ('ExtractTimestamp', strftime(snapshot_date(), '%d-%m-%Y') || ' 07:00:00'),
      ('ExtractType', 'full'),
      ('ExtractNumber', '1'),
      ('Version', '1.0.0')
  ) AS m (variable, value);

-- extract: enterprise
SELECT
  dotted_cbe(enterprise.cbe_number) AS "EnterpriseNumber",
  'AC' AS "Status",
  enterprise.juridical_situation AS "JuridicalSituation",
  enterprise.type_of_enterprise AS "TypeOfEnterprise",
  enterprise.legal_form AS "JuridicalForm",
  CAST(NULL AS VARCHAR) AS "JuridicalFormCAC",
  enterprise.start_date AS "StartDate"
FROM
  world.cbe_enterprise AS enterprise;

-- extract: establishment
SELECT
  dotted_unit(unit.establishment_number) AS "EstablishmentNumber",
  unit.start_date AS "StartDate",
  dotted_cbe(enterprise.cbe_number) AS "EnterpriseNumber"
FROM
  world.establishment AS unit
  JOIN world.cbe_enterprise AS enterprise ON enterprise.employer_id = unit.employer_id
WHERE
  unit.start_date <= snapshot_date();

-- extract: denomination
SELECT
  dotted_cbe(enterprise.cbe_number) AS "EntityNumber",
  CASE employer.language
    WHEN 'fr' THEN '1'
    WHEN 'nl' THEN '2'
    ELSE '3'
  END AS "Language",
  '001' AS "TypeOfDenomination",
  employer.name AS "Denomination"
FROM
  world.cbe_enterprise AS enterprise
  JOIN world.employer AS employer ON employer.employer_id = enterprise.employer_id;

-- extract: address
SELECT
  place.entity_number AS "EntityNumber",
  place.type_of_address AS "TypeOfAddress",
  CAST(NULL AS VARCHAR) AS "CountryNL",
  CAST(NULL AS VARCHAR) AS "CountryFR",
  address.postal_code AS "Zipcode",
  address.name_nl AS "MunicipalityNL",
  address.name_fr AS "MunicipalityFR",
  CASE
    WHEN address.language = 'fr' THEN address.street_fr
    ELSE address.street_nl
  END AS "StreetNL",
  CASE
    WHEN address.language IN ('nl', 'de') THEN address.street_nl
    ELSE address.street_fr
  END AS "StreetFR",
  address.house_number AS "HouseNumber",
  address.box AS "Box",
  CAST(NULL AS VARCHAR) AS "ExtraAddressInfo",
  CAST(NULL AS DATE) AS "DateStrikingOff"
FROM
  (
    SELECT
      dotted_cbe(enterprise.cbe_number) AS entity_number,
      'REGO' AS type_of_address,
      enterprise.address_id
    FROM
      world.cbe_enterprise AS enterprise
    WHERE
      enterprise.type_of_enterprise = '2'
    UNION ALL
    SELECT
      dotted_unit(unit.establishment_number),
      'BAET',
      unit.address_id
    FROM
      world.establishment AS unit
      JOIN world.cbe_enterprise AS enterprise ON enterprise.employer_id = unit.employer_id
    WHERE
      unit.start_date <= snapshot_date()
  ) AS place
  JOIN world.address AS address ON address.address_id = place.address_id;

-- extract: contact
SELECT
  dotted_cbe(enterprise.cbe_number) AS "EntityNumber",
  'ENT' AS "EntityContact",
  'EMAIL' AS "ContactType",
  'info@' || enterprise.contact_owner || '.example' AS "Value"
FROM
  world.cbe_enterprise AS enterprise
WHERE
  draw('has contact', enterprise.employer_id) < .4;

-- extract: activity
SELECT
  dotted_cbe(enterprise.cbe_number) AS "EntityNumber",
  a.activity_group AS "ActivityGroup",
  a.nace_version AS "NaceVersion",
  CASE a.nace_version
    WHEN '2008' THEN sector.nace_2008
    ELSE sector.nace_2025
  END AS "NaceCode",
  'MAIN' AS "Classification"
FROM
  world.cbe_enterprise AS enterprise
  JOIN world.employer AS employer ON employer.employer_id = enterprise.employer_id
  JOIN world.sector AS sector ON sector.sector = employer.sector,
  (
    VALUES
      ('006', '2008'),
      ('001', '2008'),
      ('006', '2025')
  ) AS a (activity_group, nace_version);

-- extract: branch
SELECT
  CAST(NULL AS VARCHAR) AS "Id",
  CAST(NULL AS DATE) AS "StartDate",
  CAST(NULL AS VARCHAR) AS "EnterpriseNumber"
FROM
  world.quarter AS quarter
WHERE
  FALSE;

-- extract: code
SELECT
  c.category AS "Category",
  c.code AS "Code",
  c.language AS "Language",
  c.description AS "Description"
FROM
  (
    VALUES
      ('JuridicalForm', '014', 'FR', 'Société anonyme'),
      ('JuridicalForm', '014', 'NL', 'Naamloze vennootschap'),
      ('JuridicalForm', '017', 'FR', 'Association sans but lucratif'),
      ('JuridicalForm', '017', 'NL', 'Vereniging zonder winstoogmerk'),
      ('JuridicalForm', '610', 'FR', 'Société à responsabilité limitée'),
      ('JuridicalForm', '610', 'NL', 'Besloten vennootschap'),
      ('JuridicalSituation', '000', 'FR', 'Situation normale'),
      ('JuridicalSituation', '000', 'NL', 'Normale toestand'),
      ('JuridicalSituation', '050', 'FR', 'Ouverture de faillite'),
      ('JuridicalSituation', '050', 'NL', 'Opening faillissement'),
      ('Status', 'AC', 'FR', 'Actif'),
      ('Status', 'AC', 'NL', 'Actief')
  ) AS c (category, code, language, description);
