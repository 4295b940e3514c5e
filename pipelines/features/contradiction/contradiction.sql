-- One row per contradiction between declarations, of all cross-checks.
SELECT
  f.contradiction_id AS contradiction_id,
  max(f.check_code) AS check_code,
  max(f.subject_type) AS subject_type,
  max(f.subject_id) AS subject_id,
  max(f.noss_registration_number) AS noss_registration_number,
  max(f.cbe_number) AS cbe_number,
  max(f.worker_id) AS worker_id,
  max(f.avwddt_id) AS avwddt_id,
  max(f.first_date) AS first_date,
  max(f.last_date) AS last_date,
  max(f.evidence_count) AS evidence_count,
  max(f.evidence_base_count) AS evidence_base_count,
  max(f.amount_cents) AS amount_cents,
  max(f.known_date) AS known_date
FROM
  feature.contradiction_finding AS f
GROUP BY
  f.contradiction_id
