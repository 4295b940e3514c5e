-- One row per contradiction and source row that proves it.
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
SELECT DISTINCT
  f.contradiction_id AS contradiction_id,
  f.source_table AS source_table,
  f.source_key AS source_key
FROM
  finding AS f
