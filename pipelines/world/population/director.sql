-- One row per director of a legal person. director is the number of the person: minus the number of the employer whose own one he is.
-- One employer in eight shares a director with another: groups and families, mostly honest.
WITH
  legal AS (
    SELECT
      employer.employer_id,
      employer.start_date,
      employer.end_date,
      employer.district,
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
    WHERE
      NOT employer.is_natural_person
  )
SELECT
  legal.employer_id,
  - legal.employer_id AS director,
  legal.start_date AS begin_date,
  CASE
    WHEN draw('director leaves', legal.employer_id) < .06 THEN greatest(legal.start_date, first_date()) + CAST(pick('director leaves on', legal.employer_id, 700) AS INTEGER)
  END AS end_date,
  CASE
    WHEN draw('function', legal.employer_id) < .8 THEN '10002'
    ELSE '10006'
  END AS function_code
FROM
  legal
UNION ALL
SELECT
  legal.employer_id,
  - other.employer_id,
  greatest(legal.start_date, other.start_date) + CAST(pick('second director', legal.employer_id, 300) AS INTEGER),
  NULL,
  '10001'
FROM
  legal
  JOIN legal AS other ON other.district = legal.district
  AND other.turn = (legal.turn + 1) % legal.district_count
WHERE
  draw('shares director', legal.employer_id) < .12
  AND other.employer_id <> legal.employer_id
