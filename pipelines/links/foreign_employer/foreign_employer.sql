-- One row per row of a source that names an employer of another country: which employer it is, and its CBE number if it has one.
WITH
  member AS (
    SELECT
      r.source_code,
      r.source_key,
      r.number_key,
      s.cluster_id,
      s.weight,
      s.probability,
      s.clues
    FROM
      link.foreign_employer_record AS r
      INNER JOIN link.foreign_employer_spelling AS s ON s.record_id = r.record_id
  ),
  belgian AS (
    SELECT
      m.cluster_id,
      min(n.cbe_number) AS cbe_number
    FROM
      member AS m
      INNER JOIN staging.cbe_enterprise AS n ON n.cbe_number = CASE
        WHEN m.source_code = 'cbe' THEN m.source_key
        ELSE m.number_key
      END
    GROUP BY
      m.cluster_id
    HAVING
      count(DISTINCT n.cbe_number) = 1
  )
SELECT
  m.source_code AS source_code,
  m.source_key AS source_key,
  m.cluster_id AS foreign_employer_id,
  b.cbe_number AS cbe_number,
  m.weight AS weight,
  m.probability AS probability,
  m.clues AS clues
FROM
  member AS m
  LEFT JOIN belgian AS b ON b.cluster_id = m.cluster_id
