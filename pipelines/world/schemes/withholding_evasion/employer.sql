-- One row per principal that evades articles 30bis and 30ter: it does not withhold on invoices of contractors with debts (skip_share) and
-- leaves contractors out of its declarations of works (undeclared_works_share). Look-alikes: principals that forget some of it.
WITH
  candidate AS (
    SELECT
      employer.employer_id,
      employer.start_date,
      row_number() OVER (
        ORDER BY
          shuffle('withholding role', employer.employer_id)
      ) AS turn
    FROM
      world.employer AS employer
      JOIN world.sector AS sector ON sector.sector = employer.sector
    WHERE
      sector.works_sector = 1
      AND employer.size >= 6
      AND employer.end_date - greatest(employer.start_date, first_date()) > 250
  )
SELECT
  candidate.employer_id,
  'withholding_evasion' AS scheme,
  candidate.turn <= ceil(employer_count() * .004) AS is_fraud,
  candidate.turn > ceil(employer_count() * .004) AS is_lookalike,
  CASE
    WHEN candidate.turn <= ceil(employer_count() * .004) THEN 'evades'
    ELSE 'careless principal'
  END AS role,
  greatest(candidate.start_date, first_date()) AS start_date,
  CAST(NULL AS DATE) AS end_date,
  CASE
    WHEN candidate.turn <= ceil(employer_count() * .004) THEN .55 + .45 * draw('skip share', candidate.employer_id)
    ELSE .1 + .5 * draw('skip share', candidate.employer_id)
  END AS skip_share,
  CASE
    WHEN candidate.turn > ceil(employer_count() * .004) THEN .15 * draw('undeclared works', candidate.employer_id)
    WHEN draw('hides works', candidate.employer_id) < .7 THEN .2 + .4 * draw('undeclared works', candidate.employer_id)
    ELSE .05
  END AS undeclared_works_share
FROM
  candidate
WHERE
  candidate.turn <= 3 * ceil(employer_count() * .004) + 2
