-- One row per transfer of staff that the employer who takes over has declared.
SELECT
  tie.from_employer_id AS initial_employer_id,
  tie.employer_id AS final_employer_id,
  tie.tie_date AS transfer_date
FROM
  world.tie AS tie
  JOIN world.employer AS earlier ON earlier.employer_id = tie.from_employer_id
  JOIN world.employer AS later ON later.employer_id = tie.employer_id
WHERE
  tie.is_transfer
