-- warn: cases visited before they were opened.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.inspection_case AS c
WHERE
  c.visit_date < c.opened_date;

-- warn: cases closed before they were opened or visited.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.inspection_case AS c
WHERE
  c.closed_date < c.opened_date
  OR c.closed_date < c.visit_date;

-- warn: cases without an employer and without works.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.inspection_case AS c
WHERE
  c.noss_registration_number IS NULL
  AND c.cbe_number IS NULL
  AND c.avwddt_id IS NULL;

-- warn: outcomes known before the day on which they came about.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.inspection_outcome AS o
WHERE
  o.known_date < o.outcome_date;

-- warn: outcomes of a case that was not delivered.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.inspection_outcome AS o
  LEFT JOIN staging.inspection_case AS c ON c.case_id = o.case_id
WHERE
  c.case_id IS NULL;

-- fail: of a hundred or more outcomes, over a tenth belong to no delivered case; labels would be lost.
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
      count(*) - count(c.case_id) AS lost_count,
      count(*) AS total_count
    FROM
      staging.inspection_outcome AS o
      LEFT JOIN staging.inspection_case AS c ON c.case_id = o.case_id
  ) AS g;
