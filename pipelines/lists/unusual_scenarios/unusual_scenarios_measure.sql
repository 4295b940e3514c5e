-- One row per active matricule and figure of the quarter, with its place among the peers of its sector and size.
-- Groups of fewer than forty peers are joined to all employers of that size. Values are whole numbers, so that ranks are stable.
WITH
  employer AS (
    SELECT
      q.noss_registration_number,
      e.sector_code,
      CASE
        WHEN q.worker_count < 5 THEN 'to 4'
        WHEN q.worker_count < 20 THEN '5 to 19'
        ELSE 'from 20'
      END AS size_class,
      q.worker_count,
      q.wage_cents,
      q.paid_days,
      q.hire_count,
      q.dimona_without_dmfa_count,
      q.dmfa_without_dimona_count,
      q.correction_count,
      q.first_hire_cents,
      q.net_owed_cents
    FROM
      feature.employer_quarter AS q
      INNER JOIN feature.employer_profile AS e ON e.noss_registration_number = q.noss_registration_number
    WHERE
      e.is_active
      AND q.worker_count > 0
      AND q.quarter = $quarter
  ),
  peer AS (
    SELECT
      e.noss_registration_number,
      CASE
        WHEN count(*) OVER (
          PARTITION BY
            e.sector_code,
            e.size_class
        ) >= 40 THEN e.sector_code || ' ' || e.size_class
        ELSE 'all ' || e.size_class
      END AS peer_group
    FROM
      employer AS e
  ),
  figure AS (
    SELECT
      e.noss_registration_number,
      f.figure_code,
      CASE f.figure_code
        WHEN 'turnover' THEN whole_part(100 * e.hire_count, e.worker_count)
        WHEN 'dimona_only' THEN coalesce(e.dimona_without_dmfa_count, 0)
        WHEN 'dmfa_only' THEN e.dmfa_without_dimona_count
        WHEN 'corrections' THEN e.correction_count
        WHEN 'low_pay_per_day' THEN CASE
          WHEN e.paid_days > 0 THEN greatest(100000 - whole_part(e.wage_cents, greatest(whole_part(e.paid_days, 100), 1)), 0)
          ELSE 0
        END
        WHEN 'low_contributions' THEN CASE
          WHEN e.wage_cents > 0
          AND e.net_owed_cents IS NOT NULL THEN greatest(100 - whole_part(100 * e.net_owed_cents, e.wage_cents), 0)
          ELSE 0
        END
        WHEN 'first_hire' THEN CASE
          WHEN e.wage_cents > 0 THEN whole_part(100 * e.first_hire_cents, e.wage_cents)
          ELSE 0
        END
      END AS figure_count
    FROM
      employer AS e
      CROSS JOIN (
        VALUES
          ('turnover'),
          ('dimona_only'),
          ('dmfa_only'),
          ('corrections'),
          ('low_pay_per_day'),
          ('low_contributions'),
          ('first_hire')
      ) AS f (figure_code)
  ),
  placed AS (
    SELECT
      f.noss_registration_number,
      f.figure_code,
      f.figure_count,
      p.peer_group,
      count(*) OVER (
        PARTITION BY
          p.peer_group,
          f.figure_code
      ) AS peer_count,
      rank() OVER (
        PARTITION BY
          p.peer_group,
          f.figure_code
        ORDER BY
          f.figure_count DESC
      ) AS place,
      sum(
        CASE
          WHEN f.figure_count > 0 THEN 1
          ELSE 0
        END
      ) OVER (
        PARTITION BY
          p.peer_group,
          f.figure_code
      ) AS positive_count
    FROM
      figure AS f
      INNER JOIN peer AS p ON p.noss_registration_number = f.noss_registration_number
  )
SELECT
  p.noss_registration_number AS noss_registration_number,
  CAST(p.figure_code AS VARCHAR) AS figure_code,
  CAST(p.peer_group AS VARCHAR) AS peer_group,
  CAST(p.figure_count AS BIGINT) AS figure_count,
  CAST(p.place AS INTEGER) AS place,
  CAST(p.peer_count AS INTEGER) AS peer_count
FROM
  placed AS p
WHERE
  p.figure_count > 0
