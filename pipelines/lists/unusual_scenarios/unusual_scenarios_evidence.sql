-- One row per matricule, rule and source row that proves it, the first fifty keys of each.
WITH
  proof AS (
    SELECT
      m.noss_registration_number AS subject_id,
      'turnover' AS reason_code,
      'feature.employer_quarter' AS source_table,
      m.noss_registration_number || ' ' || CAST($quarter AS VARCHAR) AS source_key
    FROM
      ranking.unusual_scenarios_measure AS m
    WHERE
      m.figure_code = 'turnover'
    UNION
    SELECT
      m.noss_registration_number AS subject_id,
      'dimona_only' AS reason_code,
      'feature.employer_quarter' AS source_table,
      m.noss_registration_number || ' ' || CAST($quarter AS VARCHAR) AS source_key
    FROM
      ranking.unusual_scenarios_measure AS m
    WHERE
      m.figure_code = 'dimona_only'
    UNION
    SELECT
      m.noss_registration_number AS subject_id,
      'dmfa_only' AS reason_code,
      'feature.employer_quarter' AS source_table,
      m.noss_registration_number || ' ' || CAST($quarter AS VARCHAR) AS source_key
    FROM
      ranking.unusual_scenarios_measure AS m
    WHERE
      m.figure_code = 'dmfa_only'
    UNION
    SELECT
      m.noss_registration_number AS subject_id,
      'corrections' AS reason_code,
      'feature.employer_quarter' AS source_table,
      m.noss_registration_number || ' ' || CAST($quarter AS VARCHAR) AS source_key
    FROM
      ranking.unusual_scenarios_measure AS m
    WHERE
      m.figure_code = 'corrections'
    UNION
    SELECT
      m.noss_registration_number AS subject_id,
      'low_pay_per_day' AS reason_code,
      'feature.employer_quarter' AS source_table,
      m.noss_registration_number || ' ' || CAST($quarter AS VARCHAR) AS source_key
    FROM
      ranking.unusual_scenarios_measure AS m
    WHERE
      m.figure_code = 'low_pay_per_day'
    UNION
    SELECT
      m.noss_registration_number AS subject_id,
      'low_contributions' AS reason_code,
      'feature.employer_quarter' AS source_table,
      m.noss_registration_number || ' ' || CAST($quarter AS VARCHAR) AS source_key
    FROM
      ranking.unusual_scenarios_measure AS m
    WHERE
      m.figure_code = 'low_contributions'
    UNION
    SELECT
      m.noss_registration_number AS subject_id,
      'first_hire' AS reason_code,
      'feature.employer_quarter' AS source_table,
      m.noss_registration_number || ' ' || CAST($quarter AS VARCHAR) AS source_key
    FROM
      ranking.unusual_scenarios_measure AS m
    WHERE
      m.figure_code = 'first_hire'
  )
SELECT
  p.subject_id AS subject_id,
  p.reason_code AS reason_code,
  p.source_table AS source_table,
  CAST(p.source_key AS VARCHAR) AS source_key
FROM
  proof AS p
  INNER JOIN ranking.unusual_scenarios_reason AS r ON r.subject_id = p.subject_id
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
