-- One row per worker and day checked in on a site where registration is an obligation.
WITH
  checked AS (
    SELECT
      contract.site_id,
      contract.draw_id,
      contract.employer_id,
      contract.company_id,
      contract.start_date,
      contract.end_date,
      conduct.outsider_share
    FROM
      world.works_contract AS contract
      JOIN world.site AS site ON site.site_id = contract.site_id
      JOIN world.site_conduct AS conduct ON conduct.site_id = contract.site_id
    WHERE
      site.is_obliged
      AND draw('silent', contract.draw_id) >= conduct.silent_share
  ),
  manual_seat AS (
    SELECT
      position.employer_id,
      position.position_id,
      row_number() OVER (
        PARTITION BY
          position.employer_id
        ORDER BY
          shuffle('crew', position.position_id)
      ) - 1 AS turn,
      count(*) OVER (
        PARTITION BY
          position.employer_id
      ) AS seat_count
    FROM
      world.position AS position
    WHERE
      position.kind = 'manual'
  ),
  gang AS (
    SELECT
      checked.*,
      (pick('first of crew', checked.draw_id, seat.seat_count) + c.position) % seat.seat_count AS turn
    FROM
      checked
      JOIN manual_seat AS seat ON seat.employer_id = checked.employer_id
      AND seat.turn = 0,
      range(7) AS c (position)
    WHERE
      c.position < least(pick_between('crew size', checked.draw_id, 2, 7), seat.seat_count)
  ),
  own_worker AS (
    SELECT
      gang.site_id,
      gang.draw_id,
      gang.employer_id,
      contract.worker,
      greatest(gang.start_date, contract.start_date) AS start_date,
      least(gang.end_date, contract.end_date) AS end_date,
      gang.outsider_share
    FROM
      gang
      JOIN manual_seat AS seat ON seat.employer_id = gang.employer_id
      AND seat.turn = gang.turn
      JOIN world.contract AS contract ON contract.position_id = seat.position_id
      AND contract.start_date <= gang.end_date
      AND contract.end_date >= gang.start_date
  ),
  outsider AS (
    SELECT
      person.niss,
      row_number() OVER (
        ORDER BY
          shuffle('outsider', person.worker)
      ) - 1 AS turn
    FROM
      world.person AS person
  ),
  member AS (
    SELECT
      own_worker.site_id,
      own_worker.draw_id || '#' || own_worker.worker AS draw_id,
      own_worker.employer_id,
      own_worker.worker,
      own_worker.start_date,
      own_worker.end_date,
      CASE
        WHEN draw('is outsider', own_worker.draw_id || '#' || own_worker.worker) < own_worker.outsider_share THEN pick(
          'outsider',
          own_worker.draw_id || '#' || own_worker.worker,
          (
            SELECT
              count(*)
            FROM
              outsider
          )
        )
      END AS outsider_turn
    FROM
      own_worker
  ),
  belgian AS (
    SELECT
      member.site_id,
      member.draw_id,
      member.employer_id,
      member.start_date,
      member.end_date,
      coalesce(outsider.niss, person.niss) AS niss,
      CAST(NULL AS VARCHAR) AS limosa_id
    FROM
      member
      JOIN world.person AS person ON person.worker = member.worker
      LEFT JOIN outsider ON outsider.turn = member.outsider_turn
  ),
  posted AS (
    SELECT
      checked.site_id,
      posting.posting_id AS draw_id,
      CAST(NULL AS INTEGER) AS employer_id,
      posting.start_date,
      posting.end_date,
      CASE
        WHEN posting.notice = 'absent'
        AND worker.niss IS NOT NULL THEN worker.niss
      END AS niss,
      CASE
        WHEN posting.notice = 'absent'
        AND worker.niss IS NOT NULL THEN NULL
        ELSE posting.limosa_id
      END AS limosa_id
    FROM
      checked
      JOIN world.posting AS posting ON posting.contract_draw_id = checked.draw_id
      JOIN world.posted_worker AS worker ON worker.posted_worker_id = posting.posted_worker_id
  ),
  crew AS (
    SELECT
      *
    FROM
      belgian
    UNION ALL
    SELECT
      *
    FROM
      posted
  ),
  on_day AS (
    SELECT
      crew.site_id,
      crew.employer_id,
      crew.niss,
      crew.limosa_id,
      crew.draw_id,
      unnest(
        range(
          CAST(greatest(crew.start_date, first_date()) - DATE '2000-01-01' AS BIGINT),
          CAST(least(crew.end_date, snapshot_date()) - DATE '2000-01-01' AS BIGINT) + 1
        )
      ) AS day_number
    FROM
      crew
  ),
  attended AS (
    SELECT
      on_day.site_id,
      on_day.employer_id,
      on_day.niss,
      on_day.limosa_id,
      day.day,
      on_day.draw_id || '@' || on_day.day_number AS draw_id
    FROM
      on_day
      JOIN world.day AS day ON day.day - DATE '2000-01-01' = on_day.day_number
    WHERE
      day.is_workday
      AND draw('attends', on_day.draw_id || '@' || on_day.day_number) < .7
  ),
  registered AS (
    SELECT
      attended.*,
      CASE
        WHEN draw('check-in late', attended.draw_id) < .03 THEN CAST(attended.day AS TIMESTAMP) + to_seconds(pick_between('late moment', attended.draw_id, 36000, 60000))
        ELSE CAST(attended.day AS TIMESTAMP) + to_seconds(pick_between('check-in moment', attended.draw_id, 18000, 30000))
      END AS creation_at
    FROM
      attended
  )
SELECT
  4000000000 + row_number() OVER (
    ORDER BY
      registered.creation_at,
      shuffle('presence', registered.draw_id)
  ) AS presence_id,
  registered.site_id,
  registered.employer_id,
  registered.niss,
  registered.limosa_id,
  registered.day,
  registered.creation_at,
  CASE
    WHEN draw('status', registered.draw_id) < .975 THEN 'SUCCESSFULLY_REGISTERED'
    WHEN draw('status', registered.draw_id) < .995 THEN 'SUCCESSFULLY_CANCELLED'
    ELSE 'FAILED'
  END AS status,
  ['3', '13', '16'] [1 + pick('channel', registered.draw_id, 3)] AS channel
FROM
  registered
