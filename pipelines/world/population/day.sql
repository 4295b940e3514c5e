-- One row per day from the first day of the world to its snapshot; workday_count counts the working days so far.
WITH
  calendar AS (
    SELECT
      CAST(s.moment AS DATE) AS day,
      isodow(s.moment) < 6
      AND strftime(s.moment, '%m-%d') NOT IN ('01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25') AS is_workday
    FROM
      generate_series(first_date() - 1, snapshot_date(), INTERVAL 1 DAY) AS s (moment)
  )
SELECT
  calendar.day,
  calendar.is_workday,
  CAST(
    count(*) FILTER(
      WHERE
        calendar.is_workday
    ) OVER (
      ORDER BY
        calendar.day
    ) AS INTEGER
  ) AS workday_count
FROM
  calendar
