-- extract: function
SELECT
  employer.cbe_number AS company_id,
  person.niss AS inss,
  CAST(NULL AS VARCHAR) AS holder_company_id,
  director.function_code,
  director.begin_date,
  known(director.end_date) AS end_date,
  least(
    director.begin_date + CAST(pick_between('mandate known', director.employer_id || ':' || director.director, 3, 40) AS INTEGER),
    snapshot_date()
  ) AS known_date
FROM
  world.director AS director
  JOIN world.employer AS employer ON employer.employer_id = director.employer_id
  JOIN world.person AS person ON person.worker = director.director
WHERE
  director.begin_date <= snapshot_date();
