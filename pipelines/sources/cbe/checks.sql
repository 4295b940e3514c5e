-- warn: establishment units whose enterprise is not in the open data.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.cbe_establishment AS u
  LEFT JOIN staging.cbe_enterprise AS e ON e.cbe_number = u.cbe_number
WHERE
  e.cbe_number IS NULL;

-- fail: of a hundred or more establishment units, over a tenth have no enterprise; a file of the delivery is missing.
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
      staging.cbe_establishment AS u
      LEFT JOIN staging.cbe_enterprise AS e ON e.cbe_number = u.cbe_number
  ) AS g;

-- warn: seats of natural persons are not public; the delivery holds more than the open data.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.cbe_address AS a
  INNER JOIN staging.cbe_enterprise AS e ON e.cbe_number = a.entity_number
WHERE
  e.type_of_enterprise = '1'
  AND a.type_of_address = 'REGO';

-- warn: enterprises with two main activities in one group and NACE version.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  (
    SELECT
      a.entity_number
    FROM
      staging.cbe_activity AS a
    WHERE
      a.classification = 'MAIN'
      AND left(a.entity_number, 1) IN ('0', '1')
    GROUP BY
      a.entity_number,
      a.activity_group,
      a.nace_version
    HAVING
      count(*) > 1
  ) AS g;
