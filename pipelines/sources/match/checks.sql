-- warn: decisions on a row and itself.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.match_decision AS d
WHERE
  d.left_source_code = d.right_source_code
  AND d.left_key = d.right_key;
