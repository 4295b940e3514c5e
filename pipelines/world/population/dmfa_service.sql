-- View: one row per line of working time of an occupation: paid time, sickness, bad weather; lines without days do not exist.
WITH
  timed AS (
    SELECT
      line.line_id,
      line.noss_registration_nbr,
      line.quarter,
      line.trusteeship,
      line.version_nbr,
      line.inss,
      line.employer_class,
      line.worker_code,
      line.contract_type,
      line.daily_hours,
      line.paid_days,
      line.sick_days,
      s.position,
      s.service_code,
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
  line.noss_registration_nbr,
  line.quarter,
  line.trusteeship,
  line.version_nbr,
  line.inss,
  line.employer_class,
  line.worker_code,
  CASE
    WHEN line.position > 1
    AND line.paid_days > 0 THEN 2
    ELSE 1
  END + CASE
    WHEN line.position > 2
    AND line.sick_days > 0 THEN 1
    ELSE 0
  END AS service_sequence_nbr,
  line.service_code,
  CAST(line.days * 100 AS INTEGER) AS service_nbr_days,
  CASE
    WHEN line.contract_type = '1' THEN CAST(round(line.days * line.daily_hours) AS INTEGER)
  END AS service_nbr_hours
FROM
  timed AS line
WHERE
  line.days > 0
