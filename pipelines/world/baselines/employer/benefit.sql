-- One row per matricule that declared: benefits of its workers after, before and during their work.
WITH
  staff_ever AS (
    SELECT
      record.noss_registration_nbr AS noss,
      count(DISTINCT record.inss) AS worker_count
    FROM
      extract.dmfa_worker_record AS record
    GROUP BY ALL
  ),
  benefit AS (
    SELECT
      benefit.last_noss_registration_nbr AS noss,
      count(*) AS benefits_after
    FROM
      extract.benefit_unemployment AS benefit
    GROUP BY ALL
  ),
  illness AS (
    SELECT
      benefit.last_noss_registration_nbr AS noss,
      count(*) AS illnesses
    FROM
      extract.benefit_incapacity AS benefit
    GROUP BY ALL
  ),
  overlap AS (
    SELECT
      period.noss_registration_nbr AS noss,
      count(DISTINCT period.inss) AS workers_on_benefit
    FROM
      extract.dimona_period AS period
      JOIN extract.benefit_unemployment AS benefit ON benefit.inss = period.inss
      AND benefit.period_start_date <= coalesce(period.ending_date, DATE '2099-01-01')
      AND coalesce(benefit.period_end_date, DATE '2099-01-01') > period.starting_date + 7
      AND benefit.benefit_code = 'U1'
      AND benefit.period_start_date < period.starting_date
    WHERE
      NOT period.is_cancelled
    GROUP BY ALL
  )
SELECT
  staff_ever.noss AS subject,
  benefit.benefits_after,
  benefit.benefits_after / staff_ever.worker_count AS benefits_after_share,
  illness.illnesses / staff_ever.worker_count AS illness_share,
  overlap.workers_on_benefit
FROM
  staff_ever
  LEFT JOIN benefit ON benefit.noss = staff_ever.noss
  LEFT JOIN illness ON illness.noss = staff_ever.noss
  LEFT JOIN overlap ON overlap.noss = staff_ever.noss
