-- One row per matricule and worker of the quarter, as declared in Dimona, in DmfA or in both, at the as-of date.
-- A Dimona of the types DWD, IVT, STG, TRI, S17, T17 and O17 asks no DmfA (instructions of the wage-data transfer).
WITH
  dmfa AS (
    SELECT DISTINCT
      w.noss_registration_number,
      coalesce(m.valid_worker_id, w.worker_id) AS worker_id
    FROM
      staging.dmfa_worker_record AS w
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = w.noss_registration_number
      AND d.quarter = w.quarter
      AND d.trusteeship = w.trusteeship
      AND d.version_number = w.version_number
      LEFT JOIN link.person_mutation AS m ON m.worker_id = w.worker_id
    WHERE
      w.quarter = $quarter
      AND coalesce(w.code_subjected, '0') <> '2'
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
  dimona AS (
    SELECT
      coalesce(p.noss_registration_number, e.noss_registration_number) AS noss_registration_number,
      coalesce(m.valid_worker_id, p.worker_id) AS worker_id,
      bool_or(
        p.worker_type IS NULL
        OR p.worker_type NOT IN ('DWD', 'IVT', 'STG', 'TRI', 'S17', 'T17', 'O17')
      ) AS is_dmfa_expected
    FROM
      staging.dimona_period AS p
      LEFT JOIN link.person_mutation AS m ON m.worker_id = p.worker_id
      LEFT JOIN matricule AS e ON e.cbe_number = p.cbe_number
    WHERE
      NOT p.is_cancelled
      AND p.worker_id IS NOT NULL
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
      AND p.starting_date <= quarter_last_day($quarter)
      AND coalesce(p.ending_date, quarter_last_day($quarter)) >= quarter_first_day($quarter)
    GROUP BY
      coalesce(p.noss_registration_number, e.noss_registration_number),
      coalesce(m.valid_worker_id, p.worker_id)
  )
SELECT
  coalesce(d.noss_registration_number, p.noss_registration_number) AS noss_registration_number,
  coalesce(d.worker_id, p.worker_id) AS worker_id,
  p.worker_id IS NOT NULL AS has_dimona,
  d.worker_id IS NOT NULL AS has_dmfa,
  coalesce(p.is_dmfa_expected, TRUE) AS is_dmfa_expected
FROM
  dmfa AS d
  FULL JOIN dimona AS p ON p.noss_registration_number = d.noss_registration_number
  AND p.worker_id = d.worker_id
WHERE
  coalesce(d.noss_registration_number, p.noss_registration_number) IS NOT NULL
