-- One row per line of working time of an occupation: paid time, sickness, bad weather; lines without days do not exist.
WITH
  line AS (
    SELECT
      line.line_id,
      s.position,
      s.service_code,
      line.daily_hours,
      line.contract_type,
      CASE s.position
        WHEN 1 THEN line.paid_days
        WHEN 2 THEN line.sick_days
        ELSE line.weather_days
      END AS days
    FROM
      world.dmfa_line AS line,
      (
        VALUES
          (1, '001'),
          (2, '050'),
          (3, '072')
      ) AS s (position, service_code)
    WHERE
      NOT line.is_student
  )
SELECT
  line.line_id,
  CAST(
    row_number() OVER (
      PARTITION BY
        line.line_id
      ORDER BY
        line.position
    ) AS INTEGER
  ) AS service_sequence_nbr,
  line.service_code,
  CAST(line.days * 100 AS INTEGER) AS service_nbr_days,
  CASE
    WHEN line.contract_type = '1' THEN CAST(round(line.days * line.daily_hours) AS INTEGER)
  END AS service_nbr_hours
FROM
  line
WHERE
  line.days > 0
