-- One row per two rows of sources on whose place an analyst had decided at the as-of date, by the newest decision.
WITH
  judged AS (
    SELECT
      d.left_source_code || ' ' || d.left_key AS one_id,
      d.right_source_code || ' ' || d.right_key AS other_id,
      d.decision_code,
      d.known_date
    FROM
      staging.match_decision AS d
    WHERE
      d.link_code = 'site_address'
      AND d.known_date <= $as_of_date
  )
SELECT
  least(j.one_id, j.other_id) AS left_id,
  greatest(j.one_id, j.other_id) AS right_id,
  j.decision_code AS decision
FROM
  judged AS j
WHERE
  j.one_id <> j.other_id
QUALIFY
  row_number() OVER (
    PARTITION BY
      least(j.one_id, j.other_id),
      greatest(j.one_id, j.other_id)
    ORDER BY
      j.known_date DESC,
      j.decision_code
  ) = 1
