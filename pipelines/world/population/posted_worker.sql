-- One row per worker of a foreign company; two in five have a BIS number (month + 20, reserved serials).
WITH
  worker AS (
    SELECT
      company.company_id * 64 + w.position AS posted_worker_id,
      company.company_id,
      company.country
    FROM
      world.foreign_company AS company,
      range(40) AS w (position)
  ),
  numbered AS (
    SELECT
      worker.*,
      row_number() OVER (
        ORDER BY
          shuffle('posted niss', worker.posted_worker_id)
      ) - 1 AS turn,
      count(*) OVER () AS worker_count
    FROM
      worker
  )
SELECT
  CAST(numbered.posted_worker_id AS INTEGER) AS posted_worker_id,
  numbered.company_id,
  numbered.country AS nationality,
  first.fr AS first_name,
  last.fr AS last_name,
  DATE '1966-01-01' + CAST(numbered.turn * (96000 // numbered.worker_count) // 8 AS INTEGER) AS birth_date,
  CASE
    WHEN draw('has bis', numbered.posted_worker_id) < .4 THEN niss_of(
      DATE '1966-01-01' + CAST(numbered.turn * (96000 // numbered.worker_count) // 8 AS INTEGER),
      20,
      CAST(990 + numbered.turn * (96000 // numbered.worker_count) % 8 AS INTEGER)
    )
  END AS niss
FROM
  numbered
  JOIN world.word AS first ON first.kind = 'foreign_first'
  AND first.position = pick('posted first', numbered.posted_worker_id, 16)
  JOIN world.word AS last ON last.kind = 'foreign_last'
  AND last.position = pick('posted last', numbered.posted_worker_id, 16)
