-- One row per employer of the directory that lived in the last year; the columns that anybody would try first stand by topic in employer/.
WITH
  stamp AS (
    SELECT
      max(period.form_creation_timestamp)::DATE AS as_of_date
    FROM
      extract.dimona_period AS period
  )
SELECT
  directory.noss_registration_nbr AS subject,
  directory.nace_code AS sector,
  CAST(directory.noss_registration_nbr AS BIGINT) AS matricule,
  CAST(directory.company_id AS BIGINT) AS cbe_number,
  hash(directory.service_provider_id) % 1000 AS service_provider,
  directory.registration_date - DATE '1900-01-01' AS youth
FROM
  extract.employer_directory_employer AS directory
  JOIN stamp ON directory.registration_date <= stamp.as_of_date
  AND coalesce(directory.end_date, stamp.as_of_date) >= stamp.as_of_date - 365
