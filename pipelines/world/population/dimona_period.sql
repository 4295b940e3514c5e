-- One row per Dimona period: one per contract, one per quarter for students and flexi-jobbers, and some that are cancelled.
WITH
  client AS (
    SELECT
      employer.cbe_number,
      row_number() OVER (
        ORDER BY
          shuffle('client', employer.employer_id)
      ) - 1 AS turn
    FROM
      world.employer AS employer
    WHERE
      employer.sector <> 'temporary_work'
  ),
  piece AS (
    SELECT
      contract.contract_id,
      contract.employer_id,
      contract.worker,
      contract.worker_type,
      contract.kind,
      contract.dimona_joint_commission,
      contract.start_date,
      contract.end_date,
      CAST(contract.contract_id AS VARCHAR) AS draw_id
    FROM
      world.contract AS contract
    WHERE
      contract.kind IN ('manual', 'employee')
      AND NOT contract.is_undeclared
      AND contract.start_date <= snapshot_date()
    UNION ALL
    SELECT
      contract.contract_id,
      contract.employer_id,
      contract.worker,
      contract.worker_type,
      contract.kind,
      contract.dimona_joint_commission,
      greatest(contract.start_date, period.first_date),
      least(contract.end_date, period.last_date),
      contract.contract_id || period.quarter
    FROM
      world.contract AS contract
      JOIN (
        SELECT
          quarter.quarter,
          quarter.first_date,
          quarter.last_date
        FROM
          world.quarter AS quarter
        UNION ALL
        SELECT
          'live',
          last_date() + 1,
          last_day(last_date() + INTERVAL 3 MONTH)
      ) AS period ON contract.start_date <= period.last_date
      AND contract.end_date >= period.first_date
    WHERE
      contract.kind IN ('student', 'flexi')
      AND NOT contract.is_undeclared
      AND greatest(contract.start_date, period.first_date) <= snapshot_date()
  ),
COPY AS (
  SELECT
    piece.*,
    FALSE AS is_cancelled,
    piece.draw_id || 'p' AS period_key
  FROM
    piece
  UNION ALL
  SELECT
    piece.*,
    TRUE AS is_cancelled,
    piece.draw_id || 'c' AS period_key
  FROM
    piece
  WHERE
    draw('cancelled', piece.draw_id) < .012
),
dated AS (
  SELECT
    copy.*,
    CASE
      WHEN draw('late dimona', copy.period_key) < .02 + coalesce(conduct.late_share, 0) THEN copy.start_date + CAST(pick_between('days late', copy.period_key, 1, 35) AS INTEGER)
      ELSE copy.start_date - CAST(pick_between('days ahead', copy.period_key, 1, 14) AS INTEGER)
    END AS creation_date
  FROM
  COPY
  LEFT JOIN world.conduct AS conduct ON conduct.employer_id = copy.employer_id
  WHERE
    copy.is_cancelled
    OR draw('missing dimona', copy.draw_id) >= .004
),
numbered AS (
  SELECT
    dated.*,
    row_number() OVER (
      ORDER BY
        dated.start_date,
        shuffle('dimona id', dated.period_key)
    ) - 1 AS turn
  FROM
    dated
),
moment AS (
  SELECT
    dated.*,
    office_moment(dated.creation_date, 'dimona hour', dated.period_key) AS creation_at,
    CASE
      WHEN dated.kind IN ('student', 'flexi') THEN NULL
      ELSE office_moment(
        dated.end_date + CAST(pick('dimona out', dated.period_key, 4) AS INTEGER),
        'out hour',
        dated.period_key
      )
    END AS out_at,
    CASE
      WHEN dated.is_cancelled THEN office_moment(
        dated.creation_date + CAST(pick_between('dimona cancel', dated.period_key, 1, 6) AS INTEGER),
        'cancel hour',
        dated.period_key
      )
    END AS cancel_at,
    CASE
      WHEN dated.worker_type = 'STU'
      OR dated.worker_type = 'FLX' THEN lpad(CAST(pick_between('start hour', dated.period_key, 7, 17) * 100 AS VARCHAR), 4, '0')
    END AS start_hour,
    CASE
      WHEN employer.sector = 'temporary_work' THEN pick(
        'client',
        dated.contract_id,
        (
          SELECT
            count(*)
          FROM
            client
        )
      )
    END AS client_turn
  FROM
    numbered AS dated
    JOIN world.employer AS employer ON employer.employer_id = dated.employer_id
)
SELECT
  dimona_period_id_of(6000000000 + moment.turn * 101) AS dimona_period_id,
  moment.contract_id,
  moment.employer_id,
  moment.worker,
  moment.worker_type,
  moment.dimona_joint_commission,
  moment.start_date,
  moment.creation_at,
  CASE
    WHEN moment.kind IN ('student', 'flexi') THEN moment.end_date
    WHEN CAST(moment.out_at AS DATE) <= snapshot_date()
    AND NOT moment.is_cancelled
    AND moment.end_date >= moment.start_date THEN moment.end_date
  END AS end_date,
  CASE
    WHEN NOT moment.is_cancelled
    AND CAST(moment.out_at AS DATE) <= snapshot_date() THEN greatest(moment.out_at, moment.creation_at + INTERVAL 1 HOUR)
  END AS out_at,
  CASE
    WHEN CAST(moment.cancel_at AS DATE) <= snapshot_date() THEN moment.cancel_at
  END AS cancel_at,
  moment.is_cancelled
  AND CAST(moment.cancel_at AS DATE) <= snapshot_date() AS is_cancelled,
  CAST(moment.creation_at AS DATE) > moment.start_date
  OR (
    CAST(moment.creation_at AS DATE) = moment.start_date
    AND coalesce(strftime(moment.creation_at, '%H%M') > moment.start_hour, FALSE)
  ) AS is_late,
  CASE
    WHEN moment.worker_type = 'STU' THEN CAST(pick_between('planned hours', moment.period_key, 8, 140) AS INTEGER)
  END AS planned_hours,
  moment.start_hour,
  user.cbe_number AS using_cbe_number
FROM
  moment
  LEFT JOIN client AS user ON user.turn = moment.client_turn
WHERE
  CAST(moment.creation_at AS DATE) <= snapshot_date()
