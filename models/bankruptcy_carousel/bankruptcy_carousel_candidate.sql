-- One row per employer that lives at the as-of date and had workers in the last six months.
WITH
  predecessor AS (
    SELECT
      t.other_registration_number AS noss_registration_number,
      count(*) AS predecessor_count,
      sum(s.owed_cents) AS owed_cents,
      max(share_of(lesser_of(s.moved_worker_count, s.worker_count), s.worker_count)) AS worker_share
    FROM
      network.construction_tie AS t
      INNER JOIN network.employer_succession AS s ON s.noss_registration_number = t.noss_registration_number
      AND s.successor_registration_number = t.other_registration_number
    WHERE
      t.tie_code = 'succession'
    GROUP BY
      t.other_registration_number
  ),
  straw AS (
    SELECT
      d.noss_registration_number,
      count(*) AS straw_count
    FROM
      network.straw_director AS d
    GROUP BY
      d.noss_registration_number
  ),
  region AS (
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
  s.noss_registration_number AS subject_id,
  s.noss_registration_number AS group_id,
  coalesce(f.fraud_code = 'inspection', FALSE) AS is_known_case,
  r.region AS region_code,
  e.language AS language_code,
  e.importance_code AS size_code,
  substr(e.nace_code, 1, 2) AS sector_code,
  full_months(s.registration_date, $as_of_date) AS age_months,
  s.worker_count AS worker_count,
  s.owed_cents AS owed_cents,
  s.unpaid_quarter_count AS unpaid_quarter_count,
  q.wage_cents AS wage_cents,
  q.hire_count AS hire_count,
  q.late_hire_share AS late_hire_share,
  q.enforcement_step_count AS enforcement_step_count,
  n.degree_count AS degree_count,
  n.fraud_resource_count AS fraud_resource_count,
  n.fraud_resource_share AS fraud_resource_share,
  n.exposure_ratio AS exposure_ratio,
  n.resource_exposure_max_ratio AS resource_exposure_max_ratio,
  n.resource_exposure_mean_ratio AS resource_exposure_mean_ratio,
  n.neighbour_fraud_share AS neighbour_fraud_share,
  n.second_neighbour_fraud_share AS second_neighbour_fraud_share,
  n.fraud_quadrangle_count AS fraud_quadrangle_count,
  n.biclique_fraud_share_max AS biclique_fraud_share_max,
  CAST(coalesce(p.predecessor_count, 0) AS INTEGER) AS predecessor_count,
  CAST(coalesce(p.owed_cents, 0) AS BIGINT) AS predecessor_owed_cents,
  p.worker_share AS predecessor_worker_share,
  CAST(coalesce(m.generation, 0) AS INTEGER) AS chain_length,
  CAST(coalesce(c.death_count, 0) AS INTEGER) AS construction_death_count,
  CAST(coalesce(c.points, 0) AS INTEGER) AS construction_points,
  CAST(coalesce(w.straw_count, 0) AS INTEGER) AS straw_director_count
FROM
  network.employer_state AS s
  INNER JOIN network.employer_network AS n ON n.noss_registration_number = s.noss_registration_number
  LEFT JOIN feature.employer_quarter AS q ON q.noss_registration_number = s.noss_registration_number
  AND q.quarter = $quarter
  LEFT JOIN network.construction_member AS m ON m.noss_registration_number = s.noss_registration_number
  LEFT JOIN network.construction AS c ON c.construction_id = m.construction_id
  LEFT JOIN predecessor AS p ON p.noss_registration_number = s.noss_registration_number
  LEFT JOIN straw AS w ON w.noss_registration_number = s.noss_registration_number
  LEFT JOIN network.known_fraud AS f ON f.noss_registration_number = s.noss_registration_number
  LEFT JOIN staging.employer_directory_employer AS e ON e.noss_registration_number = s.noss_registration_number
  LEFT JOIN region AS r ON r.postal_code = postal_key(e.postal_code)
WHERE
  s.stop_date IS NULL
  AND s.worker_count > 0
