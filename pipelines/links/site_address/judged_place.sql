-- One row per row of a source that a decision of an analyst names, known at the as-of date, with the site of its address.
WITH
  named AS (
    SELECT
      j.left_id AS place_id
    FROM
      link.site_judgement AS j
    UNION
    SELECT
      j.right_id AS place_id
    FROM
      link.site_judgement AS j
  ),
  works_site AS (
    SELECT
      p.address_site_id,
      min(p.known_date) AS first_works_date
    FROM
      link.place_address AS p
    WHERE
      p.source_code = 'works_declaration'
    GROUP BY
      p.address_site_id
  )
SELECT
  n.place_id AS place_id,
  p.address_site_id AS address_site_id,
  opaque_id('S', n.place_id) AS own_site_id,
  p.known_date AS known_date,
  w.first_works_date AS first_works_date
FROM
  named AS n
  INNER JOIN link.place_address AS p ON p.source_code || ' ' || p.source_key = n.place_id
  LEFT JOIN works_site AS w ON w.address_site_id = p.address_site_id
