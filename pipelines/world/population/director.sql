-- One row per mandate in a legal person. director is the number of the person: minus the number of the employer he first led, so that
-- employers with one director key have one person; a founder who worked for another employer has his number as a worker; a straw director is a person apart who takes over some months before the end.
-- One employer in eight shares a director with another: groups and families, mostly honest.
WITH
  legal AS (
    SELECT
      employer.employer_id,
      employer.start_date,
      employer.end_date,
      employer.district,
      - min(employer.employer_id) OVER (
        PARTITION BY
          employer.director_key
      ) AS director,
      coalesce(plan.straw_share, .01) AS straw_share,
      coalesce(plan.slot, employer.employer_id) AS straw_key,
      row_number() OVER (
        PARTITION BY
          employer.district
        ORDER BY
          shuffle('director', employer.employer_id)
      ) - 1 AS turn,
      count(*) OVER (
        PARTITION BY
          employer.district
      ) AS district_count
    FROM
      world.employer AS employer
      JOIN world.employer_life AS life ON life.employer_id = employer.employer_id
      LEFT JOIN world.scheme_slot AS plan ON plan.slot = life.slot
      AND life.generation <= plan.death_count
    WHERE
      NOT employer.is_natural_person
  ),
  founder AS (
    SELECT
      tie.employer_id,
      contract.worker
    FROM
      world.tie AS tie
      JOIN world.contract AS contract ON contract.employer_id = tie.from_employer_id
      AND contract.kind IN ('manual', 'employee')
      AND contract.end_date BETWEEN tie.tie_date - 300 AND tie.tie_date + 30
    WHERE
      tie.is_founded_by_worker
    QUALIFY
      row_number() OVER (
        PARTITION BY
          tie.employer_id
        ORDER BY
          shuffle('founder', contract.contract_id)
      ) = 1
  ),
  led AS (
    SELECT
      legal.* EXCLUDE (director),
      coalesce(founder.worker, legal.director) AS director,
      CASE
        WHEN draw('straw', legal.employer_id) < legal.straw_share THEN greatest(
          legal.start_date + 20,
          legal.end_date - CAST(pick_between('straw days', legal.employer_id, 30, 220) AS INTEGER)
        )
      END AS straw_date
    FROM
      legal
      LEFT JOIN founder ON founder.employer_id = legal.employer_id
  )
SELECT
  led.employer_id,
  led.director,
  led.start_date AS begin_date,
  CASE
    WHEN led.straw_date IS NOT NULL THEN led.straw_date
    WHEN draw('director leaves', led.employer_id) < .06 THEN greatest(led.start_date, first_date()) + CAST(pick('director leaves on', led.employer_id, 700) AS INTEGER)
  END AS end_date,
  CASE
    WHEN draw('function', led.employer_id) < .8 THEN '10002'
    ELSE '10006'
  END AS function_code
FROM
  led
UNION ALL
SELECT
  led.employer_id,
  -1000000000 - led.straw_key,
  led.straw_date,
  NULL,
  '10002'
FROM
  led
WHERE
  led.straw_date <= horizon_date()
UNION ALL
SELECT
  led.employer_id,
  other.director,
  greatest(led.start_date, other.start_date) + CAST(pick('second director', led.employer_id, 300) AS INTEGER),
  NULL,
  '10001'
FROM
  led
  JOIN led AS other ON other.district = led.district
  AND other.turn = (led.turn + 1) % led.district_count
WHERE
  draw('shares director', led.employer_id) < .12
  AND other.director <> led.director
