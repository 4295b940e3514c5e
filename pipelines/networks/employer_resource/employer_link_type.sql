-- One row per kind of resource: how many employers may share one of it, and whether it counts for scores.
-- Above the limit a resource ties people who have nothing in common: a business centre, a payroll address, a day labourer.
SELECT
  t.resource_type_code AS resource_type_code,
  CAST(t.most_employers AS INTEGER) AS most_employers,
  t.is_scored AS is_scored
FROM
  (
    VALUES
      ('worker', 8, TRUE),
      ('mandate', 20, TRUE),
      ('address', 8, TRUE),
      ('unit', 8, TRUE),
      ('client', 20, TRUE),
      ('contact', 8, FALSE)
  ) AS t (resource_type_code, most_employers, is_scored)
