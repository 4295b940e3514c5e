-- One row per employer that is able to pay its contributions and does not, and per honest look-alike: employers that cannot pay
-- before their bankruptcy and shrink (fade_share of the seats), employers that struggle for a year or two, pay by plan and recover, and
-- employers that are late once; only small ones refuse, and the largest pay.
-- pay_share is the part paid at the due dates from unpaid_from_date on.
WITH
  candidate AS (
    SELECT
      employer.employer_id,
      employer.start_date,
      employer.end_date,
      employer.end_reason,
      employer.size,
      draw('default role', employer.employer_id) AS role,
      greatest(
        employer.start_date + 120,
        first_date() - 200 + CAST(pick('default start', employer.employer_id, 1300) AS INTEGER)
      ) AS turn_date
    FROM
      world.employer AS employer
      JOIN world.employer_life AS life ON life.employer_id = employer.employer_id
    WHERE
      employer.size < 100
      AND NOT life.is_planned
  ),
  cast_role AS (
    SELECT
      candidate.*,
      CASE
        WHEN candidate.role < .022
        AND candidate.size < 30
        AND (
          candidate.end_reason <> 'bankruptcy'
          OR candidate.end_date > candidate.turn_date + 500
        ) THEN 'will not pay'
        WHEN candidate.end_reason = 'bankruptcy'
        AND draw('distress', candidate.employer_id) < .9 THEN 'cannot pay'
        WHEN candidate.role < .06 THEN 'struggles'
        WHEN candidate.role < .1 THEN 'late once'
      END AS part
    FROM
      candidate
  )
SELECT
  cast_role.employer_id,
  'payment_default' AS scheme,
  CAST(NULL AS VARCHAR) AS construction_id,
  cast_role.part = 'will not pay' AS is_fraud,
  cast_role.part <> 'will not pay' AS is_lookalike,
  cast_role.part AS role,
  CASE cast_role.part
    WHEN 'cannot pay' THEN cast_role.end_date - CAST(pick_between('distress days', cast_role.employer_id, 60, 420) AS INTEGER)
    ELSE cast_role.turn_date
  END AS start_date,
  CASE cast_role.part
    WHEN 'late once' THEN cast_role.turn_date + 91
    WHEN 'struggles' THEN cast_role.turn_date + CAST(pick_between('struggles for', cast_role.employer_id, 400, 1000) AS INTEGER)
    WHEN 'cannot pay' THEN cast_role.end_date
  END AS end_date,
  CASE cast_role.part
    WHEN 'will not pay' THEN .15 + .65 * draw('default pay', cast_role.employer_id)
    WHEN 'struggles' THEN .1 + .7 * draw('default pay', cast_role.employer_id)
    WHEN 'cannot pay' THEN .2 + .6 * draw('distress pay', cast_role.employer_id)
    ELSE .8 * draw('late pay', cast_role.employer_id)
  END AS pay_share,
  CASE cast_role.part
    WHEN 'cannot pay' THEN cast_role.end_date - CAST(pick_between('distress days', cast_role.employer_id, 60, 420) AS INTEGER)
    ELSE cast_role.turn_date
  END AS unpaid_from_date,
  CASE cast_role.part
    WHEN 'will not pay' THEN 'bits'
    WHEN 'cannot pay' THEN 'never'
    WHEN 'struggles' THEN 'slow'
    ELSE 'second'
  END AS pay_style,
  CASE cast_role.part
    WHEN 'cannot pay' THEN .25 + .5 * draw('fades', cast_role.employer_id)
    WHEN 'struggles' THEN .35 * draw('fades', cast_role.employer_id)
  END AS fade_share
FROM
  cast_role
WHERE
  cast_role.part IS NOT NULL
  AND cast_role.turn_date < cast_role.end_date
  AND CASE cast_role.part
    WHEN 'cannot pay' THEN cast_role.end_date - 420
    ELSE cast_role.turn_date
  END <= horizon_date()
