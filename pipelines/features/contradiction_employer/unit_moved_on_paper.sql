-- One row per establishment unit in another region than the seat at which hardly anybody lives in its region, and occupation.
-- Window: the last eight quarters. At least three workers, of whom at most a third, and of the two or more hired since the unit opened at most a quarter, live in its region; a true move hires people near the new unit.
WITH
  home AS (
    SELECT
      coalesce(m.valid_worker_id, r.worker_id) AS worker_id,
      postal_key(r.postal_code) AS postal_code
    FROM
      staging.person_register AS r
      LEFT JOIN link.person_mutation AS m ON m.worker_id = r.worker_id
    WHERE
      r.known_date <= $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          coalesce(m.valid_worker_id, r.worker_id)
        ORDER BY
          r.known_date DESC,
          r.worker_id
      ) = 1
  ),
  place AS (
    SELECT
      p.postal_code,
      min(m.region) AS region
    FROM
      staging.geography_postal_code AS p
      INNER JOIN staging.geography_municipality AS m ON m.nis_code = p.nis_code
      AND $as_of_date BETWEEN m.valid_from_date AND m.valid_to_date
    WHERE
      p.is_main
      AND $as_of_date BETWEEN p.valid_from_date AND p.valid_to_date
    GROUP BY
      p.postal_code
  ),
  work AS (
    SELECT
      w.noss_registration_number,
      w.cbe_number,
      w.quarter,
      w.worker_id,
      w.source_key,
      w.establishment_unit_number,
      w.known_date,
      u.region
    FROM
      feature.declared_work AS w
      INNER JOIN feature.unit_region AS u ON u.entity_number = w.establishment_unit_number
    WHERE
      w.is_ordinary
  ),
  seat AS (
    SELECT
      e.noss_registration_number,
      u.region
    FROM
      link.employer AS e
      INNER JOIN feature.unit_region AS u ON u.entity_number = e.cbe_number
  ),
  arrival AS (
    SELECT
      w.noss_registration_number,
      w.worker_id,
      min(w.first_date) AS arrival_date
    FROM
      feature.declared_work AS w
    GROUP BY
      w.noss_registration_number,
      w.worker_id
  ),
  here AS (
    SELECT
      w.noss_registration_number,
      w.cbe_number,
      w.establishment_unit_number,
      w.worker_id,
      max(w.source_key) AS source_key,
      max(w.known_date) AS known_date,
      max(x.start_date) AS start_date,
      max(w.quarter) AS last_quarter,
      coalesce(max(p.region) = max(w.region), FALSE) AS lives_here,
      coalesce(
        min(a.arrival_date) > max(x.start_date)
        AND min(a.arrival_date) > quarter_first_day(quarter_before($quarter, 7)),
        FALSE
      ) AS is_newcomer
    FROM
      work AS w
      INNER JOIN seat AS s ON s.noss_registration_number = w.noss_registration_number
      AND s.region <> w.region
      INNER JOIN staging.cbe_establishment AS x ON x.establishment_unit_number = w.establishment_unit_number
      INNER JOIN arrival AS a ON a.noss_registration_number = w.noss_registration_number
      AND a.worker_id = w.worker_id
      LEFT JOIN home AS h ON h.worker_id = w.worker_id
      LEFT JOIN place AS p ON p.postal_code = h.postal_code
    GROUP BY
      w.noss_registration_number,
      w.cbe_number,
      w.establishment_unit_number,
      w.worker_id
  ),
  found AS (
    SELECT
      h.noss_registration_number AS subject_id,
      h.noss_registration_number,
      max(h.cbe_number) AS cbe_number,
      h.establishment_unit_number,
      max(h.start_date) AS first_date,
      quarter_last_day(max(h.last_quarter)) AS last_date,
      count(*) FILTER(
        WHERE
          NOT h.lives_here
      ) AS evidence_count,
      count(*) AS evidence_base_count,
      max(h.known_date) AS known_date
    FROM
      here AS h
    GROUP BY
      h.noss_registration_number,
      h.establishment_unit_number
    HAVING
      count(*) >= 3
      AND count(*) FILTER(
        WHERE
          h.is_newcomer
      ) >= 2
      AND max(h.last_quarter) = $quarter
      AND 3 * count(*) FILTER(
        WHERE
          h.lives_here
      ) <= count(*)
      AND 4 * count(*) FILTER(
        WHERE
          h.lives_here
          AND h.is_newcomer
      ) <= count(*) FILTER(
        WHERE
          h.is_newcomer
      )
  ),
  proof AS (
    SELECT
      h.noss_registration_number AS subject_id,
      h.establishment_unit_number,
      'staging.dmfa_occupation' AS source_table,
      h.source_key
    FROM
      here AS h
    UNION ALL
    SELECT
      h.noss_registration_number AS subject_id,
      h.establishment_unit_number,
      'feature.unit_region' AS source_table,
      h.establishment_unit_number AS source_key
    FROM
      here AS h
    GROUP BY
      h.noss_registration_number,
      h.establishment_unit_number
  )
SELECT
  opaque_id('C', 'unit_moved_on_paper ' || f.subject_id || ' ' || f.establishment_unit_number) AS contradiction_id,
  'unit_moved_on_paper' AS check_code,
  'employer' AS subject_type,
  f.subject_id AS subject_id,
  f.noss_registration_number AS noss_registration_number,
  f.cbe_number AS cbe_number,
  CAST(NULL AS VARCHAR) AS worker_id,
  CAST(NULL AS VARCHAR) AS avwddt_id,
  CAST(f.first_date AS DATE) AS first_date,
  CAST(f.last_date AS DATE) AS last_date,
  CAST(f.evidence_count AS INTEGER) AS evidence_count,
  CAST(f.evidence_base_count AS INTEGER) AS evidence_base_count,
  CAST(NULL AS BIGINT) AS amount_cents,
  CAST(f.known_date AS DATE) AS known_date,
  p.source_table AS source_table,
  p.source_key AS source_key
FROM
  found AS f
  INNER JOIN proof AS p ON p.subject_id = f.subject_id
  AND p.establishment_unit_number = f.establishment_unit_number
