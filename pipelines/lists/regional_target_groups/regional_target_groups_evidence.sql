-- One row per matricule, rule and source row that proves it, the first fifty keys of each.
WITH
  proof AS (
    SELECT
      m.noss_registration_number AS subject_id,
      rule.reason_code,
      'feature.employer_declaration' AS source_table,
      d.noss_registration_number || ' ' || d.quarter AS source_key
    FROM
      ranking.regional_target_groups_measure AS m
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = m.noss_registration_number
      CROSS JOIN (
        VALUES
          ('moved_on_paper'),
          ('reduced_elsewhere'),
          ('no_local_hires'),
          ('wrong_region')
      ) AS rule (reason_code)
    WHERE
      d.quarter <= $quarter
      AND d.quarter >= quarter_of(months_before(quarter_first_day($quarter), 24))
  )
SELECT
  p.subject_id AS subject_id,
  p.reason_code AS reason_code,
  p.source_table AS source_table,
  CAST(p.source_key AS VARCHAR) AS source_key
FROM
  proof AS p
  INNER JOIN ranking.regional_target_groups_reason AS r ON r.subject_id = p.subject_id
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
