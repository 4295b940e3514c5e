-- One row per quarter of the world.
SELECT
  world_quarter(s.first_day) AS quarter,
  CAST(s.first_day AS DATE) AS first_date,
  last_day(CAST(s.first_day AS DATE) + INTERVAL 2 MONTH) AS last_date,
  last_day(CAST(s.first_day AS DATE) + INTERVAL 3 MONTH) AS due_date
FROM
  generate_series(first_date(), last_date(), INTERVAL 3 MONTH) AS s (first_day)
