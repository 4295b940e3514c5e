-- One row per worker and employer that the list of the next month could name, excluded ones with their code.
-- Probability: the prior by points, until the model replaces it.
-- Amount: the unemployment benefit of the common days, six days a week, and EUR 60 per day worked while unfit (our assumption), times the probability.
WITH
  score AS (
    SELECT
      r.subject_id,
      sum(r.points) AS points
    FROM
      ranking.undue_benefits_reason AS r
    GROUP BY
      r.subject_id
  ),
  valued AS (
    SELECT
      m.subject_id AS subject_id,
      e.noss_registration_number,
      coalesce(s.points, 0) AS points,
      prior_permille(coalesce(s.points, 0)) AS probability_permille,
      m.benefit_cents + 6000 * m.worked_unfit_days AS amount_cents,
      CASE
        WHEN e.judicial_district IS NULL THEN 'no_district'
      END AS exclusion_code
    FROM
      ranking.undue_benefits_measure AS m
      INNER JOIN feature.employer_profile AS e ON e.noss_registration_number = m.noss_registration_number
      LEFT JOIN score AS s ON s.subject_id = m.subject_id
  )
SELECT
  v.subject_id AS subject_id,
  v.noss_registration_number AS group_id,
  e.judicial_district AS judicial_district,
  e.languages AS languages,
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
  CAST(whole_part(v.probability_permille * v.amount_cents, 1000) AS BIGINT) AS expected_cents,
  CAST(v.exclusion_code AS VARCHAR) AS exclusion_code
FROM
  valued AS v
  INNER JOIN feature.employer_profile AS e ON e.noss_registration_number = v.noss_registration_number
