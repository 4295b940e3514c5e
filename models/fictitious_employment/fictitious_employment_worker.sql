-- One row per employer within the capacity of the model and person on its staff of twelve months.
-- The likely true employer: of those that share the person, were not bankrupt and declare, the one that shares most persons.
WITH
  ranked AS (
    SELECT
      s.subject_id,
      s.score_rank
    FROM
      score.fictitious_employment AS s
    WHERE
      s.score_rank <= 25
  ),
  shared AS (
    SELECT
      o.noss_registration_number,
      o.other_noss_registration_number,
      count(*) AS shared_worker_count
    FROM
      feature.employer_worker_other AS o
      INNER JOIN ranked AS r ON r.subject_id = o.noss_registration_number
    GROUP BY
      o.noss_registration_number,
      o.other_noss_registration_number
  ),
  true_employer AS (
    SELECT
      o.noss_registration_number,
      o.worker_id,
      o.other_noss_registration_number,
      o.is_parallel,
      s.shared_worker_count
    FROM
      feature.employer_worker_other AS o
      INNER JOIN shared AS s ON s.noss_registration_number = o.noss_registration_number
      AND s.other_noss_registration_number = o.other_noss_registration_number
      INNER JOIN feature.employer_payment AS p ON p.noss_registration_number = o.other_noss_registration_number
      INNER JOIN feature.employer_trend AS t ON t.noss_registration_number = o.other_noss_registration_number
    WHERE
      NOT p.is_insolvent
      AND t.declared_worker_count > 0
    QUALIFY
      row_number() OVER (
        PARTITION BY
          o.noss_registration_number,
          o.worker_id
        ORDER BY
          s.shared_worker_count DESC,
          o.other_noss_registration_number ASC
      ) = 1
  )
SELECT
  r.subject_id AS subject_id,
  s.worker_id AS worker_id,
  r.score_rank AS score_rank,
  t.other_noss_registration_number AS true_noss_registration_number,
  CAST(coalesce(t.shared_worker_count, 0) AS INTEGER) AS shared_worker_count,
  coalesce(t.is_parallel, FALSE) AS is_parallel,
  g.worker_id IS NOT NULL AS is_in_ring,
  CASE
    WHEN t.other_noss_registration_number IS NULL THEN 'annul'
    ELSE 'transfer'
  END AS action_code
FROM
  ranked AS r
  INNER JOIN feature.employer_staff AS s ON s.noss_registration_number = r.subject_id
  LEFT JOIN true_employer AS t ON t.noss_registration_number = r.subject_id
  AND t.worker_id = s.worker_id
  LEFT JOIN network.ring_worker AS g ON g.noss_registration_number = r.subject_id
  AND g.worker_id = s.worker_id
