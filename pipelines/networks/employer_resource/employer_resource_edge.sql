-- One row per employer, resource and source row that proves their tie, as known at the as-of date.
-- Resources of one employer only are left out: they tie nobody to anybody.
WITH
  employment AS (
    SELECT
      coalesce(p.cbe_number, e.cbe_number) AS cbe_number,
      coalesce(m.valid_worker_id, p.worker_id) AS resource_id,
      'worker' AS tie_code,
      p.starting_date AS begin_date,
      p.ending_date AS end_date,
      'staging.dimona_period' AS source_table,
      p.dimona_period_id AS source_key
    FROM
      staging.dimona_period AS p
      LEFT JOIN link.employer AS e ON e.noss_registration_number = p.noss_registration_number
      LEFT JOIN link.person_mutation AS m ON m.worker_id = p.worker_id
    WHERE
      NOT p.is_cancelled
      AND p.starting_date <= $as_of_date
  ),
  latest_mandate AS (
    SELECT
      f.cbe_number,
      f.worker_id,
      f.holder_cbe_number,
      f.function_code,
      f.begin_date,
      f.end_date
    FROM
      staging.mandate_function AS f
    WHERE
      f.known_date <= $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          f.cbe_number,
          f.worker_id,
          f.holder_cbe_number,
          f.function_code,
          f.begin_date
        ORDER BY
          f.known_date DESC
      ) = 1
  ),
  mandate AS (
    SELECT
      f.cbe_number,
      coalesce(p.valid_worker_id, f.worker_id, f.holder_cbe_number) AS resource_id,
      'mandate' AS tie_code,
      f.begin_date,
      f.end_date,
      'staging.mandate_function' AS source_table,
      f.cbe_number || '|' || coalesce(f.worker_id, '') || '|' || coalesce(f.holder_cbe_number, '') || '|' || f.function_code || '|' || CAST(f.begin_date AS VARCHAR) AS source_key
    FROM
      latest_mandate AS f
      LEFT JOIN link.person_mutation AS p ON p.worker_id = f.worker_id
    WHERE
      f.begin_date <= $as_of_date
  ),
  client AS (
    SELECT
      c.contractor_cbe_number AS cbe_number,
      c.principal_cbe_number AS resource_id,
      'client' AS tie_code,
      coalesce(c.intervention_start_date, c.known_date) AS begin_date,
      c.intervention_end_date AS end_date,
      'staging.works_declaration_contract' AS source_table,
      c.avwddt_id || '|' || c.works_contract_id AS source_key
    FROM
      staging.works_declaration_contract AS c
    WHERE
      c.known_date <= $as_of_date
      AND c.contractor_cbe_number <> c.principal_cbe_number
  ),
  unit AS (
    SELECT
      e.cbe_number,
      o.establishment_unit_number AS resource_id,
      'establishment_unit' AS tie_code,
      quarter_first_day(o.quarter) AS begin_date,
      quarter_last_day(o.quarter) AS end_date,
      'staging.dmfa_occupation' AS source_table,
      o.noss_registration_number || '|' || o.quarter AS source_key
    FROM
      staging.dmfa_occupation AS o
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = o.noss_registration_number
      AND d.quarter = o.quarter
      AND d.trusteeship = o.trusteeship
      AND d.version_number = o.version_number
      INNER JOIN link.employer AS e ON e.noss_registration_number = o.noss_registration_number
    GROUP BY
      e.cbe_number,
      o.establishment_unit_number,
      o.noss_registration_number,
      o.quarter
  ),
  proof AS (
    SELECT
      w.cbe_number,
      w.resource_id,
      w.tie_code,
      w.begin_date,
      w.end_date,
      w.source_table,
      w.source_key
    FROM
      employment AS w
    UNION ALL
    SELECT
      m.cbe_number,
      m.resource_id,
      m.tie_code,
      m.begin_date,
      m.end_date,
      m.source_table,
      m.source_key
    FROM
      mandate AS m
    UNION ALL
    SELECT
      c.cbe_number,
      c.resource_id,
      c.tie_code,
      c.begin_date,
      c.end_date,
      c.source_table,
      c.source_key
    FROM
      client AS c
    UNION ALL
    SELECT
      u.cbe_number,
      u.resource_id,
      u.tie_code,
      u.begin_date,
      u.end_date,
      u.source_table,
      u.source_key
    FROM
      unit AS u
  ),
  shared AS (
    SELECT
      p.resource_id
    FROM
      proof AS p
    WHERE
      p.cbe_number IS NOT NULL
      AND p.resource_id IS NOT NULL
    GROUP BY
      p.resource_id
    HAVING
      count(DISTINCT p.cbe_number) > 1
  )
SELECT
  p.cbe_number AS cbe_number,
  p.resource_id AS resource_id,
  p.tie_code AS tie_code,
  p.begin_date AS begin_date,
  CASE
    WHEN p.end_date <= $as_of_date THEN p.end_date
  END AS end_date,
  p.source_table AS source_table,
  p.source_key AS source_key
FROM
  proof AS p
  INNER JOIN shared AS s ON s.resource_id = p.resource_id
WHERE
  p.cbe_number IS NOT NULL
