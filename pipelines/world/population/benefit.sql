-- One row per period of unemployment or incapacity of a worker.
WITH
  idle AS (
    SELECT
      contract.worker,
      contract.employer_id,
      contract.end_date + 1 AS start_date,
      lead (contract.start_date) OVER (
        PARTITION BY
          contract.worker
        ORDER BY
          contract.start_date,
          contract.contract_id
      ) AS next_start_date,
      contract.contract_id,
      contract.kind
    FROM
      world.contract AS contract
  ),
  unemployed AS (
    SELECT
      idle.worker,
      'unemployment' AS branch,
      idle.employer_id,
      idle.start_date,
      least(idle.next_start_date - 1, idle.start_date + wait_days('unemployed', idle.contract_id, 150)) AS end_date,
      'U1' AS code,
      idle.contract_id
    FROM
      idle
      LEFT JOIN world.conduct AS conduct ON conduct.employer_id = idle.employer_id
    WHERE
      idle.kind IN ('manual', 'employee')
      AND draw('claims', idle.contract_id) < coalesce(conduct.claim_share, .6)
      AND (
        idle.next_start_date IS NULL
        OR idle.next_start_date > idle.start_date + 5
      )
  ),
  ill AS (
    SELECT
      contract.worker,
      'incapacity' AS branch,
      contract.employer_id,
      greatest(contract.start_date, first_date()) + CAST(
        pick(
          'falls ill',
          contract.contract_id,
          greatest(1, least(700, contract.end_date - greatest(contract.start_date, first_date())))
        ) AS INTEGER
      ) AS start_date,
      CAST(NULL AS DATE) AS end_date,
      CASE
        WHEN draw('risk', contract.contract_id) < .9 THEN '1'
        ELSE '2'
      END AS code,
      contract.contract_id
    FROM
      world.contract AS contract
      LEFT JOIN world.conduct AS conduct ON conduct.employer_id = contract.employer_id
    WHERE
      contract.end_date >= first_date()
      AND contract.kind IN ('manual', 'employee')
      AND draw('long illness', contract.contract_id) < coalesce(conduct.ill_share, .04)
  )
SELECT
  found.worker,
  found.branch,
  found.employer_id,
  found.start_date,
  known(coalesce(found.end_date, found.start_date + wait_days('ill', found.contract_id, 60) + 14)) AS end_date,
  found.code,
  found.start_date + CAST(pick_between('benefit known', found.contract_id, 5, 30) AS INTEGER) AS known_date,
  3500 + pick('daily benefit', found.contract_id, 4000) AS daily_cents
FROM
  (
    SELECT
      *
    FROM
      unemployed
    UNION ALL
    SELECT
      *
    FROM
      ill
  ) AS found
WHERE
  found.start_date BETWEEN first_date() AND snapshot_date()
  AND found.start_date + CAST(pick_between('benefit known', found.contract_id, 5, 30) AS INTEGER) <= snapshot_date()
QUALIFY
  row_number() OVER (
    PARTITION BY
      found.worker,
      found.branch,
      found.start_date
    ORDER BY
      found.contract_id
  ) = 1
