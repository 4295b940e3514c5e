-- One row per employer, quarter and deduction code that is not allowed for the quarter, the region of the establishment unit or the day of the hire, and deduction.
-- Window: the last four quarters. Codes without a rule are silent; fictitious unit numbers and units without a known region are not judged.
WITH
  claim AS (
    SELECT
      d.source_key,
      d.noss_registration_number,
      d.quarter,
      d.worker_id,
      d.deduction_code,
      d.deduction_cents,
      d.known_date
    FROM
      feature.claimed_deduction AS d
      INNER JOIN feature.deduction_rule AS r ON r.deduction_code = d.deduction_code
      LEFT JOIN feature.declared_work AS w ON w.source_key = d.occupation_key
      LEFT JOIN feature.unit_region AS u ON u.entity_number = w.establishment_unit_number
    WHERE
      d.quarter NOT BETWEEN r.first_quarter AND r.last_quarter
      OR coalesce(u.region <> r.region, FALSE)
      OR coalesce(d.right_starting_date NOT BETWEEN r.first_hire_date AND r.last_hire_date, FALSE)
  ),
  found AS (
    SELECT
      c.noss_registration_number AS subject_id,
      c.noss_registration_number,
      max(e.cbe_number) AS cbe_number,
      c.quarter,
      c.deduction_code,
      quarter_first_day(c.quarter) AS first_date,
      quarter_last_day(c.quarter) AS last_date,
      count(DISTINCT c.worker_id) AS evidence_count,
      sum(c.deduction_cents) AS amount_cents,
      max(c.known_date) AS known_date
    FROM
      claim AS c
      LEFT JOIN link.employer AS e ON e.noss_registration_number = c.noss_registration_number
    GROUP BY
      c.noss_registration_number,
      c.quarter,
      c.deduction_code
  ),
  proof AS (
    SELECT
      c.noss_registration_number AS subject_id,
      c.quarter,
      c.deduction_code,
      'staging.dmfa_deduction' AS source_table,
      c.source_key
    FROM
      claim AS c
  )
SELECT
  opaque_id('C', 'deduction_not_allowed ' || f.subject_id || ' ' || f.quarter || ' ' || f.deduction_code) AS contradiction_id,
  'deduction_not_allowed' AS check_code,
  'employer' AS subject_type,
  f.subject_id AS subject_id,
  f.noss_registration_number AS noss_registration_number,
  f.cbe_number AS cbe_number,
  CAST(NULL AS VARCHAR) AS worker_id,
  CAST(NULL AS VARCHAR) AS avwddt_id,
  CAST(f.first_date AS DATE) AS first_date,
  CAST(f.last_date AS DATE) AS last_date,
  CAST(f.evidence_count AS INTEGER) AS evidence_count,
  CAST(NULL AS INTEGER) AS evidence_base_count,
  CAST(f.amount_cents AS BIGINT) AS amount_cents,
  CAST(f.known_date AS DATE) AS known_date,
  p.source_table AS source_table,
  p.source_key AS source_key
FROM
  found AS f
  INNER JOIN proof AS p ON p.subject_id = f.subject_id
  AND p.quarter = f.quarter
  AND p.deduction_code = f.deduction_code
