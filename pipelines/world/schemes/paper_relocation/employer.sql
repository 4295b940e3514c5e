-- One row per employer that moves its people on paper to a unit in another region, where reductions for target groups are higher.
-- Look-alikes: true moves, after which new people live near the new unit. From start_date on the workers are declared at the new unit.
WITH
  candidate AS (
    SELECT
      employer.employer_id,
      employer.region,
      employer.end_date,
      greatest(
        employer.start_date + 200,
        first_date() + CAST(pick('relocates on', employer.employer_id, 1000) AS INTEGER)
      ) AS start_date,
      row_number() OVER (
        ORDER BY
          shuffle('relocation role', employer.employer_id)
      ) AS turn
    FROM
      world.employer AS employer
      JOIN world.employer_life AS life ON life.employer_id = employer.employer_id
    WHERE
      employer.size BETWEEN 6 AND 120
      AND NOT life.is_planned
      AND (
        employer.region <> 'flanders'
        OR draw('relocates south', employer.employer_id) < .3
      )
  ),
  cast_role AS (
    SELECT
      candidate.*,
      candidate.turn <= ceil(employer_count() * .007) AS is_fraud
    FROM
      candidate
    WHERE
      candidate.turn <= ceil(employer_count() * .032)
  )
SELECT
  cast_role.employer_id,
  'paper_relocation' AS scheme,
  cast_role.is_fraud,
  NOT cast_role.is_fraud AS is_lookalike,
  CASE
    WHEN cast_role.is_fraud THEN 'moves on paper'
    ELSE 'moves'
  END AS role,
  cast_role.start_date,
  CAST(NULL AS DATE) AS end_date,
  CASE
    WHEN cast_role.region <> 'flanders' THEN 'flanders'
    WHEN draw('relocates to', cast_role.employer_id) < .5 THEN 'brussels'
    ELSE 'wallonia'
  END AS to_region,
  CASE
    WHEN cast_role.is_fraud THEN .65
    ELSE .25
  END AS unit_in_centre_share,
  CASE
    WHEN cast_role.is_fraud THEN .05
    ELSE .6 + .3 * draw('new homes', cast_role.employer_id)
  END AS new_home_share,
  CASE
    WHEN cast_role.is_fraud THEN .75 + .25 * draw('moved share', cast_role.employer_id)
    ELSE .5 + .5 * draw('moved share', cast_role.employer_id)
  END AS moved_share,
  CASE
    WHEN cast_role.is_fraud THEN .98
    ELSE .75
  END AS regional_share
FROM
  cast_role
WHERE
  cast_role.start_date <= horizon_date()
  AND cast_role.start_date < cast_role.end_date
