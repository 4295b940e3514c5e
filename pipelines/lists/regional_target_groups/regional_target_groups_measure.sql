-- One row per active matricule that used a reduction for regional target groups in the quarter: where its people are declared and where they live.
-- Codes 63.. Flanders, 73.. Brussels, 83.. Wallonia (annex 4). Moved: declared at a unit in another region than in the eight quarters before.
WITH
  postal_region AS (
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
  unit AS (
    SELECT
      a.entity_number AS establishment_unit_number,
      r.region
    FROM
      staging.cbe_address AS a
      INNER JOIN postal_region AS r ON r.postal_code = a.postal_code
    WHERE
      a.type_of_address = 'BAET'
  ),
  reduction AS (
    SELECT
      r.noss_registration_number,
      r.worker_id,
      min(
        CASE
          WHEN r.deduction_code LIKE '63%' THEN 'flanders'
          WHEN r.deduction_code LIKE '73%' THEN 'brussels'
          WHEN r.deduction_code LIKE '83%' THEN 'wallonia'
        END
      ) AS reduction_region,
      sum(coalesce(r.deduction_cents, 0)) AS reduction_cents
    FROM
      staging.dmfa_deduction AS r
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = r.noss_registration_number
      AND d.quarter = r.quarter
      AND d.trusteeship = r.trusteeship
      AND d.version_number = r.version_number
    WHERE
      r.quarter = $quarter
      AND (
        r.deduction_code LIKE '63%'
        OR r.deduction_code LIKE '73%'
        OR r.deduction_code LIKE '83%'
      )
    GROUP BY
      r.noss_registration_number,
      r.worker_id
  ),
  assignment AS (
    SELECT
      o.noss_registration_number,
      o.worker_id,
      o.quarter,
      min(u.region) AS region
    FROM
      staging.dmfa_occupation AS o
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = o.noss_registration_number
      AND d.quarter = o.quarter
      AND d.trusteeship = o.trusteeship
      AND d.version_number = o.version_number
      INNER JOIN unit AS u ON u.establishment_unit_number = o.establishment_unit_number
    WHERE
      o.quarter <= $quarter
      AND o.quarter >= quarter_of(months_before(quarter_first_day($quarter), 24))
    GROUP BY
      o.noss_registration_number,
      o.worker_id,
      o.quarter
  ),
  history AS (
    SELECT
      a.noss_registration_number,
      a.worker_id,
      max(a.region) FILTER(
        WHERE
          a.quarter = $quarter
      ) AS region,
      min(a.quarter) AS first_quarter,
      count(DISTINCT a.region) > 1 AS has_moved
    FROM
      assignment AS a
    GROUP BY
      a.noss_registration_number,
      a.worker_id
    HAVING
      max(a.quarter) = $quarter
  ),
  home AS (
    SELECT
      p.worker_id,
      r.region
    FROM
      (
        SELECT
          h.worker_id,
          h.postal_code
        FROM
          staging.person_register AS h
        WHERE
          h.known_date <= $as_of_date
        QUALIFY
          row_number() OVER (
            PARTITION BY
              h.worker_id
            ORDER BY
              h.known_date DESC
          ) = 1
      ) AS p
      INNER JOIN postal_region AS r ON r.postal_code = p.postal_code
  ),
  arrival AS (
    SELECT
      a.noss_registration_number,
      a.region,
      min(a.quarter) AS quarter
    FROM
      assignment AS a
      INNER JOIN history AS h ON h.noss_registration_number = a.noss_registration_number
      AND h.worker_id = a.worker_id
      AND h.region = a.region
    WHERE
      h.has_moved
    GROUP BY
      a.noss_registration_number,
      a.region
  ),
  staff AS (
    SELECT
      h.noss_registration_number,
      count(*) AS worker_count,
      count(*) FILTER(
        WHERE
          NOT h.has_moved
          AND h.first_quarter >= v.quarter
      ) AS new_count,
      count(*) FILTER(
        WHERE
          NOT h.has_moved
          AND h.first_quarter >= v.quarter
          AND m.region = h.region
      ) AS new_local_count,
      count(*) FILTER(
        WHERE
          h.has_moved
      ) AS moved_count,
      count(*) FILTER(
        WHERE
          h.has_moved
          AND m.region <> h.region
      ) AS moved_away_from_home_count,
      count(r.worker_id) AS reduced_count,
      count(r.worker_id) FILTER(
        WHERE
          m.region <> h.region
          AND h.has_moved
      ) AS reduced_elsewhere_count,
      count(r.worker_id) FILTER(
        WHERE
          r.reduction_region <> h.region
      ) AS wrong_region_count,
      coalesce(sum(r.reduction_cents), 0) AS reduction_cents
    FROM
      history AS h
      LEFT JOIN home AS m ON m.worker_id = h.worker_id
      LEFT JOIN arrival AS v ON v.noss_registration_number = h.noss_registration_number
      AND v.region = h.region
      LEFT JOIN reduction AS r ON r.noss_registration_number = h.noss_registration_number
      AND r.worker_id = h.worker_id
    GROUP BY
      h.noss_registration_number
  )
SELECT
  e.noss_registration_number AS noss_registration_number,
  CAST(s.worker_count AS INTEGER) AS worker_count,
  CAST(s.moved_count AS INTEGER) AS moved_count,
  CAST(s.moved_away_from_home_count AS INTEGER) AS moved_away_from_home_count,
  CAST(s.new_count AS INTEGER) AS new_count,
  CAST(s.new_local_count AS INTEGER) AS new_local_count,
  CAST(s.reduced_count AS INTEGER) AS reduced_count,
  CAST(s.reduced_elsewhere_count AS INTEGER) AS reduced_elsewhere_count,
  CAST(s.wrong_region_count AS INTEGER) AS wrong_region_count,
  CAST(s.reduction_cents AS BIGINT) AS reduction_cents
FROM
  feature.employer_profile AS e
  INNER JOIN staff AS s ON s.noss_registration_number = e.noss_registration_number
WHERE
  e.is_active
  AND s.reduced_count > 0
