-- One row per works site and rule that gave it points, with the numbers of its sentence.
WITH
  measured AS (
    SELECT
      s.avwddt_id AS subject_id,
      r.*,
      CASE r.reason_code
        WHEN 'undeclared_work' THEN s.undeclared_worker_count
        WHEN 'undeclared_share' THEN whole_part(100 * s.undeclared_presence_count, greatest(s.presence_count, 1))
        WHEN 'late_dimona' THEN s.late_dimona_presence_count
        WHEN 'other_employer' THEN s.other_employer_presence_count
        WHEN 'posting_without_limosa' THEN s.unposted_worker_count
        WHEN 'posting_share' THEN whole_part(100 * s.unposted_presence_count, greatest(s.posted_presence_count, 1))
        WHEN 'late_limosa' THEN s.late_limosa_presence_count
        WHEN 'unnotified_contractor' THEN s.unnotified_contractor_count
        WHEN 'posting_without_a1' THEN s.posting_without_a1_count
        WHEN 'no_presence' THEN s.days_without_presence
        WHEN 'silent_contractor' THEN s.silent_contractor_count
        WHEN 'unlisted_employer' THEN s.unlisted_employer_count
        WHEN 'late_declaration' THEN s.declared_late_days
        WHEN 'late_contract' THEN s.late_contract_count
        WHEN 'long_chain' THEN s.chain_depth
        WHEN 'foreign_chain' THEN CASE
          WHEN s.foreign_contractor_count >= 2 THEN whole_part(100 * s.foreign_contractor_count, greatest(s.contractor_count, 1))
          ELSE 0
        END
        WHEN 'new_contractor' THEN s.new_contractor_count
        WHEN 'debtor_on_site' THEN s.debtor_count
        WHEN 'withholding_missing' THEN s.unwithheld_invoice_count
        WHEN 'insolvent_on_site' THEN s.insolvent_count
        WHEN 'earlier_hit' THEN s.hit_count
        WHEN 'offending_contractor' THEN s.offending_contractor_count
        WHEN 'chain_hit' THEN p.chain_hit_count
        WHEN 'declarant_hit' THEN p.declarant_hit_count
      END AS evidence_count,
      CASE r.reason_code
        WHEN 'undeclared_work' THEN s.worker_count
        WHEN 'undeclared_share' THEN s.presence_count
        WHEN 'late_dimona' THEN s.presence_count
        WHEN 'other_employer' THEN s.presence_count
        WHEN 'posting_without_limosa' THEN s.posted_worker_count
        WHEN 'posting_share' THEN s.posted_presence_count
        WHEN 'late_limosa' THEN s.posted_presence_count
        WHEN 'unnotified_contractor' THEN s.foreign_contractor_count
        WHEN 'posting_without_a1' THEN s.posting_count
        WHEN 'silent_contractor' THEN s.contractor_count
        WHEN 'unlisted_employer' THEN s.employer_count
        WHEN 'late_contract' THEN s.contract_count
        WHEN 'foreign_chain' THEN s.contractor_count
        WHEN 'new_contractor' THEN s.contractor_count
        WHEN 'debtor_on_site' THEN s.contractor_count
        WHEN 'insolvent_on_site' THEN s.contractor_count
        WHEN 'earlier_hit' THEN s.visit_count
        WHEN 'offending_contractor' THEN s.contractor_count
        WHEN 'chain_hit' THEN p.chain_result_count
        WHEN 'declarant_hit' THEN p.declarant_result_count
      END AS evidence_base_count,
      CASE r.reason_code
        WHEN 'debtor_on_site' THEN s.debtor_owed_cents
        WHEN 'withholding_missing' THEN s.unwithheld_cents
      END AS evidence_cents
    FROM
      feature.site_month AS s
      LEFT JOIN feature.site_reputation AS p ON p.avwddt_id = s.avwddt_id
      CROSS JOIN ranking.monthly_sites_rule AS r
  )
SELECT
  m.subject_id AS subject_id,
  m.reason_code AS reason_code,
  m.theme_code AS theme_code,
  CAST(
    least(
      m.first_points + m.unit_points * whole_part(m.evidence_count - m.threshold_count, m.unit_count),
      m.most_points
    ) AS INTEGER
  ) AS points,
  CAST(m.evidence_count AS INTEGER) AS evidence_count,
  CAST(m.evidence_base_count AS INTEGER) AS evidence_base_count,
  CAST(m.evidence_cents AS BIGINT) AS evidence_cents
FROM
  measured AS m
WHERE
  m.evidence_count >= m.threshold_count
