-- One row per deduction code of the first hires and the regional target groups: when, where, for which worker and which hires it may be used.
-- Facts of annex 4 (2022/2) and of the law of 16 October 2023, which opens no right for the fourth to sixth worker from 2024 on.
SELECT
  CAST(r.deduction_code AS VARCHAR) AS deduction_code,
  CAST(nullif(r.region, 'any') AS VARCHAR) AS region,
  CAST(r.first_quarter AS VARCHAR) AS first_quarter,
  CAST(r.last_quarter AS VARCHAR) AS last_quarter,
  CAST(r.hire_rank AS INTEGER) AS hire_rank,
  CAST(r.first_hire_date AS DATE) AS first_hire_date,
  CAST(r.last_hire_date AS DATE) AS last_hire_date
FROM
  (
    VALUES
      ('3312', 'any', '2012Q4', '2020Q3', 1, NULL, NULL),
      ('3313', 'any', '2013Q1', '2019Q3', 1, NULL, NULL),
      ('3314', 'any', '2013Q1', '2019Q3', 1, NULL, NULL),
      ('3315', 'any', '2016Q1', '9999Q4', 1, '2016-01-01', '9999-12-31'),
      ('3321', 'any', '2012Q4', '2020Q3', 2, NULL, NULL),
      ('3322', 'any', '2013Q1', '2020Q3', 2, NULL, NULL),
      ('3323', 'any', '2017Q2', '2020Q3', 2, NULL, NULL),
      ('3324', 'any', '2016Q1', '9999Q4', 2, '2016-01-01', '2017-03-31'),
      ('3325', 'any', '2017Q2', '9999Q4', 2, '2017-04-01', '2018-03-31'),
      ('3326', 'any', '2018Q2', '9999Q4', 2, '2018-04-01', '9999-12-31'),
      ('3331', 'any', '2012Q4', '2020Q3', 3, NULL, NULL),
      ('3332', 'any', '2013Q1', '2020Q3', 3, NULL, NULL),
      ('3333', 'any', '2016Q1', '9999Q4', 3, '2016-01-01', '2017-03-31'),
      ('3334', 'any', '2017Q2', '9999Q4', 3, '2017-04-01', '9999-12-31'),
      ('3340', 'any', '2014Q1', '2020Q3', 4, NULL, NULL),
      ('3341', 'any', '2015Q2', '2020Q3', 4, NULL, NULL),
      ('3342', 'any', '2016Q1', '9999Q4', 4, '2016-01-01', '2017-03-31'),
      ('3343', 'any', '2017Q2', '9999Q4', 4, '2017-04-01', '2023-12-31'),
      ('3350', 'any', '2014Q1', '2020Q3', 5, NULL, NULL),
      ('3351', 'any', '2015Q2', '2020Q3', 5, NULL, NULL),
      ('3352', 'any', '2016Q1', '9999Q4', 5, '2016-01-01', '2017-03-31'),
      ('3353', 'any', '2017Q2', '9999Q4', 5, '2017-04-01', '2023-12-31'),
      ('3360', 'any', '2016Q1', '9999Q4', 6, '2016-01-01', '2017-03-31'),
      ('3361', 'any', '2017Q2', '9999Q4', 6, '2017-04-01', '2023-12-31'),
      ('6300', 'flanders', '2016Q3', '9999Q4', NULL, NULL, NULL),
      ('6301', 'flanders', '2016Q3', '2021Q3', NULL, NULL, NULL),
      ('6310', 'flanders', '2016Q3', '9999Q4', NULL, NULL, NULL),
      ('6311', 'flanders', '2017Q1', '9999Q4', NULL, NULL, NULL),
      ('6320', 'flanders', '2016Q3', '9999Q4', NULL, NULL, NULL),
      ('6321', 'flanders', '2016Q3', '9999Q4', NULL, NULL, NULL),
      ('6330', 'flanders', '2018Q1', '9999Q4', NULL, NULL, NULL),
      ('7320', 'brussels', '2016Q4', '9999Q4', NULL, NULL, NULL),
      ('8320', 'wallonia', '2017Q3', '9999Q4', NULL, NULL, NULL),
      ('9300', 'wallonia', '2019Q1', '9999Q4', NULL, NULL, NULL)
  ) AS r (deduction_code, region, first_quarter, last_quarter, hire_rank, first_hire_date, last_hire_date)
