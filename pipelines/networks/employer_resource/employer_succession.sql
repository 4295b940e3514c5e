-- One row per employer that ended and employer to which something of it went over, as known at the as-of date.
-- Counted: workers who left within six months of the end and began at the other in the four months before to six months after;
-- holders of mandates at both, address, clients within eighteen months. What speaks for an honest course is named.
WITH
  dead AS (
    SELECT
      s.noss_registration_number,
      s.cbe_number,
      s.nace_code,
      s.stop_date,
      s.stop_known_date,
      s.stop_code,
      s.owed_cents,
      s.unpaid_quarter_count,
      s.worker_count
    FROM
      network.employer_state AS s
    WHERE
      s.stop_date IS NOT NULL
  ),
  flow AS (
    SELECT
      d.noss_registration_number,
      t.noss_registration_number AS successor_registration_number,
      f.resource_type_code,
      t.begin_date,
      t.end_date
    FROM
      dead AS d
      INNER JOIN network.employer_link AS f ON f.noss_registration_number = d.noss_registration_number
      INNER JOIN network.employer_link AS t ON t.resource_id = f.resource_id
      AND t.noss_registration_number <> f.noss_registration_number
      INNER JOIN network.employer_state AS s ON s.noss_registration_number = t.noss_registration_number
    WHERE
      f.resource_type_code IN ('worker', 'mandate', 'address', 'unit', 'client')
      AND f.begin_date <= d.stop_date
      AND (
        s.stop_date IS NULL
        OR s.stop_date > d.stop_date
      )
      AND CASE f.resource_type_code
        WHEN 'worker' THEN coalesce(f.end_date, d.stop_date) >= months_before(d.stop_date, 6)
        AND t.begin_date > f.begin_date
        AND t.begin_date > months_before(d.stop_date, 4)
        AND t.begin_date <= months_before(d.stop_date, -6)
        WHEN 'mandate' THEN coalesce(f.end_date, d.stop_date) >= months_before(d.stop_date, 24)
        AND t.begin_date <= months_before(d.stop_date, -12)
        AND (
          t.end_date IS NULL
          OR t.end_date >= months_before(d.stop_date, 3)
        )
        WHEN 'client' THEN coalesce(f.end_date, d.stop_date) >= months_before(d.stop_date, 18)
        AND t.begin_date > months_before(d.stop_date, 6)
        AND t.begin_date <= months_before(d.stop_date, -12)
        ELSE t.begin_date <= months_before(d.stop_date, -12)
      END
  ),
  counted AS (
    SELECT
      f.noss_registration_number,
      f.successor_registration_number,
      count_if(f.resource_type_code = 'worker') AS moved_worker_count,
      count_if(f.resource_type_code = 'mandate') AS mandate_count,
      bool_or(f.resource_type_code IN ('address', 'unit')) AS has_address,
      count_if(f.resource_type_code = 'client') AS shared_client_count
    FROM
      flow AS f
    GROUP BY
      f.noss_registration_number,
      f.successor_registration_number
  ),
  transfer AS (
    SELECT DISTINCT
      t.initial_noss_registration_number,
      t.final_noss_registration_number
    FROM
      staging.employer_directory_transfer AS t
    WHERE
      t.transfer_date <= $as_of_date
  )
SELECT
  c.noss_registration_number AS noss_registration_number,
  c.successor_registration_number AS successor_registration_number,
  d.stop_date AS stop_date,
  greater_of(d.stop_known_date, s.registration_date) AS known_date,
  d.stop_code AS stop_code,
  d.owed_cents AS owed_cents,
  d.unpaid_quarter_count AS unpaid_quarter_count,
  s.registration_date AS successor_registration_date,
  CAST(date_diff('day', d.stop_date, s.registration_date) AS INTEGER) AS gap_days,
  CAST(c.moved_worker_count AS INTEGER) AS moved_worker_count,
  d.worker_count AS worker_count,
  CAST(c.mandate_count AS INTEGER) AS mandate_count,
  c.has_address AS has_address,
  CAST(c.shared_client_count AS INTEGER) AS shared_client_count,
  coalesce(d.nace_code = s.nace_code, FALSE) AS is_same_activity,
  CASE
    WHEN t.initial_noss_registration_number IS NOT NULL THEN 'declared_transfer'
    WHEN starts_with(s.nace_code, '78')
    OR starts_with(d.nace_code, '78') THEN 'agency'
    WHEN d.stop_code = 'stopped'
    AND d.owed_cents = 0 THEN 'nothing_owed'
    WHEN d.owed_cents = 0 THEN 'nothing_owed'
    WHEN c.mandate_count = 0
    AND c.moved_worker_count = 0
    AND NOT c.has_address THEN 'clients_only'
    WHEN c.mandate_count = 0
    AND c.moved_worker_count = 0
    AND c.shared_client_count = 0 THEN 'address_only'
    WHEN c.mandate_count = 0
    AND NOT c.has_address
    AND c.shared_client_count = 0
    AND 4 * c.moved_worker_count < d.worker_count THEN 'ordinary_mobility'
  END AS honest_code
FROM
  counted AS c
  INNER JOIN dead AS d ON d.noss_registration_number = c.noss_registration_number
  INNER JOIN network.employer_state AS s ON s.noss_registration_number = c.successor_registration_number
  LEFT JOIN transfer AS t ON t.initial_noss_registration_number = c.noss_registration_number
  AND t.final_noss_registration_number = c.successor_registration_number
