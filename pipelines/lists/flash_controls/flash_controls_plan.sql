-- One row per month and sector of the action plan: the announced preventive visits of that month.
-- Our own example of a plan: the sectors are those of past joint action plans, the months a spread over the year.
SELECT
  CAST(p.month_number AS INTEGER) AS month_number,
  CAST(p.sector_code AS VARCHAR) AS sector_code
FROM
  (
    VALUES
      (1, 'transport'),
      (2, 'meat'),
      (3, 'construction'),
      (4, 'car_wash'),
      (4, 'personal_care'),
      (5, 'agriculture'),
      (5, 'green'),
      (6, 'horeca'),
      (7, 'horeca'),
      (7, 'food_retail'),
      (8, 'agriculture'),
      (9, 'construction'),
      (10, 'cleaning'),
      (11, 'taxi'),
      (11, 'transport'),
      (12, 'guarding'),
      (12, 'food_retail')
  ) AS p (month_number, sector_code)
