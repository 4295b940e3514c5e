-- One row per matricule and figure that puts it among the first two in a hundred of its peers, with the numbers of its sentence.
-- Points: 4 at two in a hundred, one more for each halving of the place, at most 9; ties of whole groups are left out.
SELECT
  m.noss_registration_number AS subject_id,
  m.figure_code AS reason_code,
  CAST('figure' AS VARCHAR) AS theme_code,
  CAST(
    CASE
      WHEN 1600 * m.place <= m.peer_count THEN 9
      WHEN 800 * m.place <= m.peer_count THEN 8
      WHEN 400 * m.place <= m.peer_count THEN 7
      WHEN 200 * m.place <= m.peer_count THEN 6
      WHEN 100 * m.place <= m.peer_count THEN 5
      ELSE 4
    END AS INTEGER
  ) AS points,
  CAST(m.figure_count AS INTEGER) AS evidence_count,
  m.peer_count AS evidence_base_count,
  CAST(NULL AS BIGINT) AS evidence_cents
FROM
  ranking.unusual_scenarios_measure AS m
WHERE
  50 * m.place <= m.peer_count
