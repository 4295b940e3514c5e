-- One row per occupation of the DmfA versions in force at the as-of date, for the last eight quarters.
-- Worker codes without an ordinary contract (annex 2): students, flexi-jobs, occasional work, mandates, dismissal, early retirement, annuities.
WITH
  declaration AS (
    SELECT
      d.noss_registration_number,
      d.quarter,
      d.trusteeship,
      d.version_number,
      d.known_date
    FROM
      feature.employer_declaration AS d
    WHERE
      d.quarter <= $quarter
      AND d.quarter > quarter_before($quarter, 8)
  ),
  service AS (
    SELECT
      s.noss_registration_number,
      s.quarter,
      s.trusteeship,
      s.version_number,
      s.worker_id,
      s.employer_class,
      s.worker_code,
      s.occupation_sequence_number,
      sum(s.service_nbr_days) AS paid_days
    FROM
      staging.dmfa_service AS s
      INNER JOIN declaration AS d ON d.noss_registration_number = s.noss_registration_number
      AND d.quarter = s.quarter
      AND d.trusteeship = s.trusteeship
      AND d.version_number = s.version_number
    WHERE
      s.service_code IN ('1', '01', '001')
    GROUP BY
      s.noss_registration_number,
      s.quarter,
      s.trusteeship,
      s.version_number,
      s.worker_id,
      s.employer_class,
      s.worker_code,
      s.occupation_sequence_number
  )
SELECT
  o.noss_registration_number || ' ' || o.quarter || ' ' || CAST(o.trusteeship AS VARCHAR) || ' ' || CAST(o.version_number AS VARCHAR) || ' ' || o.worker_id || ' ' || o.employer_class || ' ' || o.worker_code || ' ' || CAST(o.occupation_sequence_number AS VARCHAR) AS source_key,
  o.noss_registration_number AS noss_registration_number,
  e.cbe_number AS cbe_number,
  coalesce(e.cbe_number, o.noss_registration_number) AS employer_id,
  o.quarter AS quarter,
  coalesce(m.valid_worker_id, o.worker_id) AS worker_id,
  o.worker_code AS worker_code,
  o.worker_code NOT IN (
    '050',
    '450',
    '840',
    '841',
    '486',
    '496',
    '020',
    '404',
    '405',
    '406',
    '407',
    '848',
    '849',
    '876',
    '877',
    '879',
    '883',
    '885'
  ) AS is_ordinary,
  coalesce(r.code_subjected, '0') = '1' AS is_subjected_by_office,
  CAST(coalesce(r.noss_quarter_starting_date, quarter_first_day(o.quarter)) AS DATE) AS record_first_date,
  CAST(coalesce(r.noss_quarter_ending_date, quarter_last_day(o.quarter)) AS DATE) AS record_last_date,
  CAST(
    CASE
      WHEN o.occupation_starting_date > quarter_first_day(o.quarter) THEN o.occupation_starting_date
      ELSE quarter_first_day(o.quarter)
    END AS DATE
  ) AS first_date,
  CAST(
    CASE
      WHEN o.occupation_ending_date < quarter_last_day(o.quarter) THEN o.occupation_ending_date
      ELSE quarter_last_day(o.quarter)
    END AS DATE
  ) AS last_date,
  o.occupation_ending_date IS NOT NULL AS has_ended,
  o.joint_commission_number AS joint_commission_number,
  o.establishment_unit_number AS establishment_unit_number,
  CAST(coalesce(nullif(o.working_days_system, 0), 500) AS INTEGER) AS weekly_days,
  coalesce(o.contract_type = '1', FALSE) AS is_part_time,
  coalesce(o.retired, FALSE) AS is_retired,
  CAST(
    CASE
      WHEN coalesce(o.contract_type, '0') <> '1' THEN 1000
      WHEN o.mean_working_hours IS NULL THEN 500
      ELSE whole_part(1000 * o.mean_working_hours, coalesce(nullif(o.ref_mean_working_hours, 0), 3800))
    END AS INTEGER
  ) AS time_permille,
  CAST(coalesce(s.paid_days, 0) AS BIGINT) AS paid_days,
  d.known_date AS known_date
FROM
  staging.dmfa_occupation AS o
  INNER JOIN declaration AS d ON d.noss_registration_number = o.noss_registration_number
  AND d.quarter = o.quarter
  AND d.trusteeship = o.trusteeship
  AND d.version_number = o.version_number
  INNER JOIN staging.dmfa_worker_record AS r ON r.noss_registration_number = o.noss_registration_number
  AND r.quarter = o.quarter
  AND r.trusteeship = o.trusteeship
  AND r.version_number = o.version_number
  AND r.worker_id = o.worker_id
  AND r.employer_class = o.employer_class
  AND r.worker_code = o.worker_code
  LEFT JOIN service AS s ON s.noss_registration_number = o.noss_registration_number
  AND s.quarter = o.quarter
  AND s.trusteeship = o.trusteeship
  AND s.version_number = o.version_number
  AND s.worker_id = o.worker_id
  AND s.employer_class = o.employer_class
  AND s.worker_code = o.worker_code
  AND s.occupation_sequence_number = o.occupation_sequence_number
  LEFT JOIN link.person_mutation AS m ON m.worker_id = o.worker_id
  LEFT JOIN link.employer AS e ON e.noss_registration_number = o.noss_registration_number
WHERE
  coalesce(r.code_subjected, '0') <> '2'
