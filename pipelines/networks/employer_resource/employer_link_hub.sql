-- One row per kind of resource: how many there are, and what the limit of employers sets aside.
WITH
  resource AS (
    SELECT
      e.resource_type_code,
      e.resource_id,
      count(DISTINCT e.noss_registration_number) AS employer_count
    FROM
      network.employer_link_evidence AS e
    GROUP BY
      e.resource_type_code,
      e.resource_id
  )
SELECT
  t.resource_type_code AS resource_type_code,
  CAST(count(r.resource_id) AS INTEGER) AS resource_count,
  CAST(
    count(
      CASE
        WHEN r.employer_count > t.most_employers THEN 1
      END
    ) AS INTEGER
  ) AS hub_count,
  CAST(
    coalesce(
      sum(
        CASE
          WHEN r.employer_count > t.most_employers THEN r.employer_count
        END
      ),
      0
    ) AS INTEGER
  ) AS hub_edge_count
FROM
  network.employer_link_type AS t
  LEFT JOIN resource AS r ON r.resource_type_code = t.resource_type_code
GROUP BY
  t.resource_type_code
