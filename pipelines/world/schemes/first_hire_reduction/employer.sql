-- One row per employer that claims reductions for first hires to which it has no right, and per honest look-alike.
SELECT
  tie.employer_id,
  tie.scheme,
  tie.construction_id,
  tie.is_fraud,
  NOT tie.is_fraud AS is_lookalike,
  tie.kind AS role,
  employer.start_date,
  CAST(NULL AS DATE) AS end_date
FROM
  world.first_hire_reduction_tie AS tie
  JOIN world.employer AS employer ON employer.employer_id = tie.employer_id
  JOIN world.employer AS parent ON parent.employer_id = tie.from_employer_id
WHERE
  NOT tie.is_fraud
  OR draw('takes first hire', tie.employer_id) < tie.first_hire_share
