-- One row per Limosa notification without a sure NISS whose person is known by NISS from other notifications.
-- A group with two numbers is two persons or an error: nobody is chosen.
WITH
  numbered AS (
    SELECT
      c.cluster_id,
      min(r.worker_id) AS worker_id
    FROM
      link.posted_person_record AS r
      INNER JOIN link.posted_person AS c ON c.record_id = r.record_id
    WHERE
      r.worker_id IS NOT NULL
    GROUP BY
      c.cluster_id
    HAVING
      count(DISTINCT r.worker_id) = 1
  )
SELECT
  'limosa' AS source_code,
  r.limosa_id AS source_key,
  n.worker_id AS worker_id,
  r.is_number_doubtful AS is_number_doubtful,
  c.weight AS weight,
  c.probability AS probability,
  c.clues AS clues
FROM
  link.posted_person_record AS r
  INNER JOIN link.posted_person AS c ON c.record_id = r.record_id
  INNER JOIN numbered AS n ON n.cluster_id = c.cluster_id
WHERE
  r.worker_id IS NULL
