-- One row per worker who leaves one employer and starts at another within three months: the later contract and the earlier one.
-- Flexi-jobbers keep their main job: their earlier contract is the main one.
WITH
  follower AS (
    SELECT
      later.contract_id,
      earlier.contract_id AS earlier_contract_id
    FROM
      world.handover AS handover
      JOIN world.tenure AS earlier ON earlier.position_id = handover.from_position_id
      AND earlier.ends_with_seat
      JOIN world.tenure AS later ON later.position_id = handover.position_id
      AND later.turn = 0
  ),
  leaver AS (
    SELECT
      tenure.contract_id,
      position.employer_id,
      position.is_manual,
      position.kind,
      world_quarter(tenure.end_date) AS quarter,
      row_number() OVER (
        PARTITION BY
          position.is_manual,
          position.kind,
          world_quarter(tenure.end_date)
        ORDER BY
          shuffle('leaver', tenure.contract_id)
      ) AS turn
    FROM
      world.tenure AS tenure
      JOIN world.position AS position ON position.position_id = tenure.position_id
    WHERE
      tenure.end_date <= horizon_date()
      AND draw('moves', tenure.contract_id) < .55
      AND NOT EXISTS (
        SELECT
          1
        FROM
          follower
        WHERE
          follower.earlier_contract_id = tenure.contract_id
      )
      AND position.kind <> 'flexi'
  ),
  starter AS (
    SELECT
      tenure.contract_id,
      position.employer_id,
      position.is_manual,
      position.kind,
      world_quarter(CAST(tenure.start_date - INTERVAL 3 MONTH AS DATE)) AS quarter,
      row_number() OVER (
        PARTITION BY
          position.is_manual,
          position.kind,
          world_quarter(CAST(tenure.start_date - INTERVAL 3 MONTH AS DATE))
        ORDER BY
          shuffle('starter', tenure.contract_id)
      ) AS turn
    FROM
      world.tenure AS tenure
      JOIN world.position AS position ON position.position_id = tenure.position_id
    WHERE
      tenure.start_date >= first_date()
      AND position.kind <> 'flexi'
      AND NOT EXISTS (
        SELECT
          1
        FROM
          follower
        WHERE
          follower.contract_id = tenure.contract_id
      )
  ),
  flexi AS (
    SELECT
      tenure.contract_id,
      position.employer_id,
      row_number() OVER (
        ORDER BY
          shuffle('flexi', tenure.contract_id)
      ) AS turn
    FROM
      world.tenure AS tenure
      JOIN world.position AS position ON position.position_id = tenure.position_id
    WHERE
      position.kind = 'flexi'
      AND NOT EXISTS (
        SELECT
          1
        FROM
          follower
        WHERE
          follower.contract_id = tenure.contract_id
      )
  ),
  main_job AS (
    SELECT
      tenure.contract_id,
      position.employer_id,
      row_number() OVER (
        ORDER BY
          shuffle('main job', tenure.contract_id)
      ) AS turn
    FROM
      world.tenure AS tenure
      JOIN world.position AS position ON position.position_id = tenure.position_id
    WHERE
      position.kind IN ('manual', 'employee')
      AND NOT position.is_part_time
      AND tenure.turn = 0
      AND tenure.end_date > first_date() + 730
  )
SELECT
  starter.contract_id,
  leaver.contract_id AS earlier_contract_id
FROM
  starter
  JOIN leaver ON leaver.is_manual = starter.is_manual
  AND leaver.kind = starter.kind
  AND leaver.quarter = starter.quarter
  AND leaver.turn = starter.turn
  AND leaver.employer_id <> starter.employer_id
UNION ALL
SELECT
  follower.contract_id,
  follower.earlier_contract_id
FROM
  follower
UNION ALL
SELECT
  flexi.contract_id,
  main_job.contract_id
FROM
  flexi
  JOIN main_job ON main_job.turn = flexi.turn
  AND main_job.employer_id <> flexi.employer_id
