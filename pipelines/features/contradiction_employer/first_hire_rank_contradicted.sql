-- One row per employer, quarter and first-hire code whose rank its own declarations contradict, and deduction.
-- Contradicted: on the last day of the quarter before the hire as many ordinary workers as the rank were there already (law of 24 December 2002, art. 343). Silent where that quarter was not delivered.
WITH
  claim AS (
    SELECT
      d.source_key,
      d.noss_registration_number,
      d.quarter,
      d.worker_id,
      d.deduction_code,
      d.deduction_cents,
      d.known_date,
      r.hire_rank,
      quarter_before(quarter_of(d.right_starting_date), 1) AS quarter_before_hire
    FROM
      feature.claimed_deduction AS d
      INNER JOIN feature.deduction_rule AS r ON r.deduction_code = d.deduction_code
    WHERE
      r.hire_rank IS NOT NULL
      AND d.right_starting_date IS NOT NULL
  ),
  staff AS (
    SELECT
      w.noss_registration_number,
      w.quarter,
      count(DISTINCT w.worker_id) AS worker_count
    FROM
      feature.declared_work AS w
    WHERE
      w.is_ordinary
      AND w.last_date = quarter_last_day(w.quarter)
      AND NOT w.has_ended
    GROUP BY
      w.noss_registration_number,
      w.quarter
  ),
  wrong AS (
    SELECT
      c.source_key,
      c.noss_registration_number,
      c.quarter,
      c.worker_id,
      c.deduction_code,
      c.deduction_cents,
      c.known_date,
      s.worker_count
    FROM
      claim AS c
      INNER JOIN staff AS s ON s.noss_registration_number = c.noss_registration_number
      AND s.quarter = c.quarter_before_hire
    WHERE
      s.worker_count >= c.hire_rank
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
      max(c.worker_count) AS evidence_count,
      sum(c.deduction_cents) AS amount_cents,
      max(c.known_date) AS known_date
    FROM
      wrong AS c
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
      wrong AS c
  )
SELECT
  opaque_id('C', 'first_hire_rank_contradicted ' || f.subject_id || ' ' || f.quarter || ' ' || f.deduction_code) AS contradiction_id,
  'first_hire_rank_contradicted' AS check_code,
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
