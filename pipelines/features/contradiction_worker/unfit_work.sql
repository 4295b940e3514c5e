-- One row per worker, employer and quarter in which more than three fifths of the weekdays of an incapacity were paid as work, and source row. Window: four quarters.
-- The first fourteen days are left to guaranteed pay. An allowed progressive return is part of the time only and stays below.
WITH
  benefit AS (
    SELECT
      b.worker_id AS own_worker_id,
      coalesce(m.valid_worker_id, b.worker_id) AS worker_id,
      b.period_start_date,
      CAST(b.period_start_date + INTERVAL 14 DAY AS DATE) AS unpaid_from_date,
      CAST(coalesce(b.period_end_date, $as_of_date) AS DATE) AS period_end_date,
      coalesce(e.cbe_number, b.last_noss_registration_number) AS employer_id,
      b.known_date
    FROM
      staging.benefit_incapacity AS b
      LEFT JOIN link.employer AS e ON e.noss_registration_number = b.last_noss_registration_number
      LEFT JOIN link.person_mutation AS m ON m.worker_id = b.worker_id
    WHERE
      b.known_date <= $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          b.worker_id,
          b.period_start_date
        ORDER BY
          b.known_date DESC
      ) = 1
  ),
  work AS (
    SELECT
      w.worker_id,
      w.employer_id,
      w.quarter,
      min(w.noss_registration_number) AS noss_registration_number,
      max(w.cbe_number) AS cbe_number,
      min(w.first_date) AS first_date,
      max(w.last_date) AS last_date,
      sum(w.paid_days) AS paid_days,
      max(w.weekly_days) AS weekly_days,
      max(w.known_date) AS known_date
    FROM
      feature.declared_work AS w
    WHERE
      w.quarter > quarter_before($quarter, 4)
      AND w.is_ordinary
    GROUP BY
      w.worker_id,
      w.employer_id,
      w.quarter
  ),
  unfit AS (
    SELECT
      w.worker_id,
      w.employer_id,
      w.quarter,
      coalesce(b.employer_id <> w.employer_id, FALSE) AS is_elsewhere,
      sum(weekdays_between(greatest(w.first_date, b.unpaid_from_date), least(w.last_date, b.period_end_date))) AS unfit_days,
      min(greatest(w.first_date, b.unpaid_from_date)) AS first_date,
      max(least(w.last_date, b.period_end_date)) AS last_date,
      max(b.known_date) AS known_date
    FROM
      work AS w
      INNER JOIN benefit AS b ON b.worker_id = w.worker_id
      AND b.unpaid_from_date <= w.last_date
      AND b.period_end_date >= w.first_date
    GROUP BY
      w.worker_id,
      w.employer_id,
      w.quarter,
      coalesce(b.employer_id <> w.employer_id, FALSE)
  ),
  compared AS (
    SELECT
      w.worker_id,
      w.employer_id,
      w.quarter,
      w.noss_registration_number,
      w.cbe_number,
      u.is_elsewhere,
      u.first_date,
      u.last_date,
      whole_part(u.unfit_days * w.weekly_days, 500) AS unfit_days,
      whole_part(w.paid_days, 100) - whole_part((weekdays_between(w.first_date, w.last_date) - u.unfit_days) * w.weekly_days, 500) AS worked_days,
      greatest(w.known_date, u.known_date) AS known_date
    FROM
      work AS w
      INNER JOIN unfit AS u ON u.worker_id = w.worker_id
      AND u.employer_id = w.employer_id
      AND u.quarter = w.quarter
  ),
  found AS (
    SELECT
      c.worker_id || ' ' || c.noss_registration_number AS subject_id,
      c.noss_registration_number,
      c.cbe_number,
      c.worker_id,
      c.employer_id,
      c.quarter,
      c.is_elsewhere,
      c.first_date,
      c.last_date,
      c.worked_days,
      c.unfit_days,
      c.known_date
    FROM
      compared AS c
    WHERE
      c.unfit_days >= 5
      AND 5 * c.worked_days > 3 * c.unfit_days
  ),
  proof AS (
    SELECT
      f.subject_id,
      f.is_elsewhere,
      f.first_date,
      'staging.dmfa_occupation' AS source_table,
      w.source_key
    FROM
      found AS f
      INNER JOIN feature.declared_work AS w ON w.worker_id = f.worker_id
      AND w.employer_id = f.employer_id
      AND w.quarter = f.quarter
    WHERE
      w.is_ordinary
    UNION
    SELECT
      f.subject_id,
      f.is_elsewhere,
      f.first_date,
      'staging.benefit_incapacity' AS source_table,
      b.own_worker_id || ' ' || CAST(b.period_start_date AS VARCHAR) || ' ' || CAST(b.known_date AS VARCHAR) AS source_key
    FROM
      found AS f
      INNER JOIN benefit AS b ON b.worker_id = f.worker_id
      AND b.unpaid_from_date <= f.last_date
      AND b.period_end_date >= f.first_date
      AND coalesce(b.employer_id <> f.employer_id, FALSE) = f.is_elsewhere
  )
SELECT
  f.subject_id AS subject_id,
  f.is_elsewhere AS is_elsewhere,
  f.noss_registration_number AS noss_registration_number,
  f.cbe_number AS cbe_number,
  f.worker_id AS worker_id,
  CAST(f.first_date AS DATE) AS first_date,
  CAST(f.last_date AS DATE) AS last_date,
  CAST(f.worked_days AS INTEGER) AS worked_days,
  CAST(f.unfit_days AS INTEGER) AS unfit_days,
  CAST(f.known_date AS DATE) AS known_date,
  p.source_table AS source_table,
  p.source_key AS source_key
FROM
  found AS f
  INNER JOIN proof AS p ON p.subject_id = f.subject_id
  AND p.is_elsewhere = f.is_elsewhere
  AND p.first_date = f.first_date
