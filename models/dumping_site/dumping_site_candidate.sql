-- One row per declared works of the last three months; one whose address had an infringement by the as-of date is a known case.
WITH
  postal_region AS (
    SELECT
      p.postal_code,
      min(m.region) AS region
    FROM
      staging.geography_postal_code AS p
      INNER JOIN staging.geography_municipality AS m ON m.nis_code = p.nis_code
    GROUP BY
      p.postal_code
  )
SELECT
  s.avwddt_id AS subject_id,
  coalesce(s.site_id, s.avwddt_id) AS group_id,
  s.hit_count > 0 AS is_known_case,
  g.region AS region_code,
  CAST(NULL AS VARCHAR) AS language_code,
  CASE
    WHEN s.contractor_count < 3 THEN '1'
    WHEN s.contractor_count < 8 THEN '2'
    ELSE '3'
  END AS size_code,
  w.sector AS sector_code,
  s.works_type_code AS works_type_code,
  s.is_obliged_to_register AS is_obliged_to_register,
  s.declared_cents AS declared_cents,
  s.declared_late_days AS declared_late_days,
  s.late_contract_count AS late_contract_count,
  s.contractor_count AS contractor_count,
  s.chain_depth AS chain_depth,
  s.foreign_contractor_share AS foreign_contractor_share,
  s.new_contractor_count AS new_contractor_count,
  s.unlisted_employer_count AS unlisted_employer_count,
  s.presence_count AS presence_count,
  s.employer_count AS employer_count,
  s.days_without_presence AS days_without_presence,
  s.silent_contractor_count AS silent_contractor_count,
  s.unnotified_contractor_count AS unnotified_contractor_count,
  s.undeclared_presence_share AS undeclared_presence_share,
  s.undeclared_worker_count AS undeclared_worker_count,
  s.late_dimona_presence_count AS late_dimona_presence_count,
  s.other_employer_presence_count AS other_employer_presence_count,
  s.posted_presence_share AS posted_presence_share,
  s.unposted_worker_count AS unposted_worker_count,
  s.debtor_count AS debtor_count,
  s.unwithheld_invoice_count AS unwithheld_invoice_count,
  s.posting_without_a1_count AS posting_without_a1_count,
  s.insolvent_count AS insolvent_count,
  s.offending_contractor_count AS offending_contractor_count,
  r.chain_result_count AS chain_result_count,
  r.chain_hit_count AS chain_hit_count,
  r.chain_hit_share AS chain_hit_share,
  r.declarant_result_count AS declarant_result_count,
  r.declarant_hit_count AS declarant_hit_count,
  r.declarant_hit_share AS declarant_hit_share,
  r.chain_without_a1_share AS chain_without_a1_share,
  r.chain_unposted_share AS chain_unposted_share
FROM
  feature.site_month AS s
  LEFT JOIN staging.works_declaration_works AS w ON w.avwddt_id = s.avwddt_id
  AND w.known_date <= $as_of_date
  LEFT JOIN feature.site_reputation AS r ON r.avwddt_id = s.avwddt_id
  LEFT JOIN postal_region AS g ON g.postal_code = postal_key(w.postal_code)
