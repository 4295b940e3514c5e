-- warn: postings that end before they start.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.limosa_posting AS p
WHERE
  p.end_date < p.start_date;

-- warn: postings planned for more than 24 months, the limit of an A1 document.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.limosa_posting AS p
WHERE
  p.end_date > p.start_date + INTERVAL 24 MONTH;

-- warn: postings without a number and without a name of the employer.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.limosa_posting AS p
WHERE
  p.employer_foreign_id IS NULL
  AND p.employer_name_id IS NULL;

-- warn: postings that name nobody, neither by NISS nor by last name.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.limosa_posting AS p
WHERE
  p.worker_id IS NULL
  AND p.worker_last_name_id IS NULL;

-- fail: of a hundred or more postings, over a tenth name nobody; the delivery lost the persons.
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
      count(*) - count(coalesce(p.worker_id, p.worker_last_name_id)) AS lost_count,
      count(*) AS total_count
    FROM
      staging.limosa_posting AS p
  ) AS g;
