-- One row per unit opened by a move, on paper or true.
SELECT
  relocation.establishment_id,
  relocation.employer_id,
  scheme.scheme,
  scheme.is_fraud,
  scheme.is_lookalike,
  scheme.role,
  scheme.start_date,
  scheme.end_date
FROM
  world.relocation AS relocation
  JOIN world.paper_relocation_employer AS scheme ON scheme.employer_id = relocation.employer_id
