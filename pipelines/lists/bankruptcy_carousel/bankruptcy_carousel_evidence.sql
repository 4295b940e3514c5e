-- One row per construction or living employer in one, reason and row that proves it, the first fifty keys of each.
WITH
  passage AS (
    SELECT
      m.construction_id,
      t.noss_registration_number,
      t.other_registration_number,
      t.tie_code,
      t.noss_registration_number || ' ' || t.other_registration_number AS pair_key
    FROM
      network.construction_tie AS t
      INNER JOIN network.construction_member AS m ON m.noss_registration_number = t.noss_registration_number
  ),
  shared AS (
    SELECT
      p.construction_id,
      p.noss_registration_number,
      p.other_registration_number,
      a.resource_id,
      a.resource_type_code
    FROM
      passage AS p
      INNER JOIN network.employer_link AS a ON a.noss_registration_number = p.noss_registration_number
      INNER JOIN network.employer_link AS c ON c.resource_id = a.resource_id
      AND c.noss_registration_number = p.other_registration_number
    WHERE
      p.tie_code = 'succession'
      AND a.resource_type_code <> 'contact'
  ),
  held AS (
    SELECT
      s.construction_id,
      s.other_registration_number,
      s.resource_id,
      s.resource_type_code,
      s.noss_registration_number AS holder_number
    FROM
      shared AS s
    UNION
    SELECT
      s.construction_id,
      s.other_registration_number,
      s.resource_id,
      s.resource_type_code,
      s.other_registration_number AS holder_number
    FROM
      shared AS s
  ),
  flow AS (
    SELECT DISTINCT
      h.construction_id,
      h.other_registration_number,
      h.resource_type_code,
      e.source_table,
      replace(e.source_key, '|', ' ') AS source_key
    FROM
      held AS h
      INNER JOIN network.employer_link_evidence AS e ON e.resource_id = h.resource_id
      AND e.noss_registration_number = h.holder_number
  ),
  ended AS (
    SELECT
      m.construction_id,
      m.noss_registration_number,
      s.cbe_number
    FROM
      network.construction_member AS m
      INNER JOIN network.employer_state AS s ON s.noss_registration_number = m.noss_registration_number
    WHERE
      m.role_code = 'dead'
  ),
  opened AS (
    SELECT
      a.noss_registration_number,
      a.noss_registration_number || ' ' || a.quarter || ' ' || CAST(a.read_date AS VARCHAR) AS source_key
    FROM
      feature.employer_account AS a
    WHERE
      a.open_cents > 0
  ),
  ending AS (
    SELECT
      e.construction_id,
      'staging.insolvency_procedure' AS source_table,
      i.cbe_number || ' ' || CAST(i.opening_date AS VARCHAR) || ' ' || CAST(i.known_date AS VARCHAR) AS source_key
    FROM
      ended AS e
      INNER JOIN staging.insolvency_procedure AS i ON i.cbe_number = e.cbe_number
    WHERE
      i.known_date <= $as_of_date
    UNION ALL
    SELECT
      e.construction_id,
      'staging.account_quarter' AS source_table,
      o.source_key
    FROM
      ended AS e
      INNER JOIN opened AS o ON o.noss_registration_number = e.noss_registration_number
    UNION ALL
    SELECT
      e.construction_id,
      'staging.employer_directory_employer' AS source_table,
      e.noss_registration_number AS source_key
    FROM
      ended AS e
  ),
  proof AS (
    SELECT
      f.construction_id AS subject_id,
      CASE f.resource_type_code
        WHEN 'worker' THEN 'staff_moved'
        WHEN 'mandate' THEN 'mandates_moved'
        WHEN 'client' THEN 'clients_moved'
        ELSE 'seat_moved'
      END AS reason_code,
      f.source_table,
      f.source_key
    FROM
      flow AS f
    UNION ALL
    SELECT
      f.other_registration_number AS subject_id,
      'took_over' AS reason_code,
      f.source_table,
      f.source_key
    FROM
      flow AS f
    WHERE
      f.resource_type_code = 'worker'
    UNION ALL
    SELECT
      p.construction_id AS subject_id,
      r.reason_code,
      r.source_table,
      p.pair_key AS source_key
    FROM
      passage AS p
      INNER JOIN (
        VALUES
          ('succession', 'long_chain', 'network.employer_succession'),
          ('succession', 'ready_successor', 'network.employer_succession'),
          ('succession', 'no_honest_course', 'network.employer_succession'),
          ('side', 'clean_side', 'network.construction_tie'),
          ('ring', 'worker_ring', 'network.construction_tie')
      ) AS r (tie_code, reason_code, source_table) ON r.tie_code = p.tie_code
    UNION ALL
    SELECT
      e.construction_id AS subject_id,
      r.reason_code,
      e.source_table,
      e.source_key
    FROM
      ending AS e
      CROSS JOIN (
        VALUES
          ('ends_in_debt'),
          ('single_end'),
          ('next_end'),
          ('end_overdue')
      ) AS r (reason_code)
    UNION ALL
    SELECT
      m.subject_id,
      r.reason_code,
      e.source_table,
      e.source_key
    FROM
      ending AS e
      INNER JOIN ranking.bankruptcy_carousel_measure AS m ON m.lead_id = e.construction_id
      CROSS JOIN (
        VALUES
          ('member'),
          ('next_end'),
          ('end_overdue')
      ) AS r (reason_code)
    UNION ALL
    SELECT
      m.construction_id AS subject_id,
      'straw_director' AS reason_code,
      'staging.mandate_function' AS source_table,
      replace(d.source_key, '|', ' ') AS source_key
    FROM
      network.straw_director AS d
      INNER JOIN network.construction_member AS m ON m.noss_registration_number = d.noss_registration_number
    WHERE
      m.role_code = 'dead'
    UNION ALL
    SELECT
      d.noss_registration_number AS subject_id,
      'new_direction' AS reason_code,
      'staging.mandate_function' AS source_table,
      replace(d.source_key, '|', ' ') AS source_key
    FROM
      network.straw_director AS d
    UNION ALL
    SELECT
      o.noss_registration_number AS subject_id,
      'unpaid' AS reason_code,
      'staging.account_quarter' AS source_table,
      o.source_key
    FROM
      opened AS o
  )
SELECT
  p.subject_id AS subject_id,
  p.reason_code AS reason_code,
  p.source_table AS source_table,
  CAST(p.source_key AS VARCHAR) AS source_key
FROM
  proof AS p
  INNER JOIN ranking.bankruptcy_carousel_reason AS r ON r.subject_id = p.subject_id
  AND r.reason_code = p.reason_code
GROUP BY
  p.subject_id,
  p.reason_code,
  p.source_table,
  p.source_key
QUALIFY
  row_number() OVER (
    PARTITION BY
      p.subject_id,
      p.reason_code
    ORDER BY
      p.source_table,
      p.source_key
  ) <= 50
