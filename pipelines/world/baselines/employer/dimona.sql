-- One row per matricule with a Dimona: late and cancelled periods, short stays, and workers who come from one other employer.
WITH
  dimona AS (
    SELECT
      period.noss_registration_nbr AS noss,
      count(*) AS dimona_periods,
      count(*) FILTER(
        WHERE
          period.is_late
      ) / count(*) AS late_dimona_share,
      count(*) FILTER(
        WHERE
          period.is_cancelled
      ) AS cancelled_dimonas,
      - avg(coalesce(period.ending_date, period.starting_date + 400) - period.starting_date) AS short_stays
    FROM
      extract.dimona_period AS period
    GROUP BY ALL
  ),
  person_dimona AS (
    SELECT
      period.inss,
      period.noss_registration_nbr AS noss,
      period.starting_date,
      lag (period.noss_registration_nbr) OVER (
        PARTITION BY
          period.inss
        ORDER BY
          period.starting_date,
          period.dimona_period_id
      ) AS earlier_noss
    FROM
      extract.dimona_period AS period
  ),
  origin AS (
    SELECT
      counted.noss,
      max(counted.worker_count) AS workers_from_one_employer,
      max(counted.worker_count) / greatest(sum(counted.worker_count), 1) AS share_from_one_employer
    FROM
      (
        SELECT
          person_dimona.noss,
          person_dimona.earlier_noss,
          count(DISTINCT person_dimona.inss) AS worker_count
        FROM
          person_dimona
        WHERE
          person_dimona.earlier_noss <> person_dimona.noss
        GROUP BY ALL
      ) AS counted
    GROUP BY ALL
  )
SELECT
  dimona.noss AS subject,
  dimona.* EXCLUDE (noss),
  origin.* EXCLUDE (noss)
FROM
  dimona
  LEFT JOIN origin ON origin.noss = dimona.noss
