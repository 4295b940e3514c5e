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
      life.generation > 0 AS is_succession,
      life.start_date,
      plan.worker_share,
      plan.address_share,
      plan.director_share,
      plan.contact_share,
      plan.centre_share,
      plan.is_transfer,
      plan.first_hire_share
    FROM
      world.employer_life AS life
      JOIN world.scheme_slot AS plan ON plan.slot = life.slot
    WHERE
      life.generation BETWEEN 1 AND plan.death_count
      OR (
        life.generation = 0
        AND plan.anchor_slot IS NOT NULL
      )
  )
SELECT
  planned.employer_id,
  CAST(planned.from_employer_id AS INTEGER) AS from_employer_id,
  planned.start_date AS tie_date,
  CASE
    WHEN planned.is_succession THEN planned.worker_share
    ELSE .1 * draw('lent staff', planned.employer_id)
  END AS worker_share,
  draw('keeps address', planned.employer_id) < planned.address_share AS keeps_address,
  draw('keeps director', planned.employer_id) < planned.director_share AS keeps_director,
  draw('keeps contact', planned.employer_id) < planned.contact_share AS keeps_contact,
  draw('moves to centre', planned.employer_id) < planned.centre_share AS uses_centre,
  planned.is_succession
  AND planned.is_transfer AS is_transfer,
  planned.first_hire_share
FROM
  planned
