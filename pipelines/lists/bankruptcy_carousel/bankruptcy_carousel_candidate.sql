-- One row per construction that the list of the next month could name, and per living employer in one, excluded ones with their code.
-- A construction is visited, with all its employers, by the district of its key company. Probability: a prior by the points of the
-- construction, 12 to 60 %. Amount: what is at stake, times the probability.
WITH
  score AS (
    SELECT
      r.subject_id,
      sum(r.points) AS points
    FROM
      ranking.bankruptcy_carousel_reason AS r
    GROUP BY
      r.subject_id
  ),
  valued AS (
    SELECT
      m.subject_id,
      m.lead_id,
      m.noss_registration_number,
      l.judicial_district,
      l.languages,
      coalesce(s.points, 0) AS points,
      CASE
        WHEN m.construction_points < 20 THEN 120
        WHEN m.construction_points < 35 THEN 200
        WHEN m.construction_points < 60 THEN 320
        WHEN m.construction_points < 90 THEN 450
        ELSE 600
      END AS probability_permille,
      m.stake_cents,
      CASE
        WHEN l.judicial_district IS NULL THEN 'no_district'
        WHEN m.lead_id IS NOT NULL
        AND e.is_insolvent THEN 'insolvent'
        WHEN NOT m.is_living
        AND m.last_stop_date < months_before($as_of_date, 24) THEN 'ended_long_ago'
      END AS exclusion_code
    FROM
      ranking.bankruptcy_carousel_measure AS m
      INNER JOIN ranking.bankruptcy_carousel_measure AS k ON k.subject_id = coalesce(m.lead_id, m.subject_id)
      INNER JOIN feature.employer_profile AS l ON l.noss_registration_number = k.noss_registration_number
      INNER JOIN feature.employer_profile AS e ON e.noss_registration_number = m.noss_registration_number
      LEFT JOIN score AS s ON s.subject_id = m.subject_id
  )
SELECT
  v.subject_id AS subject_id,
  v.lead_id AS lead_id,
  v.subject_id AS group_id,
  v.judicial_district AS judicial_district,
  v.languages AS languages,
  e.cbe_number AS cbe_number,
  e.noss_registration_number AS noss_registration_number,
  e.street AS street,
  e.house_number AS house_number,
  e.postal_code AS postal_code,
  e.municipality_nl AS municipality_nl,
  e.municipality_fr AS municipality_fr,
  e.municipality_de AS municipality_de,
  e.last_visit_date AS last_inspection_date,
  e.sector_code AS sector_code,
  CAST(v.points AS INTEGER) AS score,
  share_of(v.probability_permille, 1000) AS probability,
  CAST(whole_part(v.probability_permille * v.stake_cents, 1000) AS BIGINT) AS expected_cents,
  CAST(v.exclusion_code AS VARCHAR) AS exclusion_code
FROM
  valued AS v
  INNER JOIN feature.employer_profile AS e ON e.noss_registration_number = v.noss_registration_number
