-- One row per enterprise, clue and resource that enterprises may share, as known at the as-of date.
-- A resource of more enterprises than the limit of its clue (decided 2026-11-22, see the notes) ties nobody to anybody.
WITH
  employment AS (
    SELECT
      coalesce(p.cbe_number, e.cbe_number) AS cbe_number,
      'worker' AS clue_code,
      coalesce(m.valid_worker_id, p.worker_id) AS resource_id,
      p.starting_date AS begin_date,
      p.ending_date AS end_date
    FROM
      staging.dimona_period AS p
      LEFT JOIN link.employer AS e ON e.noss_registration_number = p.noss_registration_number
      LEFT JOIN link.person_mutation AS m ON m.worker_id = p.worker_id
    WHERE
      NOT p.is_cancelled
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
  ),
  latest_mandate AS (
    SELECT
      f.cbe_number,
      f.worker_id,
      f.begin_date,
      f.end_date
    FROM
      staging.mandate_function AS f
    WHERE
      f.known_date <= $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          f.cbe_number,
          f.worker_id,
          f.holder_cbe_number,
          f.function_code,
          f.begin_date
        ORDER BY
          f.known_date DESC
      ) = 1
  ),
  mandate AS (
    SELECT
      f.cbe_number,
      'mandate' AS clue_code,
      coalesce(m.valid_worker_id, f.worker_id) AS resource_id,
      f.begin_date,
      f.end_date
    FROM
      latest_mandate AS f
      LEFT JOIN link.person_mutation AS m ON m.worker_id = f.worker_id
  ),
  entity AS (
    SELECT
      n.cbe_number,
      n.cbe_number AS entity_number,
      n.start_date
    FROM
      staging.cbe_enterprise AS n
    UNION ALL
    SELECT
      u.cbe_number,
      u.establishment_unit_number AS entity_number,
      u.start_date
    FROM
      staging.cbe_establishment AS u
  ),
  address AS (
    SELECT
      n.cbe_number,
      'address' AS clue_code,
      opaque_id(
        'A',
        postal_key(a.postal_code) || '|' || street_key(street_part(coalesce(a.street_nl, a.street_fr), 1)) || '|' || house_key(a.house_number)
      ) AS resource_id,
      coalesce(n.start_date, $as_of_date) AS begin_date,
      a.striking_off_date AS end_date
    FROM
      staging.cbe_address AS a
      INNER JOIN entity AS n ON n.entity_number = a.entity_number
  ),
  contact AS (
    SELECT
      n.cbe_number,
      'contact' AS clue_code,
      c.value_id AS resource_id,
      coalesce(n.start_date, $as_of_date) AS begin_date,
      CAST(NULL AS DATE) AS end_date
    FROM
      staging.cbe_contact AS c
      INNER JOIN entity AS n ON n.entity_number = c.entity_number
  ),
  client AS (
    SELECT
      c.contractor_cbe_number AS cbe_number,
      'client' AS clue_code,
      c.principal_cbe_number AS resource_id,
      coalesce(c.intervention_start_date, c.known_date) AS begin_date,
      coalesce(c.intervention_end_date, c.intervention_start_date, c.known_date) AS end_date
    FROM
      staging.works_declaration_contract AS c
    WHERE
      c.known_date <= $as_of_date
      AND c.contractor_cbe_number <> c.principal_cbe_number
  ),
  use_row AS (
    SELECT
      u.cbe_number,
      u.clue_code,
      u.resource_id,
      u.begin_date,
      u.end_date
    FROM
      employment AS u
    UNION ALL
    SELECT
      u.cbe_number,
      u.clue_code,
      u.resource_id,
      u.begin_date,
      u.end_date
    FROM
      mandate AS u
    UNION ALL
    SELECT
      u.cbe_number,
      u.clue_code,
      u.resource_id,
      u.begin_date,
      u.end_date
    FROM
      address AS u
    UNION ALL
    SELECT
      u.cbe_number,
      u.clue_code,
      u.resource_id,
      u.begin_date,
      u.end_date
    FROM
      contact AS u
    UNION ALL
    SELECT
      u.cbe_number,
      u.clue_code,
      u.resource_id,
      u.begin_date,
      u.end_date
    FROM
      client AS u
  ),
  use_span AS (
    SELECT
      u.cbe_number,
      u.clue_code,
      u.resource_id,
      min(u.begin_date) AS begin_date,
      CASE
        WHEN count(*) = count(u.end_date)
        AND max(u.end_date) <= $as_of_date THEN max(u.end_date)
      END AS end_date
    FROM
      use_row AS u
    WHERE
      u.cbe_number IS NOT NULL
      AND u.resource_id IS NOT NULL
      AND u.begin_date <= $as_of_date
    GROUP BY
      u.cbe_number,
      u.clue_code,
      u.resource_id
  ),
  resource AS (
    SELECT
      s.clue_code,
      s.resource_id,
      count(*) AS enterprise_count
    FROM
      use_span AS s
    GROUP BY
      s.clue_code,
      s.resource_id
  )
SELECT
  s.cbe_number AS cbe_number,
  s.clue_code AS clue_code,
  s.resource_id AS resource_id,
  s.begin_date AS begin_date,
  s.end_date AS end_date
FROM
  use_span AS s
  INNER JOIN resource AS r ON r.clue_code = s.clue_code
  AND r.resource_id = s.resource_id
WHERE
  r.enterprise_count BETWEEN 2 AND CASE r.clue_code
    WHEN 'worker' THEN 12
    WHEN 'mandate' THEN 20
    WHEN 'client' THEN 20
    ELSE 6
  END
