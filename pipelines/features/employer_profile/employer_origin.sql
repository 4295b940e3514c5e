-- One row per matricule registered in the last three years and earlier employer out of which it seems to come.
-- Workers hired in its first year who worked for the earlier employer in the year before; people, address, contact in common.
-- An address or contact of more than ten enterprises is a business centre or an office and ties nobody.
WITH
  newcomer AS (
    SELECT
      e.noss_registration_number,
      e.cbe_number,
      e.registration_date
    FROM
      link.employer AS e
    WHERE
      e.registration_date BETWEEN months_before($as_of_date, 36) AND $as_of_date
  ),
  period AS (
    SELECT
      p.noss_registration_number,
      coalesce(m.valid_worker_id, p.worker_id) AS worker_id,
      p.starting_date,
      coalesce(p.ending_date, $as_of_date) AS ending_date
    FROM
      staging.dimona_period AS p
      LEFT JOIN link.person_mutation AS m ON m.worker_id = p.worker_id
    WHERE
      NOT p.is_cancelled
      AND p.worker_id IS NOT NULL
      AND p.noss_registration_number IS NOT NULL
      AND coalesce(p.worker_type, 'OTH') NOT IN ('STU', 'FLX', 'EXT')
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
  ),
  hiring AS (
    SELECT
      n.noss_registration_number,
      p.worker_id,
      min(p.starting_date) AS hire_date
    FROM
      newcomer AS n
      INNER JOIN period AS p ON p.noss_registration_number = n.noss_registration_number
      AND p.starting_date < months_before(n.registration_date, -12)
    GROUP BY
      n.noss_registration_number,
      p.worker_id
  ),
  moved AS (
    SELECT
      h.noss_registration_number,
      p.noss_registration_number AS earlier_noss_registration_number,
      count(DISTINCT h.worker_id) AS moved_worker_count
    FROM
      hiring AS h
      INNER JOIN period AS p ON p.worker_id = h.worker_id
      AND p.noss_registration_number <> h.noss_registration_number
      AND p.starting_date < h.hire_date
      AND p.ending_date > months_before(h.hire_date, 12)
    GROUP BY
      h.noss_registration_number,
      p.noss_registration_number
  ),
  staff AS (
    SELECT
      h.noss_registration_number,
      count(*) AS first_year_worker_count
    FROM
      hiring AS h
    GROUP BY
      h.noss_registration_number
  ),
  trait AS (
    SELECT DISTINCT
      f.cbe_number,
      'person' AS trait_code,
      f.worker_id AS trait_key
    FROM
      staging.mandate_function AS f
    WHERE
      f.known_date <= $as_of_date
      AND f.worker_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT
      a.entity_number AS cbe_number,
      'address' AS trait_code,
      a.postal_code || ' ' || street_key(coalesce(a.street_nl, a.street_fr)) || ' ' || a.house_number || ' ' || coalesce(a.box, '') AS trait_key
    FROM
      staging.cbe_address AS a
    WHERE
      a.type_of_address = 'REGO'
      AND a.house_number IS NOT NULL
    UNION ALL
    SELECT DISTINCT
      c.entity_number AS cbe_number,
      'contact' AS trait_code,
      c.value_id AS trait_key
    FROM
      staging.cbe_contact AS c
  ),
  telling AS (
    SELECT
      t.cbe_number,
      t.trait_code,
      t.trait_key
    FROM
      trait AS t
    WHERE
      t.trait_key IS NOT NULL
    QUALIFY
      count(*) OVER (
        PARTITION BY
          t.trait_code,
          t.trait_key
      ) <= 10
  ),
  common AS (
    SELECT
      n.noss_registration_number,
      e.noss_registration_number AS earlier_noss_registration_number,
      bool_or(t.trait_code = 'person') AS has_common_person,
      bool_or(t.trait_code = 'address') AS has_common_address,
      bool_or(t.trait_code = 'contact') AS has_common_contact
    FROM
      newcomer AS n
      INNER JOIN telling AS t ON t.cbe_number = n.cbe_number
      INNER JOIN telling AS o ON o.trait_code = t.trait_code
      AND o.trait_key = t.trait_key
      AND o.cbe_number <> t.cbe_number
      INNER JOIN link.employer AS e ON e.cbe_number = o.cbe_number
      AND e.registration_date < n.registration_date
    GROUP BY
      n.noss_registration_number,
      e.noss_registration_number
  ),
  transfer AS (
    SELECT DISTINCT
      t.initial_noss_registration_number,
      t.final_noss_registration_number
    FROM
      staging.employer_directory_transfer AS t
    WHERE
      t.transfer_date <= $as_of_date
  ),
  pair AS (
    SELECT
      coalesce(m.noss_registration_number, c.noss_registration_number) AS noss_registration_number,
      coalesce(m.earlier_noss_registration_number, c.earlier_noss_registration_number) AS earlier_noss_registration_number,
      coalesce(m.moved_worker_count, 0) AS moved_worker_count,
      coalesce(c.has_common_person, FALSE) AS has_common_person,
      coalesce(c.has_common_address, FALSE) AS has_common_address,
      coalesce(c.has_common_contact, FALSE) AS has_common_contact
    FROM
      moved AS m
      FULL JOIN common AS c ON c.noss_registration_number = m.noss_registration_number
      AND c.earlier_noss_registration_number = m.earlier_noss_registration_number
  )
SELECT
  p.noss_registration_number AS noss_registration_number,
  p.earlier_noss_registration_number AS earlier_noss_registration_number,
  e.end_date AS earlier_end_date,
  CAST(coalesce(s.first_year_worker_count, 0) AS INTEGER) AS first_year_worker_count,
  CAST(p.moved_worker_count AS INTEGER) AS moved_worker_count,
  p.has_common_person AS has_common_person,
  p.has_common_address AS has_common_address,
  p.has_common_contact AS has_common_contact,
  t.initial_noss_registration_number IS NOT NULL AS is_declared_transfer
FROM
  pair AS p
  INNER JOIN link.employer AS e ON e.noss_registration_number = p.earlier_noss_registration_number
  LEFT JOIN staff AS s ON s.noss_registration_number = p.noss_registration_number
  LEFT JOIN transfer AS t ON t.initial_noss_registration_number = p.earlier_noss_registration_number
  AND t.final_noss_registration_number = p.noss_registration_number
WHERE
  p.moved_worker_count >= 2
  OR p.has_common_person
  OR p.has_common_address
  OR p.has_common_contact
  OR t.initial_noss_registration_number IS NOT NULL
