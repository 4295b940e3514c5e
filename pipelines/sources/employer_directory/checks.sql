-- warn: employers whose last day lies before their first.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.employer_directory_employer AS e
WHERE
  e.end_date < e.registration_date;

-- warn: employers without a CBE number; links to other sources miss them.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.employer_directory_employer AS e
WHERE
  e.cbe_number IS NULL;

-- fail: of a hundred or more employers, over a tenth have no CBE number; the delivery lost the column's content.
SELECT
  CAST(
    CASE
      WHEN g.total_count >= 100
      AND 10 * g.lost_count > g.total_count THEN g.lost_count
      ELSE 0
    END AS INTEGER
  ) AS offending_count
FROM
  (
    SELECT
      count(*) - count(e.cbe_number) AS lost_count,
      count(*) AS total_count
    FROM
      staging.employer_directory_employer AS e
  ) AS g;

-- warn: employers whose service provider is not in the directory.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.employer_directory_employer AS e
  LEFT JOIN staging.employer_directory_service_provider AS p ON p.service_provider_id = e.service_provider_id
WHERE
  e.service_provider_id IS NOT NULL
  AND p.service_provider_id IS NULL;

-- warn: transfers from a matricule to itself.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.employer_directory_transfer AS t
WHERE
  t.initial_noss_registration_number = t.final_noss_registration_number;
