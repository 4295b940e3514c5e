-- One row per worker and employer with a Dimona in the last two years, with the single columns that anybody would try first.
WITH
  pair AS (
    SELECT
      period.inss,
      period.noss_registration_nbr AS noss,
      min(period.starting_date) AS starting_date,
      max(coalesce(period.ending_date, DATE '2030-01-01')) AS ending_date,
      count(*) AS periods,
      count(*) FILTER(
        WHERE
          period.is_late
      ) AS late_periods
    FROM
      extract.dimona_period AS period
    WHERE
      NOT period.is_cancelled
      AND period.worker_type NOT IN ('STU', 'FLX')
    GROUP BY ALL
  ),
  unemployed AS (
    SELECT
      pair.inss,
      pair.noss,
      count(*) AS benefits_meanwhile,
      max(least(coalesce(benefit.period_end_date, DATE '2030-01-01'), pair.ending_date) - pair.starting_date) AS overlap_days
    FROM
      pair
      JOIN extract.benefit_unemployment AS benefit ON benefit.inss = pair.inss
      AND benefit.period_start_date <= pair.ending_date
      AND coalesce(benefit.period_end_date, DATE '2030-01-01') >= pair.starting_date
    GROUP BY ALL
  ),
  after_work AS (
    SELECT
      benefit.inss,
      benefit.last_noss_registration_nbr AS noss,
      count(*) AS benefits_after
    FROM
      extract.benefit_unemployment AS benefit
    GROUP BY ALL
  ),
  unfit AS (
    SELECT
      benefit.inss,
      benefit.last_noss_registration_nbr AS noss,
      max(coalesce(benefit.period_end_date, benefit.period_start_date + 60) - benefit.period_start_date) AS unfit_days
    FROM
      extract.benefit_incapacity AS benefit
    GROUP BY ALL
  ),
  staff AS (
    SELECT
      pair.noss,
      count(*) AS staff_ever,
      min(pair.starting_date) AS first_date
    FROM
      pair
    GROUP BY ALL
  )
SELECT
  pair.inss || '@' || pair.noss AS subject,
  directory.nace_code AS sector,
  CAST(pair.inss AS BIGINT) AS niss,
  CAST(pair.noss AS BIGINT) AS matricule,
  - (pair.ending_date - pair.starting_date) AS short_stay,
  pair.starting_date - DATE '1900-01-01' AS recent,
  pair.periods,
  pair.late_periods,
  unemployed.benefits_meanwhile,
  unemployed.overlap_days,
  after_work.benefits_after,
  unfit.unfit_days,
  - staff.staff_ever AS small_staff,
  staff.first_date - DATE '1900-01-01' AS young_employer
FROM
  pair
  JOIN extract.employer_directory_employer AS directory ON directory.noss_registration_nbr = pair.noss
  JOIN staff ON staff.noss = pair.noss
  LEFT JOIN unemployed ON unemployed.inss = pair.inss
  AND unemployed.noss = pair.noss
  LEFT JOIN after_work ON after_work.inss = pair.inss
  AND after_work.noss = pair.noss
  LEFT JOIN unfit ON unfit.inss = pair.inss
  AND unfit.noss = pair.noss
