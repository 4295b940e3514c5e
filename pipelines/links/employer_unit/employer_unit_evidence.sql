-- One row per pair of enterprises of one unit and thing that both used within twelve months.
SELECT
  t.left_cbe_number AS left_cbe_number,
  t.right_cbe_number AS right_cbe_number,
  CASE
    WHEN a.clue_code IN ('worker', 'mandate') THEN 'common_person'
    ELSE 'interweaving'
  END AS prong_code,
  a.clue_code AS clue_code,
  a.resource_id AS resource_id,
  greatest(a.begin_date, b.begin_date) AS begin_date,
  lesser_of(a.end_date, b.end_date) AS end_date
FROM
  link.employer_unit_tie AS t
  INNER JOIN link.employer_unit_clue AS a ON a.cbe_number = t.left_cbe_number
  INNER JOIN link.employer_unit_clue AS b ON b.cbe_number = t.right_cbe_number
  AND b.clue_code = a.clue_code
  AND b.resource_id = a.resource_id
WHERE
  months_before(b.begin_date, 12) <= coalesce(a.end_date, $as_of_date)
  AND months_before(a.begin_date, 12) <= coalesce(b.end_date, $as_of_date)
