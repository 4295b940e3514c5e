-- One row per worker, employer and quarter with paid days in the DmfA but without a Dimona, and source row. Window: the last four quarters.
-- The pay periods of the record may begin or end outside the calendar quarter; a Dimona of any type that touches them is enough.
WITH
  declared AS (
    SELECT
      w.employer_id,
      w.worker_id,
      w.quarter,
      min(w.noss_registration_number) AS noss_registration_number,
      max(w.cbe_number) AS cbe_number,
      min(w.first_date) AS first_date,
      max(w.last_date) AS last_date,
      min(w.record_first_date) AS record_first_date,
      max(w.record_last_date) AS record_last_date,
      sum(w.paid_days) AS paid_days,
      max(w.known_date) AS known_date
    FROM
      feature.declared_work AS w
    WHERE
      w.quarter > quarter_before($quarter, 4)
      AND NOT w.is_subjected_by_office
      AND w.worker_code NOT IN ('404', '405', '406', '407', '497', '876', '877', '879', '883', '885')
    GROUP BY
      w.employer_id,
      w.worker_id,
      w.quarter
  ),
  spell AS (
    SELECT
      s.employer_id,
      s.worker_id,
      s.first_date,
      s.last_date
    FROM
      feature.dimona_spell AS s
    UNION ALL
    SELECT
      coalesce(e.cbe_number, t.final_noss_registration_number) AS employer_id,
      s.worker_id,
      s.first_date,
      s.last_date
    FROM
      feature.dimona_spell AS s
      INNER JOIN staging.employer_directory_transfer AS t ON t.initial_noss_registration_number = s.noss_registration_number
      AND t.transfer_date <= $as_of_date
      LEFT JOIN link.employer AS e ON e.noss_registration_number = t.final_noss_registration_number
  ),
  covered AS (
    SELECT DISTINCT
      d.employer_id,
      d.worker_id,
      d.quarter
    FROM
      declared AS d
      INNER JOIN spell AS s ON s.employer_id = d.employer_id
      AND s.worker_id = d.worker_id
      AND s.first_date <= greatest(d.record_last_date, quarter_last_day(d.quarter))
      AND s.last_date >= least(d.record_first_date, quarter_first_day(d.quarter))
  ),
  found AS (
    SELECT
      d.worker_id || ' ' || d.noss_registration_number AS subject_id,
      d.noss_registration_number,
      d.cbe_number,
      d.worker_id,
      d.employer_id,
      d.quarter,
      d.first_date,
      d.last_date,
      whole_part(d.paid_days, 100) AS evidence_count,
      d.known_date
    FROM
      declared AS d
      LEFT JOIN covered AS c ON c.employer_id = d.employer_id
      AND c.worker_id = d.worker_id
      AND c.quarter = d.quarter
    WHERE
      c.worker_id IS NULL
      AND d.paid_days > 0
  ),
  proof AS (
    SELECT
      f.subject_id,
      f.first_date,
      'staging.dmfa_occupation' AS source_table,
      w.source_key
    FROM
      found AS f
      INNER JOIN feature.declared_work AS w ON w.employer_id = f.employer_id
      AND w.worker_id = f.worker_id
      AND w.quarter = f.quarter
  )
SELECT
  opaque_id('C', 'dmfa_without_dimona ' || f.subject_id || ' ' || CAST(f.first_date AS VARCHAR)) AS contradiction_id,
  'dmfa_without_dimona' AS check_code,
  'worker_employer' AS subject_type,
  f.subject_id AS subject_id,
  f.noss_registration_number AS noss_registration_number,
  f.cbe_number AS cbe_number,
  f.worker_id AS worker_id,
  CAST(NULL AS VARCHAR) AS avwddt_id,
  CAST(f.first_date AS DATE) AS first_date,
  CAST(f.last_date AS DATE) AS last_date,
  CAST(f.evidence_count AS INTEGER) AS evidence_count,
  CAST(NULL AS INTEGER) AS evidence_base_count,
  CAST(NULL AS BIGINT) AS amount_cents,
  CAST(f.known_date AS DATE) AS known_date,
  p.source_table AS source_table,
  p.source_key AS source_key
FROM
  found AS f
  INNER JOIN proof AS p ON p.subject_id = f.subject_id
  AND p.first_date = f.first_date
