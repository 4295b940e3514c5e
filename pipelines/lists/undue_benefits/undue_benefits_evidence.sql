-- One row per worker and employer, rule and source row that proves it, the first fifty keys of each.
WITH
  proof AS (
    SELECT
      m.subject_id AS subject_id,
      'unemployed_at_work' AS reason_code,
      'staging.benefit_unemployment' AS source_table,
      b.worker_id || ' ' || CAST(b.period_start_date AS VARCHAR) || ' ' || CAST(b.known_date AS VARCHAR) AS source_key
    FROM
      ranking.undue_benefits_measure AS m
      INNER JOIN staging.benefit_unemployment AS b ON b.worker_id = m.worker_id
    WHERE
      b.known_date <= $as_of_date
      AND coalesce(b.period_end_date, $as_of_date) > months_before($as_of_date, 12)
    UNION
    SELECT
      m.subject_id AS subject_id,
      'unfit_at_work' AS reason_code,
      'staging.benefit_incapacity' AS source_table,
      b.worker_id || ' ' || CAST(b.period_start_date AS VARCHAR) || ' ' || CAST(b.known_date AS VARCHAR) AS source_key
    FROM
      ranking.undue_benefits_measure AS m
      INNER JOIN staging.benefit_incapacity AS b ON b.worker_id = m.worker_id
    WHERE
      b.known_date <= $as_of_date
      AND coalesce(b.period_end_date, $as_of_date) > months_before($as_of_date, 18)
  )
SELECT
  p.subject_id AS subject_id,
  p.reason_code AS reason_code,
  p.source_table AS source_table,
  CAST(p.source_key AS VARCHAR) AS source_key
FROM
  proof AS p
  INNER JOIN ranking.undue_benefits_reason AS r ON r.subject_id = p.subject_id
  AND r.reason_code = p.reason_code
QUALIFY
  row_number() OVER (
    PARTITION BY
      p.subject_id,
      p.reason_code
    ORDER BY
      p.source_table,
      p.source_key
  ) <= 50
