-- One row per employer that lets part of its people work without Dimona, and per honest look-alike: employers that forget or are
-- late with a Dimona now and then. hidden_share is the part of its hirings that stays undeclared, late_share the part declared late.
WITH
  candidate AS (
    SELECT
      employer.employer_id,
      draw('hidden role', employer.employer_id) AS role
    FROM
      world.employer AS employer
      JOIN world.sector AS sector ON sector.sector = employer.sector
    WHERE
      sector.closure_tenths >= 12
      AND employer.size BETWEEN 2 AND 60
  )
SELECT
  candidate.employer_id,
  'hidden_work' AS scheme,
  candidate.role < .05 AS is_fraud,
  candidate.role >= .05 AS is_lookalike,
  CASE
    WHEN candidate.role < .05 THEN 'hides work'
    ELSE 'careless'
  END AS role,
  first_date() AS start_date,
  CAST(NULL AS DATE) AS end_date,
  CASE
    WHEN candidate.role < .05 THEN .15 + .3 * draw('hidden share', candidate.employer_id)
    ELSE .03
  END AS hidden_share,
  CASE
    WHEN candidate.role < .05 THEN .1 + .2 * draw('late share', candidate.employer_id)
    ELSE .1 + .25 * draw('late share', candidate.employer_id)
  END AS late_share,
  CASE
    WHEN candidate.role < .05 THEN .02
    ELSE .006
  END AS ex_officio_share
FROM
  candidate
WHERE
  candidate.role < .16
