-- One row per transfer of staff to the employer that takes over a closed one.
SELECT
  earlier.employer_id AS initial_employer_id,
  later.employer_id AS final_employer_id,
  later.start_date AS transfer_date
FROM
  world.employer AS earlier
  JOIN world.employer AS later ON later.employer_id = earlier.employer_id + 1
WHERE
  later.employer_id % 4 > 0
  AND later.start_date <= snapshot_date()
  AND later.start_date - earlier.end_date < 60
  AND draw('takes over', later.employer_id) < .3
