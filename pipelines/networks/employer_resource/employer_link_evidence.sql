-- One row per employer, resource and source row that ties them, for resources of two employers or more, as known at the as-of date.
WITH
  matricule AS (
    SELECT
      e.cbe_number,
      e.noss_registration_number,
      e.end_date
    FROM
      link.employer AS e
    WHERE
      e.cbe_number IS NOT NULL
  ),
  first_matricule AS (
    SELECT
      m.cbe_number,
      min(m.noss_registration_number) AS noss_registration_number
    FROM
      matricule AS m
    GROUP BY
      m.cbe_number
  ),
  worker AS (
    SELECT
      coalesce(p.noss_registration_number, f.noss_registration_number) AS noss_registration_number,
      'worker' AS resource_type_code,
      coalesce(m.valid_worker_id, p.worker_id) AS resource_key,
      'staging.dimona_period' AS source_table,
      p.dimona_period_id AS source_key,
      p.starting_date AS begin_date,
      p.ending_date AS end_date
    FROM
      staging.dimona_period AS p
      LEFT JOIN first_matricule AS f ON f.cbe_number = p.cbe_number
      LEFT JOIN link.person_mutation AS m ON m.worker_id = p.worker_id
    WHERE
      NOT p.is_cancelled
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
      AND p.starting_date <= $as_of_date
      AND coalesce(p.worker_type, 'OTH') NOT IN ('STU', 'FLX', 'EXT', 'DWD')
  ),
  function_version AS (
    SELECT
      v.cbe_number,
      coalesce(v.worker_id, v.holder_cbe_number) AS holder_id,
      v.function_code,
      v.begin_date,
      v.end_date,
      v.known_date
    FROM
      staging.mandate_function AS v
    WHERE
      v.known_date <= $as_of_date
      AND v.begin_date <= $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          v.cbe_number,
          v.worker_id,
          v.holder_cbe_number,
          v.function_code,
          v.begin_date
        ORDER BY
          v.known_date DESC
      ) = 1
  ),
  mandate AS (
    SELECT
      m.noss_registration_number,
      'mandate' AS resource_type_code,
      coalesce(p.valid_worker_id, v.holder_id) AS resource_key,
      'staging.mandate_function' AS source_table,
      v.cbe_number || '|' || v.holder_id || '|' || v.function_code || '|' || CAST(v.begin_date AS VARCHAR) || '|' || CAST(v.known_date AS VARCHAR) AS source_key,
      v.begin_date,
      lesser_of(v.end_date, m.end_date) AS end_date
    FROM
      function_version AS v
      INNER JOIN matricule AS m ON m.cbe_number = v.cbe_number
      LEFT JOIN link.person_mutation AS p ON p.worker_id = v.holder_id
  ),
  address AS (
    SELECT
      a.noss_registration_number,
      'address' AS resource_type_code,
      a.address_id AS resource_key,
      'staging.employer_directory_employer' AS source_table,
      a.noss_registration_number AS source_key,
      e.registration_date AS begin_date,
      e.end_date
    FROM
      link.employer_address AS a
      INNER JOIN link.employer AS e ON e.noss_registration_number = a.noss_registration_number
  ),
  unit AS (
    SELECT
      o.noss_registration_number,
      'unit' AS resource_type_code,
      o.establishment_unit_number AS resource_key,
      'staging.dmfa_occupation' AS source_table,
      o.noss_registration_number || '|' || o.establishment_unit_number AS source_key,
      quarter_first_day(min(o.quarter)) AS begin_date,
      quarter_last_day(max(o.quarter)) AS end_date
    FROM
      staging.dmfa_occupation AS o
      INNER JOIN staging.dmfa_declaration AS d ON d.noss_registration_number = o.noss_registration_number
      AND d.quarter = o.quarter
      AND d.trusteeship = o.trusteeship
      AND d.version_number = o.version_number
    WHERE
      d.known_date <= $as_of_date
      AND o.establishment_unit_number IS NOT NULL
      AND NOT starts_with(o.establishment_unit_number, '89999')
    GROUP BY
      o.noss_registration_number,
      o.establishment_unit_number
  ),
  contract AS (
    SELECT
      c.principal_cbe_number,
      c.contractor_cbe_number,
      'staging.works_declaration_contract' AS source_table,
      c.avwddt_id || '|' || c.works_contract_id AS source_key,
      coalesce(c.intervention_start_date, c.known_date) AS begin_date,
      coalesce(c.intervention_end_date, c.intervention_start_date, c.known_date) AS end_date
    FROM
      staging.works_declaration_contract AS c
    WHERE
      c.known_date <= $as_of_date
    UNION ALL
    SELECT
      w.payer_cbe_number AS principal_cbe_number,
      w.contractor_cbe_number,
      'staging.withholding_payment' AS source_table,
      w.payer_cbe_number || '|' || w.contractor_cbe_number || '|' || CAST(w.invoice_date AS VARCHAR) AS source_key,
      w.invoice_date AS begin_date,
      w.invoice_date AS end_date
    FROM
      staging.withholding_payment AS w
    WHERE
      w.invoice_date <= $as_of_date
  ),
  client AS (
    SELECT
      m.noss_registration_number,
      'client' AS resource_type_code,
      c.principal_cbe_number AS resource_key,
      c.source_table,
      c.source_key,
      c.begin_date,
      c.end_date
    FROM
      contract AS c
      INNER JOIN matricule AS m ON m.cbe_number = c.contractor_cbe_number
    WHERE
      c.principal_cbe_number <> c.contractor_cbe_number
    UNION
    SELECT
      m.noss_registration_number,
      'client' AS resource_type_code,
      c.principal_cbe_number AS resource_key,
      c.source_table,
      c.source_key,
      c.begin_date,
      c.end_date
    FROM
      contract AS c
      INNER JOIN matricule AS m ON m.cbe_number = c.principal_cbe_number
    WHERE
      c.principal_cbe_number <> c.contractor_cbe_number
  ),
  contact AS (
    SELECT
      m.noss_registration_number,
      'contact' AS resource_type_code,
      c.value_id AS resource_key,
      'staging.cbe_contact' AS source_table,
      c.entity_number || '|' || c.entity_contact || '|' || c.contact_type AS source_key,
      CAST(NULL AS DATE) AS begin_date,
      CAST(NULL AS DATE) AS end_date
    FROM
      staging.cbe_contact AS c
      INNER JOIN matricule AS m ON m.cbe_number = c.entity_number
  ),
  tie AS (
    SELECT
      *
    FROM
      worker
    UNION ALL
    SELECT
      *
    FROM
      mandate
    UNION ALL
    SELECT
      *
    FROM
      address
    UNION ALL
    SELECT
      *
    FROM
      unit
    UNION ALL
    SELECT
      *
    FROM
      client
    UNION ALL
    SELECT
      *
    FROM
      contact
  ),
  shared AS (
    SELECT
      t.resource_type_code,
      t.resource_key
    FROM
      tie AS t
    WHERE
      t.noss_registration_number IS NOT NULL
      AND t.resource_key IS NOT NULL
    GROUP BY
      t.resource_type_code,
      t.resource_key
    HAVING
      min(t.noss_registration_number) <> max(t.noss_registration_number)
  )
SELECT
  t.noss_registration_number AS noss_registration_number,
  t.resource_type_code || ':' || t.resource_key AS resource_id,
  t.source_table AS source_table,
  t.source_key AS source_key,
  t.resource_type_code AS resource_type_code,
  t.begin_date AS begin_date,
  CASE
    WHEN t.end_date <= $as_of_date THEN greater_of(t.end_date, t.begin_date)
  END AS end_date
FROM
  tie AS t
  INNER JOIN shared AS s ON s.resource_type_code = t.resource_type_code
  AND s.resource_key = t.resource_key
WHERE
  t.noss_registration_number IS NOT NULL
  AND coalesce(t.begin_date, CAST($as_of_date AS DATE)) <= $as_of_date
