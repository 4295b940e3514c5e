-- One row per two records of foreign employers on which an analyst had decided at the as-of date, by the newest decision.
SELECT
  least(a.record_id, b.record_id) AS left_id,
  greatest(a.record_id, b.record_id) AS right_id,
  d.decision_code AS decision
FROM
  staging.match_decision AS d
  INNER JOIN link.foreign_employer_record AS a ON a.source_code = d.left_source_code
  AND a.source_key = d.left_key
  INNER JOIN link.foreign_employer_record AS b ON b.source_code = d.right_source_code
  AND b.source_key = d.right_key
WHERE
  d.link_code = 'foreign_employer'
  AND d.known_date <= $as_of_date
  AND a.record_id <> b.record_id
QUALIFY
  row_number() OVER (
    PARTITION BY
      least(a.record_id, b.record_id),
      greatest(a.record_id, b.record_id)
    ORDER BY
      d.known_date DESC,
      d.decision_code
  ) = 1
