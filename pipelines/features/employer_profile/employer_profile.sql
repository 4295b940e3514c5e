-- One row per matricule known at the as-of date: where it sits, what it does, and how it stands with inspections.
-- Seat and activity are those of the last delivery of the directory and the CBE, which keep no history.
WITH
  municipality AS (
    SELECT
      p.postal_code,
      min(m.nis_code) AS nis_code
    FROM
      staging.geography_postal_code AS p
      INNER JOIN staging.geography_municipality AS m ON m.nis_code = p.nis_code
      AND $as_of_date BETWEEN m.valid_from_date AND m.valid_to_date
    WHERE
      p.is_main
      AND $as_of_date BETWEEN p.valid_from_date AND p.valid_to_date
    GROUP BY
      p.postal_code
  ),
  place AS (
    SELECT
      p.postal_code,
      m.name_nl,
      m.name_fr,
      coalesce(m.name_de, m.name_fr) AS name_de,
      m.region,
      m.judicial_district,
      replace(d.list_languages, ',', '|') AS languages
    FROM
      municipality AS p
      INNER JOIN staging.geography_municipality AS m ON m.nis_code = p.nis_code
      AND $as_of_date BETWEEN m.valid_from_date AND m.valid_to_date
      INNER JOIN staging.geography_judicial_district AS d ON d.judicial_district = m.judicial_district
  ),
  risk_sector AS (
    SELECT
      r.nace_code,
      min(r.sector) AS sector,
      min(r.activity) AS activity
    FROM
      staging.geography_nace_risk_sector AS r
    WHERE
      r.nace_version = '2008'
    GROUP BY
      r.nace_code
  ),
  -- Two joins, one per number: a join on either of them would compare every employer with every case.
  employer_case AS (
    SELECT
      e.noss_registration_number,
      c.case_id,
      c.opened_date,
      c.visit_date
    FROM
      link.employer AS e
      INNER JOIN staging.inspection_case AS c ON c.noss_registration_number = e.noss_registration_number
    UNION ALL
    SELECT
      e.noss_registration_number,
      c.case_id,
      c.opened_date,
      c.visit_date
    FROM
      link.employer AS e
      INNER JOIN staging.inspection_case AS c ON c.cbe_number = e.cbe_number
    WHERE
      c.noss_registration_number IS NULL
  ),
  visit AS (
    SELECT
      c.noss_registration_number,
      max(
        CASE
          WHEN c.visit_date <= $as_of_date THEN c.visit_date
        END
      ) AS last_visit_date,
      count(*) FILTER(
        WHERE
          o.outcome_code = 'hit'
          AND o.known_date <= $as_of_date
      ) AS hit_count
    FROM
      employer_case AS c
      LEFT JOIN staging.inspection_outcome AS o ON o.case_id = c.case_id
    WHERE
      c.opened_date <= $as_of_date
    GROUP BY
      c.noss_registration_number
  ),
  insolvency AS (
    SELECT
      i.cbe_number,
      bool_or(i.procedure_code = 'bankruptcy') AS is_bankrupt
    FROM
      feature.insolvency AS i
    WHERE
      i.procedure_code = 'bankruptcy'
      OR (
        i.procedure_code = 'judicial_reorganisation'
        AND i.is_open
      )
    GROUP BY
      i.cbe_number
  )
SELECT
  e.noss_registration_number AS noss_registration_number,
  e.cbe_number AS cbe_number,
  e.registration_date AS registration_date,
  e.end_date AS end_date,
  e.end_date IS NULL
  AND NOT coalesce(i.is_bankrupt, FALSE) AS is_active,
  i.cbe_number IS NOT NULL AS is_insolvent,
  g.judicial_district AS judicial_district,
  g.languages AS languages,
  g.region AS region,
  coalesce(
    CASE
      WHEN g.languages = 'fr' THEN a.street_fr
      ELSE a.street_nl
    END,
    a.street_nl,
    a.street_fr
  ) AS street,
  a.house_number AS house_number,
  coalesce(a.postal_code, d.postal_code) AS postal_code,
  g.name_nl AS municipality_nl,
  g.name_fr AS municipality_fr,
  g.name_de AS municipality_de,
  d.nace_code AS nace_code,
  coalesce(r.sector, 'other') AS sector_code,
  coalesce(r.activity, 'other') AS activity_code,
  d.importance_code AS importance_code,
  v.last_visit_date AS last_visit_date,
  CAST(coalesce(v.hit_count, 0) AS INTEGER) AS hit_count
FROM
  link.employer AS e
  INNER JOIN staging.employer_directory_employer AS d ON d.noss_registration_number = e.noss_registration_number
  LEFT JOIN staging.cbe_address AS a ON a.entity_number = e.cbe_number
  AND a.type_of_address = 'REGO'
  LEFT JOIN place AS g ON g.postal_code = coalesce(a.postal_code, d.postal_code)
  LEFT JOIN risk_sector AS r ON r.nace_code = d.nace_code
  LEFT JOIN visit AS v ON v.noss_registration_number = e.noss_registration_number
  LEFT JOIN insolvency AS i ON i.cbe_number = e.cbe_number
