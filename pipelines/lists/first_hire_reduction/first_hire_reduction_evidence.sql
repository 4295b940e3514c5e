-- One row per matricule, rule and source row that proves it, the first fifty keys of each.
WITH
  proof AS (
    SELECT
      m.noss_registration_number AS subject_id,
      rule.reason_code,
      'feature.employer_origin' AS source_table,
      m.noss_registration_number || ' ' || m.earlier_noss_registration_number AS source_key
    FROM
      ranking.first_hire_reduction_measure AS m
      CROSS JOIN (
        VALUES
          ('living_split'),
          ('both_prongs'),
          ('moved_staff'),
          ('common_person'),
          ('common_address'),
          ('common_contact')
      ) AS rule (reason_code)
    WHERE
      m.earlier_noss_registration_number IS NOT NULL
  )
SELECT
  p.subject_id AS subject_id,
  p.reason_code AS reason_code,
  p.source_table AS source_table,
  CAST(p.source_key AS VARCHAR) AS source_key
FROM
  proof AS p
  INNER JOIN ranking.first_hire_reduction_reason AS r ON r.subject_id = p.subject_id
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
