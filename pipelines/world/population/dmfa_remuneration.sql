-- View: one row per line of pay of an occupation: normal or flexi-job pay, premiums, private use of a car.
WITH
  paid AS (
    SELECT
      line.line_id,
      line.noss_registration_nbr,
      line.quarter,
      line.trusteeship,
      line.version_nbr,
      line.inss,
      line.employer_class,
      line.worker_code,
      line.premium_cents,
      r.position,
      CASE r.position
        WHEN 1 THEN CASE line.kind
          WHEN 'flexi' THEN '022'
          ELSE '001'
        END
        WHEN 2 THEN '002'
        ELSE '010'
      END AS remun_code,
      CASE r.position
        WHEN 1 THEN line.pay_cents
        WHEN 2 THEN line.premium_cents
        ELSE line.car_cents
      END AS cents
    FROM
      world.dmfa_line AS line,
      (
        VALUES
          (1),
          (2),
          (3)
      ) AS r (position)
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
    WHEN line.position = 3
    AND line.premium_cents = 0 THEN 2
    ELSE line.position
  END AS remun_sequence_nbr,
  line.remun_code,
  CASE line.remun_code
    WHEN '002' THEN 12
  END AS bonus_payment_frequency,
  line.cents AS remun_amount
FROM
  paid AS line
WHERE
  line.cents > 0
  OR line.position = 1
