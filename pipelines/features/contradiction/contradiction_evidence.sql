-- One row per contradiction and source row that proves it.
SELECT DISTINCT
  f.contradiction_id AS contradiction_id,
  f.source_table AS source_table,
  f.source_key AS source_key
FROM
  feature.contradiction_finding AS f
