-- One row per employer in a ring of workers and person who moves in it, as known at the as-of date.
SELECT DISTINCT
  CASE
    WHEN side.is_first THEN t.noss_registration_number
    ELSE t.other_registration_number
  END AS noss_registration_number,
  substr(a.resource_id, 8) AS worker_id
FROM
  network.construction_tie AS t
  INNER JOIN network.employer_link AS a ON a.noss_registration_number = t.noss_registration_number
  INNER JOIN network.employer_link AS b ON b.noss_registration_number = t.other_registration_number
  AND b.resource_id = a.resource_id
  CROSS JOIN (
    VALUES
      (TRUE),
      (FALSE)
  ) AS side (is_first)
WHERE
  t.tie_code = 'ring'
  AND a.resource_type_code = 'worker'
