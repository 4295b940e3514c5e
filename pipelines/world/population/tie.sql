-- One row per employer that depends on another one: the successor of a dead company, a company around a key company, a split.
-- It says what goes over (part of the staff, address, director, contact data) and whether the transfer is declared.
WITH
  planned AS (
    SELECT
      life.employer_id,
      CASE
        WHEN life.generation = 0 THEN plan.anchor_slot * 8
        ELSE life.employer_id - 1
      END AS from_employer_id,
      life.start_date AS tie_date,
      CASE
        WHEN life.generation > 0 THEN plan.worker_share
        ELSE .1 * draw('lent staff', life.employer_id)
      END AS worker_share,
      plan.address_share,
      plan.director_share,
      plan.contact_share,
      plan.centre_share,
      life.generation > 0
      AND plan.is_transfer AS is_transfer,
      plan.first_hire_share,
      0 AS founder_share
    FROM
      world.employer_life AS life
      JOIN world.scheme_slot AS plan ON plan.slot = life.slot
    WHERE
      life.generation BETWEEN 1 AND plan.death_count
      OR (
        life.generation = 0
        AND plan.anchor_slot IS NOT NULL
      )
    UNION ALL
    BY NAME
    SELECT
      scheme.* EXCLUDE (scheme, construction_id, kind, is_fraud)
    FROM
      world.scheme_tie AS scheme
  )
SELECT
  planned.employer_id,
  CAST(planned.from_employer_id AS INTEGER) AS from_employer_id,
  planned.tie_date,
  planned.worker_share,
  draw('keeps address', planned.employer_id) < planned.address_share AS keeps_address,
  draw('keeps director', planned.employer_id) < planned.director_share AS keeps_director,
  draw('keeps contact', planned.employer_id) < planned.contact_share AS keeps_contact,
  draw('moves to centre', planned.employer_id) < planned.centre_share AS uses_centre,
  planned.is_transfer,
  planned.first_hire_share,
  draw('founded by worker', planned.employer_id) < planned.founder_share AS is_founded_by_worker
FROM
  planned
