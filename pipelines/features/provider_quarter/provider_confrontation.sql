-- One row per matricule and declared quarter: workers of the first version without Dimona, Dimona entries late or without DmfA.
-- A Dimona of the types DWD, IVT, STG, TRI, S17, T17 and O17 asks no DmfA (instructions of the wage-data transfer).
WITH
  declared AS (
    SELECT DISTINCT
      w.noss_registration_number,
      w.quarter,
      coalesce(p.valid_worker_id, w.worker_id) AS worker_id
    FROM
      staging.dmfa_worker_record AS w
      INNER JOIN feature.provider_mandate AS m ON m.noss_registration_number = w.noss_registration_number
      AND m.quarter = w.quarter
      AND m.trusteeship = w.trusteeship
      AND m.version_number = w.version_number
      LEFT JOIN link.person_mutation AS p ON p.worker_id = w.worker_id
    WHERE
      coalesce(w.code_subjected, '0') <> '2'
  ),
  matricule AS (
    SELECT
      e.cbe_number,
      min(e.noss_registration_number) AS noss_registration_number
    FROM
      link.employer AS e
    WHERE
      e.cbe_number IS NOT NULL
    GROUP BY
      e.cbe_number
  ),
  period AS (
    SELECT
      coalesce(d.noss_registration_number, e.noss_registration_number) AS noss_registration_number,
      quarter_of(d.starting_date) AS quarter,
      coalesce(p.valid_worker_id, d.worker_id) AS worker_id,
      d.starting_date,
      d.ending_date,
      d.is_late,
      d.worker_type IS NULL
      OR d.worker_type NOT IN ('DWD', 'IVT', 'STG', 'TRI', 'S17', 'T17', 'O17') AS is_dmfa_expected
    FROM
      staging.dimona_period AS d
      LEFT JOIN link.person_mutation AS p ON p.worker_id = d.worker_id
      LEFT JOIN matricule AS e ON e.cbe_number = d.cbe_number
    WHERE
      NOT d.is_cancelled
      AND d.worker_id IS NOT NULL
      AND CAST(d.form_creation_at AS DATE) <= $as_of_date
  ),
  span AS (
    SELECT
      p.noss_registration_number,
      p.worker_id,
      min(p.starting_date) AS first_date,
      max(coalesce(p.ending_date, DATE '9999-12-31')) AS last_date
    FROM
      period AS p
    GROUP BY
      p.noss_registration_number,
      p.worker_id
  ),
  dmfa AS (
    SELECT
      d.noss_registration_number,
      d.quarter,
      count(*) AS declared_worker_count,
      count(*) FILTER(
        WHERE
          s.worker_id IS NULL
      ) AS without_dimona_count
    FROM
      declared AS d
      LEFT JOIN span AS s ON s.noss_registration_number = d.noss_registration_number
      AND s.worker_id = d.worker_id
      AND s.first_date <= quarter_last_day(d.quarter)
      AND s.last_date >= quarter_first_day(d.quarter)
    GROUP BY
      d.noss_registration_number,
      d.quarter
  ),
  dimona AS (
    SELECT
      p.noss_registration_number,
      p.quarter,
      count(*) AS dimona_start_count,
      count(*) FILTER(
        WHERE
          p.is_late
      ) AS late_dimona_count,
      count(*) FILTER(
        WHERE
          p.is_dmfa_expected
      ) AS expected_start_count,
      count(*) FILTER(
        WHERE
          p.is_dmfa_expected
          AND d.worker_id IS NULL
      ) AS without_dmfa_count
    FROM
      period AS p
      LEFT JOIN declared AS d ON d.noss_registration_number = p.noss_registration_number
      AND d.quarter = p.quarter
      AND d.worker_id = p.worker_id
    GROUP BY
      p.noss_registration_number,
      p.quarter
  )
SELECT
  m.noss_registration_number AS noss_registration_number,
  m.quarter AS quarter,
  CAST(coalesce(f.declared_worker_count, 0) AS INTEGER) AS declared_worker_count,
  CAST(coalesce(f.without_dimona_count, 0) AS INTEGER) AS without_dimona_count,
  CAST(coalesce(p.dimona_start_count, 0) AS INTEGER) AS dimona_start_count,
  CAST(coalesce(p.late_dimona_count, 0) AS INTEGER) AS late_dimona_count,
  CAST(coalesce(p.expected_start_count, 0) AS INTEGER) AS expected_start_count,
  CAST(coalesce(p.without_dmfa_count, 0) AS INTEGER) AS without_dmfa_count
FROM
  feature.provider_mandate AS m
  LEFT JOIN dmfa AS f ON f.noss_registration_number = m.noss_registration_number
  AND f.quarter = m.quarter
  LEFT JOIN dimona AS p ON p.noss_registration_number = m.noss_registration_number
  AND p.quarter = m.quarter
