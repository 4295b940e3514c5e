-- One row per judged provider, client, quarter and anomaly that is open at the as-of date: what is left to correct.
-- It goes to the provider that declared last for the client: it holds the mandate today.
WITH
  holder AS (
    SELECT
      m.noss_registration_number,
      m.sender_id
    FROM
      feature.provider_mandate AS m
      INNER JOIN feature.provider_selection AS s ON s.sender_id = m.sender_id
    WHERE
      m.next_quarter IS NULL
      AND s.is_selected
  )
SELECT
  h.sender_id AS sender_id,
  a.noss_registration_number AS noss_registration_number,
  a.quarter AS quarter,
  a.error_id AS error_id,
  a.anomaly_class AS anomaly_class,
  CAST(count(DISTINCT coalesce(a.worker_id, '')) AS INTEGER) AS worker_count,
  min(a.first_seen_date) AS first_seen_date
FROM
  staging.dmfa_anomaly AS a
  INNER JOIN holder AS h ON h.noss_registration_number = a.noss_registration_number
WHERE
  a.first_seen_date <= $as_of_date
  AND a.quarter <= $quarter
  AND a.anomaly_class IN ('B', 'P', 'NP', 'D')
  AND (
    a.resolved_date IS NULL
    OR a.resolved_date > $as_of_date
  )
GROUP BY
  h.sender_id,
  a.noss_registration_number,
  a.quarter,
  a.error_id,
  a.anomaly_class
