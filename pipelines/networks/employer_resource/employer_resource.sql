-- One row per shared resource.
SELECT
  e.resource_id AS resource_id,
  CAST(count(DISTINCT e.cbe_number) AS INTEGER) AS employer_count,
  count(DISTINCT e.cbe_number) > 40 AS is_hub,
  min(e.begin_date) AS first_begin_date
FROM
  network.employer_resource_edge AS e
GROUP BY
  e.resource_id
