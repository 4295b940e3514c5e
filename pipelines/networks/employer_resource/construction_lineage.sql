-- One row per construction of the end of the quarter and construction of the as-of date that share an employer.
WITH
  flow AS (
    SELECT
      m.earlier_construction_id,
      m.construction_id,
      count(*) AS linked_employer_count
    FROM
      network.construction_member AS m
    WHERE
      m.earlier_construction_id IS NOT NULL
    GROUP BY
      m.earlier_construction_id,
      m.construction_id
  ),
  kept AS (
    SELECT
      f.construction_id
    FROM
      flow AS f
    WHERE
      f.earlier_construction_id = f.construction_id
  )
SELECT
  f.earlier_construction_id AS earlier_construction_id,
  f.construction_id AS construction_id,
  CASE
    WHEN f.earlier_construction_id = f.construction_id THEN 'continues'
    WHEN k.construction_id IS NOT NULL THEN 'splits'
    ELSE 'merges'
  END AS change_code,
  CAST(f.linked_employer_count AS INTEGER) AS linked_employer_count
FROM
  flow AS f
  LEFT JOIN kept AS k ON k.construction_id = f.earlier_construction_id
