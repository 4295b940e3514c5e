-- One row per seat that opened a right to a first-hire reduction which the employer claims: rank 1 to 6, code of the period of hiring
-- (annex 4 of the NSSO) and start of the right. Hires before 2016, and ranks 4 to 6 from 2024 on, open no right of this kind.
WITH
  hire AS (
    SELECT
      position.position_id,
      position.employer_id,
      position.opened_date,
      row_number() OVER (
        PARTITION BY
          position.employer_id
        ORDER BY
          position.opened_date,
          position.seat
      ) AS hire_rank
    FROM
      world.position AS position
    WHERE
      position.kind IN ('manual', 'employee')
  ),
  claimed AS (
    SELECT
      hire.*
    FROM
      hire
      LEFT JOIN world.tie AS tie ON tie.employer_id = hire.employer_id
    WHERE
      hire.hire_rank <= 6
      AND draw('takes first hire', hire.employer_id) < coalesce(tie.first_hire_share, .5)
      AND (
        hire.hire_rank = 1
        OR draw('takes later hire', hire.position_id) < .6
      )
  )
SELECT
  claimed.position_id,
  CAST(claimed.hire_rank AS INTEGER) AS hire_rank,
  claimed.opened_date AS right_start_date,
  code.deduction_code
FROM
  claimed
  JOIN (
    VALUES
      (1, '3315', DATE '2016-01-01', DATE '9999-12-31'),
      (2, '3324', DATE '2016-01-01', DATE '2017-03-31'),
      (2, '3325', DATE '2017-04-01', DATE '2018-03-31'),
      (2, '3326', DATE '2018-04-01', DATE '9999-12-31'),
      (3, '3333', DATE '2016-01-01', DATE '2017-03-31'),
      (3, '3334', DATE '2017-04-01', DATE '9999-12-31'),
      (4, '3342', DATE '2016-01-01', DATE '2017-03-31'),
      (4, '3343', DATE '2017-04-01', DATE '2023-12-31'),
      (5, '3352', DATE '2016-01-01', DATE '2017-03-31'),
      (5, '3353', DATE '2017-04-01', DATE '2023-12-31'),
      (6, '3360', DATE '2016-01-01', DATE '2017-03-31'),
      (6, '3361', DATE '2017-04-01', DATE '2023-12-31')
  ) AS code (hire_rank, deduction_code, first_date, last_date) ON code.hire_rank = claimed.hire_rank
  AND claimed.opened_date BETWEEN code.first_date AND code.last_date
