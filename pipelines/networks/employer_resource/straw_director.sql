-- One row per employer and person who took a function over from another within the last eight months of its life, at an employer
-- that had lived a year or more; for living employers the last eight months before the as-of date.
WITH
  function_version AS (
    SELECT
      v.cbe_number,
      v.worker_id,
      v.function_code,
      v.begin_date,
      v.end_date,
      v.known_date
    FROM
      staging.mandate_function AS v
    WHERE
      v.known_date <= $as_of_date
      AND v.begin_date <= $as_of_date
      AND v.worker_id IS NOT NULL
    QUALIFY
      row_number() OVER (
        PARTITION BY
          v.cbe_number,
          v.worker_id,
          v.function_code,
          v.begin_date
        ORDER BY
          v.known_date DESC
      ) = 1
  ),
  late AS (
    SELECT
      s.noss_registration_number,
      s.cbe_number,
      f.worker_id,
      f.function_code,
      f.begin_date,
      f.known_date
    FROM
      network.employer_state AS s
      INNER JOIN function_version AS f ON f.cbe_number = s.cbe_number
    WHERE
      f.begin_date > months_before(coalesce(s.stop_date, CAST($as_of_date AS DATE)), 8)
      AND f.begin_date <= coalesce(s.stop_date, CAST($as_of_date AS DATE))
      AND f.begin_date > months_before(s.registration_date, -2)
  )
SELECT
  l.noss_registration_number AS noss_registration_number,
  l.worker_id AS worker_id,
  min(l.begin_date) AS begin_date,
  min(
    l.cbe_number || '|' || l.worker_id || '|' || l.function_code || '|' || CAST(l.begin_date AS VARCHAR) || '|' || CAST(l.known_date AS VARCHAR)
  ) AS source_key
FROM
  late AS l
WHERE
  EXISTS (
    SELECT
      1
    FROM
      function_version AS o
    WHERE
      o.cbe_number = l.cbe_number
      AND o.worker_id <> l.worker_id
      AND o.end_date BETWEEN months_before(l.begin_date, 2) AND months_before(l.begin_date, -2)
  )
GROUP BY
  l.noss_registration_number,
  l.worker_id
