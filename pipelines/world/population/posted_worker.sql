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
  placed AS (
    SELECT
      worker.*,
      row_number() OVER (
        ORDER BY
          shuffle('posted niss', worker.posted_worker_id)
      ) - 1 AS turn,
      count(*) OVER () AS worker_count,
      serials_for(count(*) OVER (), 12000) AS serial_count
    FROM
      worker
  ),
  celled AS (
    SELECT
      placed.*,
      placed.turn * (12000 * placed.serial_count // placed.worker_count) AS cell
    FROM
      placed
  ),
  numbered AS (
    SELECT
      celled.*,
      DATE '1966-01-01' + CAST(celled.cell // celled.serial_count AS INTEGER) AS birth_date,
      CAST(998 - celled.serial_count + celled.cell % celled.serial_count AS INTEGER) AS serial
    FROM
      celled
  )
SELECT
  CAST(numbered.posted_worker_id AS INTEGER) AS posted_worker_id,
  numbered.company_id,
  numbered.country AS nationality,
  first.fr AS first_name,
  last.fr AS last_name,
  numbered.birth_date,
  CASE
    WHEN draw('has bis', numbered.posted_worker_id) < .4 THEN niss_of(numbered.birth_date, 20, numbered.serial)
  END AS niss
FROM
  numbered
  JOIN world.word AS first ON first.kind = 'foreign_first'
  AND first.position = pick('posted first', numbered.posted_worker_id, 16)
  JOIN world.word AS last ON last.kind = 'foreign_last'
  AND last.position = pick('posted last', numbered.posted_worker_id, 16)
