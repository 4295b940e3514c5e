-- One row per employer that is able to pay its contributions and does not, and per honest look-alike: employers that cannot pay
-- before their bankruptcy, and employers that are late once; the largest employers pay. pay_share is the part paid in the quarters from start_date on.
WITH
  candidate AS (
    SELECT
      employer.employer_id,
      employer.start_date,
      employer.end_date,
      employer.end_reason,
      draw('default role', employer.employer_id) AS role,
      first_date() + CAST(pick('default start', employer.employer_id, 1 + (last_date() - first_date())) AS INTEGER) AS turn_date
    FROM
      world.employer AS employer
    WHERE
      employer.size < 100
  )
SELECT
  candidate.employer_id,
  'payment_default' AS scheme,
  candidate.role < .012 AS is_fraud,
  candidate.role >= .012 AS is_lookalike,
  CASE
    WHEN candidate.role < .012 THEN 'will not pay'
    WHEN candidate.end_reason = 'bankruptcy'
    AND candidate.end_date <= snapshot_date() + 200 THEN 'cannot pay'
    ELSE 'late once'
  END AS role,
  CASE
    WHEN candidate.role >= .012
    AND candidate.end_reason = 'bankruptcy'
    AND candidate.end_date <= snapshot_date() + 200 THEN candidate.end_date - CAST(pick_between('distress days', candidate.employer_id, 60, 420) AS INTEGER)
    ELSE candidate.turn_date
  END AS start_date,
  CASE
    WHEN candidate.role >= .012
    AND NOT (
      candidate.end_reason = 'bankruptcy'
      AND candidate.end_date <= snapshot_date() + 200
    ) THEN candidate.turn_date + 91
  END AS end_date,
  CASE
    WHEN candidate.role < .012 THEN .35 * draw('default pay', candidate.employer_id)
    WHEN candidate.end_reason = 'bankruptcy' THEN .6 * draw('distress pay', candidate.employer_id)
    ELSE .8 * draw('late pay', candidate.employer_id)
  END AS pay_share
FROM
  candidate
WHERE
  candidate.role < .012
  OR (
    candidate.end_reason = 'bankruptcy'
    AND candidate.end_date <= snapshot_date() + 200
    AND draw('distress', candidate.employer_id) < .8
  )
  OR candidate.role < .05
