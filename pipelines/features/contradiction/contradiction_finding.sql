-- One row per contradiction of any check and source row that proves it.
WITH
  finding AS (
    SELECT
      f.*
    FROM
      feature.dimona_without_dmfa AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.dmfa_without_dimona AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.double_full_time AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.work_while_unemployed AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.work_while_unfit AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.work_elsewhere_while_unfit AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.part_time_present_full_time AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.student_quota_exceeded AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.flexi_not_allowed AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.presence_without_dimona AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.presence_without_limosa AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.presence_after_posting AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.posting_without_presence AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.presence_at_two_places AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.works_not_declared AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.invoice_without_withholding AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.contract_without_withholding AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.deduction_not_allowed AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.first_hire_rank_contradicted AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.declaration_missing AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.joint_committee_against_activity AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.unit_moved_on_paper AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.bankrupt_yet_declaring AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.account_against_declaration AS f
    UNION ALL
    SELECT
      f.*
    FROM
      feature.contributions_not_paid AS f
  )
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
  max(f.known_date) AS known_date,
  f.source_table AS source_table,
  f.source_key AS source_key
FROM
  finding AS f
GROUP BY
  f.contradiction_id,
  f.source_table,
  f.source_key
