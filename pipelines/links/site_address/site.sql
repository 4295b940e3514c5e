-- One row per physical site of declared works.
WITH
  declaration AS (
    SELECT
      s.site_id,
      s.postal_code,
      w.street,
      w.house_number,
      w.city,
      w.known_date,
      row_number() OVER (
        PARTITION BY
          s.site_id
        ORDER BY
          w.known_date DESC,
          w.avwddt_id
      ) AS newest_rank
    FROM
      link.site_works AS s
      INNER JOIN staging.works_declaration_works AS w ON w.avwddt_id = s.avwddt_id
  ),
  site AS (
    SELECT
      d.site_id,
      min(d.postal_code) AS postal_code,
      min(d.known_date) AS first_known_date,
      count(*) AS works_count
    FROM
      declaration AS d
    GROUP BY
      d.site_id
  ),
  main_municipality AS (
    SELECT
      p.postal_code,
      m.nis_code,
      m.name_nl,
      m.name_fr,
      m.name_de,
      m.judicial_district,
      j.list_languages
    FROM
      staging.geography_postal_code AS p
      INNER JOIN staging.geography_municipality AS m ON m.nis_code = p.nis_code
      INNER JOIN staging.geography_judicial_district AS j ON j.judicial_district = m.judicial_district
    WHERE
      p.is_main
      AND $as_of_date BETWEEN p.valid_from_date AND p.valid_to_date
      AND $as_of_date BETWEEN m.valid_from_date AND m.valid_to_date
  )
SELECT
  s.site_id AS site_id,
  CAST(s.works_count AS INTEGER) AS works_count,
  s.first_known_date AS first_known_date,
  n.street AS street,
  n.house_number AS house_number,
  s.postal_code AS postal_code,
  m.nis_code AS nis_code,
  coalesce(m.name_nl, n.city) AS municipality_nl,
  coalesce(m.name_fr, n.city) AS municipality_fr,
  coalesce(m.name_de, m.name_fr, n.city) AS municipality_de,
  m.judicial_district AS judicial_district,
  m.list_languages AS languages
FROM
  site AS s
  INNER JOIN declaration AS n ON n.site_id = s.site_id
  AND n.newest_rank = 1
  LEFT JOIN main_municipality AS m ON m.postal_code = s.postal_code
