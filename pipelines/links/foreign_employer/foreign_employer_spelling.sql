-- One row per number, name and country as written; src/matching makes the groups.
WITH
  named AS (
    SELECT
      r.record_id,
      r.number_key,
      r.country_code,
      r.first_known_date,
      l.employer_name AS name,
      l.employer_city AS city
    FROM
      link.foreign_employer_record AS r
      INNER JOIN identity.limosa_posting AS l ON l.limosa_id = r.source_key
    WHERE
      r.source_code = 'limosa'
      AND l.known_date <= $as_of_date
    UNION ALL
    SELECT
      r.record_id,
      r.number_key,
      r.country_code,
      r.first_known_date,
      c.contractor_denomination AS name,
      CAST(NULL AS VARCHAR) AS city
    FROM
      link.foreign_employer_record AS r
      INNER JOIN identity.works_declaration_contract AS c ON c.avwddt_id || '|' || c.works_contract_id = r.source_key
    WHERE
      r.source_code = 'works_contract'
    UNION ALL
    SELECT
      r.record_id,
      r.number_key,
      r.country_code,
      r.first_known_date,
      d.denomination AS name,
      CAST(NULL AS VARCHAR) AS city
    FROM
      link.foreign_employer_record AS r
      INNER JOIN identity.cbe_denomination AS d ON d.entity_number = r.source_key
    WHERE
      r.source_code = 'cbe'
      AND d.type_of_denomination = '001'
  )
SELECT
  n.record_id AS record_id,
  min(n.first_known_date) AS first_known_date,
  min(n.number_key) AS number_key,
  min(company_key(n.name)) AS company_name,
  min(n.country_code) AS country_code,
  min(normalised_text(n.city)) AS city
FROM
  named AS n
GROUP BY
  n.record_id
