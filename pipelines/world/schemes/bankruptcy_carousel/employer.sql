-- One row per employer of a construction or of a look-alike: its role, the time in which it plays it, and what it pays of its contributions.
WITH
  member AS (
    SELECT
      employer.employer_id,
      plan.*,
      life.generation,
      employer.start_date AS life_start_date,
      employer.end_date AS life_end_date,
      draw('own debt days', employer.employer_id) AS debt_draw
    FROM
      world.employer_life AS life
      JOIN world.employer AS employer ON employer.employer_id = life.employer_id
      JOIN world.bankruptcy_carousel_slot AS plan ON plan.slot = life.slot
      AND life.generation <= plan.death_count
  )
SELECT
  member.employer_id,
  'bankruptcy_carousel' AS scheme,
  member.construction_id,
  member.is_fraud,
  NOT member.is_fraud AS is_lookalike,
  CASE
    WHEN member.role <> 'chain' THEN member.role
    WHEN member.generation < member.death_count THEN 'dying'
    ELSE 'successor'
  END AS role,
  member.life_start_date AS start_date,
  CASE
    WHEN member.generation < member.death_count THEN member.life_end_date
  END AS end_date,
  CASE
    WHEN member.pay_share = 1 THEN NULL
    WHEN member.generation < member.death_count THEN member.pay_share
    WHEN member.is_fraud THEN .5 + .5 * member.pay_share
  END AS pay_share,
  CASE
    WHEN member.pay_share = 1 THEN NULL
    WHEN member.generation < member.death_count THEN member.life_end_date - CAST(round(member.debt_days * (.7 + .6 * member.debt_draw)) AS INTEGER)
    WHEN member.is_fraud THEN member.life_start_date + 180
  END AS unpaid_from_date,
  CASE
    WHEN member.is_fraud
    AND member.debt_draw < .5 THEN 'bits'
    ELSE 'never'
  END AS pay_style
FROM
  member
