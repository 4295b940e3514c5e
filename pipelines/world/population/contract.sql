-- One row per contract between a worker and an employer. worker is the first contract of the person in the world.
WITH RECURSIVE
  chain AS (
    SELECT
      move.contract_id,
      move.earlier_contract_id AS worker,
      1 AS depth
    FROM
      world.move AS move
    UNION ALL
    SELECT
      chain.contract_id,
      move.earlier_contract_id,
      chain.depth + 1
    FROM
      chain
      JOIN world.move AS move ON move.contract_id = chain.worker
    WHERE
      chain.depth < 12
  ),
  root AS (
    SELECT
      chain.contract_id,
      chain.worker
    FROM
      chain
    QUALIFY
      row_number() OVER (
        PARTITION BY
          chain.contract_id
        ORDER BY
          chain.depth DESC
      ) = 1
  ),
  known_worker AS (
    SELECT
      tenure.contract_id,
      tenure.position_id,
      tenure.start_date,
      tenure.end_date,
      position.employer_id,
      coalesce(root.worker, tenure.contract_id) AS worker,
      row_number() OVER (
        PARTITION BY
          position.employer_id,
          coalesce(root.worker, tenure.contract_id)
        ORDER BY
          tenure.start_date,
          tenure.contract_id
      ) AS stay_here
    FROM
      world.tenure AS tenure
      JOIN world.position AS position ON position.position_id = tenure.position_id
      LEFT JOIN root ON root.contract_id = tenure.contract_id
  )
SELECT
  known_worker.contract_id,
  known_worker.position_id,
  known_worker.employer_id,
  position.sector,
  position.kind,
  position.is_manual,
  position.is_part_time,
  CAST(position.weekly_hours AS INTEGER) AS weekly_hours,
  position.monthly_wage_cents,
  CASE
    WHEN known_worker.stay_here = 1 THEN known_worker.worker
    ELSE known_worker.contract_id
  END AS worker,
  known_worker.start_date,
  known_worker.end_date,
  unit.establishment_number,
  unit.region,
  sector.employer_class,
  CASE
    WHEN position.is_manual THEN sector.manual_joint_commission
    ELSE sector.employee_joint_commission
  END AS joint_commission,
  CASE position.kind
    WHEN 'student' THEN CASE
      WHEN position.is_manual THEN '840'
      ELSE '841'
    END
    WHEN 'flexi' THEN CASE
      WHEN position.is_manual THEN '050'
      ELSE '450'
    END
    WHEN 'manual' THEN '015'
    ELSE '495'
  END AS worker_code,
  CASE position.kind
    WHEN 'student' THEN 'STU'
    WHEN 'flexi' THEN 'FLX'
    ELSE CASE
      WHEN sector.manual_joint_commission = '124'
      AND position.is_manual THEN 'BCW'
      ELSE 'OTH'
    END
  END AS worker_type,
  sector.dimona_joint_commission,
  draw('undeclared', known_worker.contract_id) < coalesce(conduct.hidden_share, .002)
  AND known_worker.start_date >= first_date() AS is_undeclared
FROM
  known_worker
  JOIN world.position AS position ON position.position_id = known_worker.position_id
  JOIN world.sector AS sector ON sector.sector = position.sector
  JOIN world.employer AS employer ON employer.employer_id = known_worker.employer_id
  JOIN world.establishment AS unit ON unit.employer_id = known_worker.employer_id
  AND unit.unit = pick('works at unit', known_worker.position_id, 1 + least(employer.size // 40, 11))
  LEFT JOIN world.conduct AS conduct ON conduct.employer_id = known_worker.employer_id
