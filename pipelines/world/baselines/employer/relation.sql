-- One row per employer: its bankruptcy, its directors and their other companies, who shares its address, and workers who live there.
WITH
  bankrupt AS (
    SELECT DISTINCT
      procedure.company_id AS cbe
    FROM
      extract.insolvency_procedure AS procedure
    WHERE
      procedure.procedure_code = 'bankruptcy'
  ),
  mandate AS (
    SELECT
      mine.company_id AS cbe,
      count(DISTINCT mine.inss) AS mandate_holders,
      count(DISTINCT other.company_id) AS other_companies_of_directors,
      count(DISTINCT bankrupt.cbe) AS bankruptcies_of_directors,
      count(mine.end_date) AS directors_who_left
    FROM
      extract.mandate_function AS mine
      LEFT JOIN extract.mandate_function AS other ON other.inss = mine.inss
      AND other.company_id <> mine.company_id
      LEFT JOIN bankrupt ON bankrupt.cbe = other.company_id
    GROUP BY ALL
  ),
  seat AS (
    SELECT
      directory.noss_registration_nbr AS noss,
      directory.company_id AS cbe,
      directory.end_date,
      directory.zip_code || ' ' || lower(directory.street) || ' ' || directory.house_nbr AS address
    FROM
      extract.employer_directory_employer AS directory
  ),
  neighbour AS (
    SELECT
      seat.address,
      count(*) - 1 AS neighbours
    FROM
      seat
    WHERE
      seat.end_date IS NULL
    GROUP BY ALL
  ),
  home AS (
    SELECT
      worker.noss,
      count(*) FILTER(
        WHERE
          person.zip_code || ' ' || lower(person.street) || ' ' || person.house_nbr = seat.address
      ) AS workers_living_there,
      count(*) AS worker_count
    FROM
      (
        SELECT DISTINCT
          record.noss_registration_nbr AS noss,
          record.inss
        FROM
          extract.dmfa_worker_record AS record
      ) AS worker
      JOIN seat ON seat.noss = worker.noss
      LEFT JOIN extract.person_register AS person ON person.inss = worker.inss
    GROUP BY ALL
  )
SELECT
  seat.noss AS subject,
  CASE
    WHEN bankrupt.cbe IS NOT NULL THEN 1
  END AS is_bankrupt,
  mandate.* EXCLUDE (cbe),
  neighbour.neighbours,
  home.workers_living_there,
  home.workers_living_there / home.worker_count AS workers_living_there_share
FROM
  seat
  LEFT JOIN bankrupt ON bankrupt.cbe = seat.cbe
  LEFT JOIN mandate ON mandate.cbe = seat.cbe
  LEFT JOIN neighbour ON neighbour.address = seat.address
  LEFT JOIN home ON home.noss = seat.noss
