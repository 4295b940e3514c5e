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
  ),
  ring_tie AS (
    SELECT
      t.noss_registration_number,
      t.other_registration_number
    FROM
      network.construction_tie AS t
    WHERE
      t.tie_code = 'ring'
    UNION ALL
    SELECT
      t.other_registration_number AS noss_registration_number,
      t.noss_registration_number AS other_registration_number
    FROM
      network.construction_tie AS t
    WHERE
      t.tie_code = 'ring'
  ),
  in_ring AS (
    SELECT DISTINCT
      a.noss_registration_number,
      a.resource_id
    FROM
      ring_tie AS t
      INNER JOIN network.employer_link AS a ON a.noss_registration_number = t.noss_registration_number
      INNER JOIN network.employer_link AS b ON b.noss_registration_number = t.other_registration_number
      AND b.resource_id = a.resource_id
    WHERE
      a.resource_type_code = 'worker'
  )
SELECT
  r.subject_id AS subject_id,
  s.worker_id AS worker_id,
  r.score_rank AS score_rank,
  t.other_noss_registration_number AS true_noss_registration_number,
  CAST(coalesce(t.shared_worker_count, 0) AS INTEGER) AS shared_worker_count,
  coalesce(t.is_parallel, FALSE) AS is_parallel,
  g.resource_id IS NOT NULL AS is_in_ring,
  CASE
    WHEN t.other_noss_registration_number IS NULL THEN 'annul'
    ELSE 'transfer'
  END AS action_code
FROM
  ranked AS r
  INNER JOIN feature.employer_staff AS s ON s.noss_registration_number = r.subject_id
  LEFT JOIN true_employer AS t ON t.noss_registration_number = r.subject_id
  AND t.worker_id = s.worker_id
  LEFT JOIN in_ring AS g ON g.noss_registration_number = r.subject_id
  AND g.resource_id = 'worker:' || s.worker_id
