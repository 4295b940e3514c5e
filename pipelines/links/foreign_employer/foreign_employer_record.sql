-- One row per row of a source that names an employer of another country, as known at the as-of date.
-- Rows with the same number, name and country are one record. A number loses its country and signs: 'PL 123-456' gives '123456'.
WITH
  registered AS (
    SELECT
      a.entity_number,
      min(g.country_code) AS country_code
    FROM
      staging.cbe_address AS a
      LEFT JOIN staging.geography_country AS g ON normalised_text(g.name_nl) = normalised_text(a.country_nl)
      OR normalised_text(g.name_fr) = normalised_text(a.country_fr)
    WHERE
      a.type_of_address = 'REGO'
      AND coalesce(a.country_nl, a.country_fr) IS NOT NULL
    GROUP BY
      a.entity_number
  ),
  named AS (
    SELECT
      'limosa' AS source_code,
      p.limosa_id AS source_key,
      p.employer_foreign_id AS number,
      p.employer_name_id AS name_id,
      p.employer_country AS country,
      p.first_known_date
    FROM
      staging.limosa_notification AS p
    UNION ALL
    SELECT
      'works_contract' AS source_code,
      c.avwddt_id || '|' || c.works_contract_id AS source_key,
      c.contractor_foreign_id AS number,
      c.contractor_denomination_id AS name_id,
      c.contractor_country AS country,
      c.known_date AS first_known_date
    FROM
      staging.works_declaration_contract AS c
    WHERE
      c.known_date <= $as_of_date
      AND c.contractor_cbe_number IS NULL
    UNION ALL
    SELECT
      'cbe' AS source_code,
      d.entity_number AS source_key,
      CAST(NULL AS VARCHAR) AS number,
      min(d.denomination_id) AS name_id,
      r.country_code AS country,
      CAST(NULL AS DATE) AS first_known_date
    FROM
      registered AS r
      INNER JOIN staging.cbe_denomination AS d ON d.entity_number = r.entity_number
    WHERE
      d.type_of_denomination = '001'
    GROUP BY
      d.entity_number,
      r.country_code
  ),
  country AS (
    SELECT
      g.iso2_code,
      min(g.country_code) AS country_code
    FROM
      staging.geography_country AS g
    GROUP BY
      g.iso2_code
  ),
  keyed AS (
    SELECT
      n.source_code,
      n.source_key,
      foreign_number_key(n.number) AS number_key,
      n.name_id,
      coalesce(g.country_code, n.country) AS country_code,
      n.first_known_date
    FROM
      named AS n
      LEFT JOIN country AS g ON g.iso2_code = replace(upper(n.country), '000', '')
  )
SELECT
  k.source_code AS source_code,
  k.source_key AS source_key,
  opaque_id(
    'E',
    coalesce(k.number_key, '') || '|' || coalesce(k.name_id, '') || '|' || coalesce(k.country_code, '')
  ) AS record_id,
  k.number_key AS number_key,
  k.country_code AS country_code,
  k.first_known_date AS first_known_date
FROM
  keyed AS k
WHERE
  coalesce(k.number_key, k.name_id) IS NOT NULL
