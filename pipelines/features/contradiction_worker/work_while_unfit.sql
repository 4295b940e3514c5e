-- One row per worker, employer and quarter in which most of an incapacity was paid as work by the same employer, and source row.
SELECT
  opaque_id('C', 'work_while_unfit ' || u.subject_id || ' ' || CAST(u.first_date AS VARCHAR)) AS contradiction_id,
  'work_while_unfit' AS check_code,
  'worker_employer' AS subject_type,
  u.subject_id AS subject_id,
  u.noss_registration_number AS noss_registration_number,
  u.cbe_number AS cbe_number,
  u.worker_id AS worker_id,
  CAST(NULL AS VARCHAR) AS avwddt_id,
  u.first_date AS first_date,
  u.last_date AS last_date,
  u.worked_days AS evidence_count,
  u.unfit_days AS evidence_base_count,
  CAST(NULL AS BIGINT) AS amount_cents,
  u.known_date AS known_date,
  u.source_table AS source_table,
  u.source_key AS source_key
FROM
  feature.unfit_work AS u
WHERE
  NOT u.is_elsewhere
