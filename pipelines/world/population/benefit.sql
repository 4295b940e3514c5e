-- One row per period of unemployment or incapacity of a worker.
WITH
  unemployed AS (
    SELECT
      idle.worker,
      'unemployment' AS branch,
      idle.employer_id,
      idle.start_date,
      CASE
        WHEN overlap.contract_id IS NOT NULL THEN overlap.end_date
        ELSE least(idle.next_start_date - 1, idle.start_date + wait_days('unemployed', idle.contract_id, 150))
      END AS end_date,
      coalesce(overlap.benefit_code, 'U1') AS code,
      idle.contract_id
    FROM
      world.idle AS idle
      LEFT JOIN world.undue_benefits_worker AS overlap ON overlap.contract_id = idle.next_contract_id
      AND overlap.overlap_days IS NOT NULL
  ),
  found AS (
    SELECT
      *
    FROM
      unemployed
    UNION ALL
    SELECT
      illness.worker,
      'incapacity',
      illness.employer_id,
      illness.start_date,
      illness.end_date,
      illness.code,
      illness.contract_id
    FROM
      world.illness AS illness
  )
SELECT
  found.worker,
  found.branch,
  found.employer_id,
  found.start_date,
  known(found.end_date) AS end_date,
  found.code,
  found.start_date + CAST(pick_between('benefit known', found.contract_id, 5, 30) AS INTEGER) AS known_date,
  3500 + pick('daily benefit', found.contract_id, 4000) AS daily_cents
FROM
  found
WHERE
  found.start_date + CAST(pick_between('benefit known', found.contract_id, 5, 30) AS INTEGER) <= snapshot_date()
QUALIFY
  row_number() OVER (
    PARTITION BY
      found.worker,
      found.branch,
      found.start_date
    ORDER BY
      found.contract_id
  ) = 1
