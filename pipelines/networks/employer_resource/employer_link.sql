-- One row per employer and resource that two employers or more share, without hubs, as known at the as-of date.
-- The weight of a link that has ended halves every twelve months (Van Vlasselaer et al., 2017).
WITH
  edge AS (
    SELECT
      e.noss_registration_number,
      e.resource_id,
      min(e.resource_type_code) AS resource_type_code,
      min(e.begin_date) AS begin_date,
      CASE
        WHEN bool_and(e.end_date IS NOT NULL) THEN max(e.end_date)
      END AS end_date,
      count(*) AS evidence_row_count
    FROM
      network.employer_link_evidence AS e
    GROUP BY
      e.noss_registration_number,
      e.resource_id
  ),
  resource AS (
    SELECT
      e.resource_id,
      count(*) AS employer_count
    FROM
      edge AS e
    GROUP BY
      e.resource_id
  )
SELECT
  e.noss_registration_number AS noss_registration_number,
  e.resource_id AS resource_id,
  e.resource_type_code AS resource_type_code,
  e.begin_date AS begin_date,
  e.end_date AS end_date,
  power(0.5, coalesce(date_diff('day', e.end_date, CAST($as_of_date AS DATE)), 0) / 365.0) AS edge_weight,
  CAST(r.employer_count AS INTEGER) AS shared_employer_count,
  CAST(e.evidence_row_count AS INTEGER) AS evidence_row_count
FROM
  edge AS e
  INNER JOIN resource AS r ON r.resource_id = e.resource_id
  INNER JOIN network.employer_link_type AS t ON t.resource_type_code = e.resource_type_code
WHERE
  r.employer_count <= t.most_employers
