-- One row per active matricule that used a first-hire reduction in the last four quarters, with the employer out of which it seems to come.
-- An earlier employer that carries on and gave staff comes first: out of it a unit can be split; one that ended is a succession.
-- Two prongs of the technical business unit: people in common, and an economic tie (staff that moved, address, contact).
WITH
  reduction AS (
    SELECT
      r.noss_registration_number,
      count(DISTINCT r.worker_id) AS reduced_worker_count,
      sum(coalesce(r.deduction_cents, 0)) AS reduction_cents
    FROM
      staging.dmfa_deduction AS r
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = r.noss_registration_number
      AND d.quarter = r.quarter
      AND d.trusteeship = r.trusteeship
      AND d.version_number = r.version_number
    WHERE
      r.deduction_code BETWEEN '3310' AND '3369'
      AND r.quarter > quarter_of(months_before(quarter_first_day($quarter), 12))
      AND r.quarter <= $quarter
    GROUP BY
      r.noss_registration_number
  ),
  tie AS (
    SELECT
      o.noss_registration_number,
      o.earlier_noss_registration_number,
      o.first_year_worker_count,
      o.moved_worker_count,
      o.has_common_person,
      o.has_common_address,
      o.has_common_contact,
      o.is_declared_transfer,
      coalesce(o.earlier_end_date > $as_of_date, TRUE) AS is_earlier_active,
      CASE
        WHEN o.has_common_person THEN 2
        ELSE 0
      END + CASE
        WHEN o.has_common_address THEN 1
        ELSE 0
      END + CASE
        WHEN o.has_common_contact THEN 1
        ELSE 0
      END + least(o.moved_worker_count, 3) AS sign_count
    FROM
      feature.employer_origin AS o
  ),
  origin AS (
    SELECT
      t.noss_registration_number,
      t.earlier_noss_registration_number,
      t.first_year_worker_count,
      t.moved_worker_count,
      t.has_common_person,
      t.has_common_address,
      t.has_common_contact,
      t.is_declared_transfer,
      t.is_earlier_active
    FROM
      tie AS t
    QUALIFY
      row_number() OVER (
        PARTITION BY
          t.noss_registration_number
        ORDER BY
          t.is_earlier_active
          AND t.moved_worker_count > 0 DESC,
          t.sign_count DESC,
          t.moved_worker_count DESC,
          t.earlier_noss_registration_number
      ) = 1
  )
SELECT
  e.noss_registration_number AS noss_registration_number,
  o.earlier_noss_registration_number AS earlier_noss_registration_number,
  CAST(r.reduced_worker_count AS INTEGER) AS reduced_worker_count,
  CAST(r.reduction_cents AS BIGINT) AS reduction_cents,
  CAST(coalesce(o.first_year_worker_count, 0) AS INTEGER) AS first_year_worker_count,
  CAST(coalesce(o.moved_worker_count, 0) AS INTEGER) AS moved_worker_count,
  coalesce(o.has_common_person, FALSE) AS has_common_person,
  coalesce(o.has_common_address, FALSE) AS has_common_address,
  coalesce(o.has_common_contact, FALSE) AS has_common_contact,
  coalesce(o.is_declared_transfer, FALSE) AS is_declared_transfer,
  coalesce(o.is_earlier_active, FALSE) AS is_earlier_active
FROM
  feature.employer_profile AS e
  INNER JOIN reduction AS r ON r.noss_registration_number = e.noss_registration_number
  LEFT JOIN origin AS o ON o.noss_registration_number = e.noss_registration_number
WHERE
  e.is_active
