-- One row per company of another country that posts workers to Belgium; country is the NSSO code. One in seven is a letterbox.
WITH
  country AS (
    SELECT
      c.position,
      c.country,
      c.prefix,
      c.city,
      c.street
    FROM
      (
        VALUES
          (0, '00122', 'PL', 'Wroclaw', 'ulica Lipowa'),
          (1, '00122', 'PL', 'Opole', 'ulica Szkolna'),
          (2, '00123', 'PT', 'Braga', 'Rua das Oliveiras'),
          (3, '00124', 'RO', 'Sibiu', 'Strada Florilor'),
          (4, '00106', 'BG', 'Plovdiv', 'ulitsa Lipa'),
          (5, '00137', 'LT', 'Kaunas', 'Liepu gatve'),
          (6, '00141', 'SK', 'Zilina', 'Lipova ulica'),
          (7, '00129', 'NL', 'Breda', 'Lindenweg'),
          (8, '00103', 'DE', 'Aachen', 'Lindenweg')
      ) AS c (position, country, prefix, city, street)
  ),
  company AS (
    SELECT
      s.company_id,
      draw('letterbox company', s.company_id) < .15 AS is_letterbox
    FROM
      range(greatest(48, employer_count() // 12)) AS s (company_id)
  )
SELECT
  CAST(company.company_id AS INTEGER) AS company_id,
  company.is_letterbox,
  country.country,
  country.prefix || lpad(
    CAST(pick('foreign number', company.company_id, 10000) * 100000 + company.company_id % 100000 AS VARCHAR),
    9,
    '0'
  ) AS foreign_number,
  word.fr || ' ' || substr('ABCDEFGHIKLMNOPRSTUVW', CAST(1 + pick('foreign letter', company.company_id, 21) AS INTEGER), 1) || CAST(pick('foreign digit', company.company_id, 90) + 10 AS VARCHAR) || CASE country.prefix
    WHEN 'PL' THEN ' Sp. z o.o.'
    WHEN 'PT' THEN ' Lda.'
    WHEN 'RO' THEN ' S.R.L.'
    WHEN 'BG' THEN ' EOOD'
    WHEN 'LT' THEN ' UAB'
    WHEN 'SK' THEN ' s.r.o.'
    WHEN 'NL' THEN ' B.V.'
    ELSE ' GmbH'
  END AS name,
  country.city,
  country.street || ' ' || CAST(pick_between('foreign house', company.company_id, 1, 90) AS VARCHAR) AS street,
  row_number() OVER (
    PARTITION BY
      company.is_letterbox
    ORDER BY
      company.company_id
  ) - 1 AS turn,
  count(*) OVER (
    PARTITION BY
      company.is_letterbox
  ) AS pool_count
FROM
  company
  JOIN country ON country.position = pick('foreign country', company.company_id, 9)
  JOIN world.word AS word ON word.kind = 'foreign_company'
  AND word.position = pick('foreign name', company.company_id, 16)
