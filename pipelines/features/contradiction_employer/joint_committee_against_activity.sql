-- One row per employer and quarter that declares half of its manual workers or more in a joint committee of another sector than all its activities, and occupation.
-- Window: the last quarter. Only where both the activities and the joint committees lie in sectors at risk; temporary work may lend to any sector.
WITH
  activity AS (
    SELECT
      e.noss_registration_number,
      g.sector
    FROM
      staging.employer_directory_employer AS e
      INNER JOIN staging.geography_nace_risk_sector AS g ON g.nace_code = e.nace_code
    UNION
    SELECT
      e.noss_registration_number,
      g.sector
    FROM
      link.employer AS e
      INNER JOIN staging.cbe_activity AS a ON a.entity_number = e.cbe_number
      INNER JOIN staging.geography_nace_risk_sector AS g ON g.nace_code = a.nace_code
      AND g.nace_version = a.nace_version
  ),
  committee_sector AS (
    SELECT DISTINCT
      j.sector
    FROM
      staging.geography_joint_committee_sector AS j
  ),
  judged AS (
    SELECT
      a.noss_registration_number
    FROM
      activity AS a
      LEFT JOIN committee_sector AS c ON c.sector = a.sector
    GROUP BY
      a.noss_registration_number
    HAVING
      bool_and(
        c.sector IS NOT NULL
        AND a.sector <> 'temporary_work'
      )
  ),
  work AS (
    SELECT
      w.noss_registration_number,
      w.cbe_number,
      w.quarter,
      w.worker_id,
      w.source_key,
      w.known_date,
      j.sector IS NOT NULL
      AND a.sector IS NULL AS is_foreign
    FROM
      feature.declared_work AS w
      INNER JOIN judged AS k ON k.noss_registration_number = w.noss_registration_number
      LEFT JOIN staging.geography_joint_committee_sector AS j ON j.joint_commission_number = w.joint_commission_number
      LEFT JOIN activity AS a ON a.noss_registration_number = w.noss_registration_number
      AND a.sector = j.sector
    WHERE
      w.quarter = $quarter
      AND w.worker_code IN ('015', '027', '035')
  ),
  found AS (
    SELECT
      w.noss_registration_number AS subject_id,
      w.noss_registration_number,
      max(w.cbe_number) AS cbe_number,
      w.quarter,
      quarter_first_day(w.quarter) AS first_date,
      quarter_last_day(w.quarter) AS last_date,
      count(DISTINCT w.worker_id) FILTER(
        WHERE
          w.is_foreign
      ) AS evidence_count,
      count(DISTINCT w.worker_id) AS evidence_base_count,
      max(w.known_date) AS known_date
    FROM
      work AS w
    GROUP BY
      w.noss_registration_number,
      w.quarter
    HAVING
      2 * count(DISTINCT w.worker_id) FILTER(
        WHERE
          w.is_foreign
      ) >= count(DISTINCT w.worker_id)
  ),
  proof AS (
    SELECT
      w.noss_registration_number AS subject_id,
      w.quarter,
      'staging.dmfa_occupation' AS source_table,
      w.source_key
    FROM
      work AS w
    WHERE
      w.is_foreign
  )
SELECT
  opaque_id('C', 'joint_committee_against_activity ' || f.subject_id || ' ' || f.quarter) AS contradiction_id,
  'joint_committee_against_activity' AS check_code,
  'employer' AS subject_type,
  f.subject_id AS subject_id,
  f.noss_registration_number AS noss_registration_number,
  f.cbe_number AS cbe_number,
  CAST(NULL AS VARCHAR) AS worker_id,
  CAST(NULL AS VARCHAR) AS avwddt_id,
  CAST(f.first_date AS DATE) AS first_date,
  CAST(f.last_date AS DATE) AS last_date,
  CAST(f.evidence_count AS INTEGER) AS evidence_count,
  CAST(f.evidence_base_count AS INTEGER) AS evidence_base_count,
  CAST(NULL AS BIGINT) AS amount_cents,
  CAST(f.known_date AS DATE) AS known_date,
  p.source_table AS source_table,
  p.source_key AS source_key
FROM
  found AS f
  INNER JOIN proof AS p ON p.subject_id = f.subject_id
  AND p.quarter = f.quarter
