-- One row per employer that claims a first-hire reduction in the last quarter; one with an infringement in three years is a known case.
SELECT
  p.noss_registration_number AS subject_id,
  p.noss_registration_number AS group_id,
  r.hit_count > 0 AS is_known_case,
  g.region_code AS region_code,
  g.language_code AS language_code,
  t.size_code AS size_code,
  g.nace_section_code AS sector_code,
  q.age_months AS age_months,
  q.first_hire_worker_count AS first_hire_worker_count,
  q.first_hire_cents AS first_hire_cents,
  q.late_hire_share AS late_hire_share,
  q.dimona_without_dmfa_count AS dimona_without_dmfa_count,
  t.committee_code AS committee_code,
  t.declared_worker_count AS declared_worker_count,
  t.wage_per_worker_cents AS wage_per_worker_cents,
  t.hire_share AS hire_share,
  t.exit_share AS exit_share,
  t.director_change_count AS director_change_count,
  r.largest_origin_share AS largest_origin_share,
  r.largest_parallel_share AS largest_parallel_share,
  r.gone_origin_share AS gone_origin_share,
  r.is_transfer_declared AS is_transfer_declared,
  r.director_employer_count AS director_employer_count,
  r.director_gone_count AS director_gone_count,
  r.has_director_origin AS has_director_origin,
  p.missed_share AS missed_share,
  n.quadrangle_count AS quadrangle_count
FROM
  feature.employer_payment AS p
  LEFT JOIN feature.employer_quarter AS q ON q.noss_registration_number = p.noss_registration_number
  AND q.quarter = $quarter
  LEFT JOIN feature.employer_trend AS t ON t.noss_registration_number = p.noss_registration_number
  LEFT JOIN feature.employer_tie AS r ON r.noss_registration_number = p.noss_registration_number
  LEFT JOIN feature.employer_grouping AS g ON g.noss_registration_number = p.noss_registration_number
  LEFT JOIN network.employer_network AS n ON n.noss_registration_number = p.noss_registration_number
WHERE
  q.first_hire_worker_count > 0
