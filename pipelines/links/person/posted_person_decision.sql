-- One row per two records of posted persons on which an analyst had decided at the as-of date, by the newest decision.
SELECT
  least(a.record_id, b.record_id) AS left_id,
  greatest(a.record_id, b.record_id) AS right_id,
  d.decision_code AS decision
FROM
  staging.match_decision AS d
  INNER JOIN link.posted_person_record AS a ON a.limosa_id = d.left_key
  INNER JOIN link.posted_person_record AS b ON b.limosa_id = d.right_key
WHERE
  d.link_code = 'person'
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
