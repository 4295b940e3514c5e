-- One row per matricule, rule and source row that proves it, the first fifty keys of each.
WITH
  proof AS (
    SELECT
      d.noss_registration_number AS subject_id,
      'worker_group' AS reason_code,
      'feature.employer_departure' AS source_table,
      d.noss_registration_number || ' ' || d.worker_id AS source_key
    FROM
      feature.employer_departure AS d
    WHERE
      d.other_noss_registration_number IS NOT NULL
    UNION
    SELECT
      d.noss_registration_number AS subject_id,
      'claims' AS reason_code,
      'feature.employer_departure' AS source_table,
      d.noss_registration_number || ' ' || d.worker_id AS source_key
    FROM
      feature.employer_departure AS d
    WHERE
      d.claim_date IS NOT NULL
    UNION
    SELECT
      d.noss_registration_number AS subject_id,
      rule.reason_code,
      'feature.employer_departure' AS source_table,
      d.noss_registration_number || ' ' || d.worker_id AS source_key
    FROM
      feature.employer_departure AS d
      CROSS JOIN (
        VALUES
          ('short_life'),
          ('short_share')
      ) AS rule (reason_code)
    UNION
    SELECT
      m.noss_registration_number AS subject_id,
      'nothing_paid' AS reason_code,
      'staging.account_quarter' AS source_table,
      m.noss_registration_number || ' ' || a.quarter || ' ' || CAST(a.read_date AS VARCHAR) AS source_key
    FROM
      ranking.fictitious_employment_measure AS m
      INNER JOIN feature.employer_account AS a ON a.noss_registration_number = m.noss_registration_number
    WHERE
      2 * a.open_cents > a.due_cents
  )
SELECT
  p.subject_id AS subject_id,
  p.reason_code AS reason_code,
  p.source_table AS source_table,
  CAST(p.source_key AS VARCHAR) AS source_key
FROM
  proof AS p
  INNER JOIN ranking.fictitious_employment_reason AS r ON r.subject_id = p.subject_id
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
