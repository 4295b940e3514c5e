-- One row per worker whose NISS had been replaced at the as-of date.
WITH
  replaced AS (
    SELECT
      m.outdated_worker_id AS worker_id,
      m.valid_worker_id
    FROM
      staging.person_inss_mutation AS m
    WHERE
      m.valid_worker_id IS NOT NULL
      AND coalesce(m.effective_date, $as_of_date) <= $as_of_date
  )
SELECT
  first_hop.worker_id AS worker_id,
  coalesce(
    fourth_hop.valid_worker_id,
    third_hop.valid_worker_id,
    second_hop.valid_worker_id,
    first_hop.valid_worker_id
  ) AS valid_worker_id
FROM
  replaced AS first_hop
  LEFT JOIN replaced AS second_hop ON second_hop.worker_id = first_hop.valid_worker_id
  LEFT JOIN replaced AS third_hop ON third_hop.worker_id = second_hop.valid_worker_id
  LEFT JOIN replaced AS fourth_hop ON fourth_hop.worker_id = third_hop.valid_worker_id
