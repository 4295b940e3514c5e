-- One row per newborn employer that comes out of another one. Fraud: staff and people of the same technical business unit, reductions
-- claimed as a new employer. Look-alikes: a former worker who starts up, a declared transfer (CBA 32bis), a genuine second company.
WITH
  newborn AS (
    SELECT
      life.employer_id,
      life.sector,
      life.start_date,
      draw('comes from', life.employer_id) AS role,
      row_number() OVER (
        PARTITION BY
          life.sector
        ORDER BY
          shuffle('newborn', life.employer_id)
      ) AS turn
    FROM
      world.employer_life AS life
    WHERE
      life.generation > 0
      AND NOT life.is_planned
      AND life.size_quantile < .75
      AND life.start_date BETWEEN first_date() - 360 AND first_date() + 1830
      AND draw('comes from', life.employer_id) < .21
  ),
  parent AS (
    SELECT
      life.employer_id,
      life.sector,
      life.start_date,
      life.end_date,
      row_number() OVER (
        PARTITION BY
          life.sector
        ORDER BY
          shuffle('parent', life.employer_id)
      ) AS turn
    FROM
      world.employer_life AS life
    WHERE
      NOT life.is_planned
      AND life.generation = 0
      AND life.size_quantile BETWEEN .6 AND .97
  ),
  pair AS (
    SELECT
      newborn.employer_id,
      newborn.start_date,
      parent.employer_id AS from_employer_id,
      newborn.role,
      CASE
        WHEN newborn.role < .05 THEN 'split'
        WHEN newborn.role < .13 THEN 'starter'
        WHEN newborn.role < .17 THEN 'transfer'
        WHEN newborn.role < .21 THEN 'second company'
      END AS kind
    FROM
      newborn
      JOIN parent ON parent.sector = newborn.sector
      AND parent.turn = newborn.turn
    WHERE
      parent.start_date < newborn.start_date - 200
      AND parent.end_date > newborn.start_date - 90
  )
SELECT
  pair.employer_id,
  pair.from_employer_id,
  pair.start_date AS tie_date,
  'first_hire_reduction' AS scheme,
  'U' || format('{:08X}', pick('unit number', pair.employer_id, 4294967296)) AS construction_id,
  pair.kind,
  pair.kind = 'split' AS is_fraud,
  CASE pair.kind
    WHEN 'split' THEN .15 + .55 * draw('split staff', pair.employer_id)
    WHEN 'transfer' THEN .3 + .6 * draw('split staff', pair.employer_id)
    WHEN 'starter' THEN .12 * draw('split staff', pair.employer_id)
    ELSE .08 * draw('split staff', pair.employer_id)
  END AS worker_share,
  CASE pair.kind
    WHEN 'split' THEN .45
    WHEN 'transfer' THEN .5
    WHEN 'second company' THEN .35
    ELSE .02
  END AS address_share,
  CASE pair.kind
    WHEN 'split' THEN .6
    WHEN 'transfer' THEN .1
    WHEN 'second company' THEN .9
    ELSE 0
  END AS director_share,
  CASE pair.kind
    WHEN 'split' THEN .5
    WHEN 'transfer' THEN .2
    WHEN 'second company' THEN .6
    ELSE .02
  END AS contact_share,
  .05 AS centre_share,
  pair.kind = 'transfer' AS is_transfer,
  CASE pair.kind
    WHEN 'split' THEN .97
    WHEN 'transfer' THEN .15
    ELSE .7
  END AS first_hire_share,
  CASE pair.kind
    WHEN 'starter' THEN .8
    WHEN 'split' THEN .25
    ELSE .02
  END AS founder_share
FROM
  pair
