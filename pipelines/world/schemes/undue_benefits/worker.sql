-- One row per contract that runs beside a benefit. Fraud: unemployment benefit kept for weeks after the new work began, full work while
-- unfit for work. Look-alikes: a benefit that stops some days late, part-time work with an income guarantee, an allowed progressive return.
-- overlap_days is how long unemployment benefit goes on, work_share the part of the work that goes on during incapacity.
WITH
  resumed AS (
    SELECT
      contract.contract_id,
      contract.employer_id,
      contract.worker,
      contract.start_date,
      contract.end_date,
      draw('keeps benefit', contract.contract_id) AS role,
      CASE
        WHEN draw('keeps benefit', contract.contract_id) < .03 THEN 'works while unemployed'
        WHEN contract.is_part_time
        AND draw('keeps benefit', contract.contract_id) < .25 THEN 'income guarantee'
        WHEN draw('keeps benefit', contract.contract_id) < .1 THEN 'late notice'
      END AS part
    FROM
      world.idle AS idle
      JOIN world.contract AS contract ON contract.contract_id = idle.next_contract_id
    WHERE
      contract.kind IN ('manual', 'employee')
      AND NOT contract.is_undeclared
      AND contract.start_date <= horizon_date()
  ),
  ill AS (
    SELECT
      illness.contract_id,
      illness.employer_id,
      illness.worker,
      illness.start_date,
      illness.end_date,
      CASE
        WHEN draw('works on', illness.contract_id) < .06 THEN 'works while unfit'
        WHEN draw('works on', illness.contract_id) < .24 THEN 'progressive return'
      END AS part
    FROM
      world.illness AS illness
  ),
  found AS (
    SELECT
      resumed.contract_id,
      resumed.employer_id,
      resumed.worker,
      resumed.part,
      resumed.start_date,
      resumed.end_date AS contract_end_date,
      CASE resumed.part
        WHEN 'works while unemployed' THEN pick_between('overlap', resumed.contract_id, 18, 260)
        WHEN 'late notice' THEN pick_between('overlap', resumed.contract_id, 1, 24)
        ELSE pick_between('overlap', resumed.contract_id, 60, 500)
      END AS overlap_days,
      CAST(NULL AS DOUBLE) AS work_share,
      CASE
        WHEN resumed.part = 'income guarantee' THEN 'U3'
      END AS benefit_code
    FROM
      resumed
    WHERE
      resumed.part IS NOT NULL
    UNION ALL
    SELECT
      ill.contract_id,
      ill.employer_id,
      ill.worker,
      ill.part,
      ill.start_date,
      ill.end_date,
      NULL,
      CASE
        WHEN ill.part = 'works while unfit' THEN .8 + .2 * draw('works how much', ill.contract_id)
        ELSE .3 + .3 * draw('works how much', ill.contract_id)
      END,
      NULL
    FROM
      ill
    WHERE
      ill.part IS NOT NULL
  )
SELECT
  found.contract_id,
  found.employer_id,
  found.worker,
  'undue_benefits' AS scheme,
  CAST(NULL AS VARCHAR) AS construction_id,
  found.part AS role,
  found.part IN ('works while unemployed', 'works while unfit') AS is_fraud,
  found.part NOT IN ('works while unemployed', 'works while unfit') AS is_lookalike,
  found.start_date,
  least(found.contract_end_date, found.start_date + CAST(found.overlap_days AS INTEGER)) AS end_date,
  found.overlap_days,
  found.work_share,
  found.benefit_code
FROM
  found
