-- One row per contract whose holder is unfit for work for more than a month.
WITH
  begun AS (
    SELECT
      contract.contract_id,
      contract.worker,
      contract.employer_id,
      contract.end_date AS contract_end_date,
      greatest(contract.start_date, first_date()) + CAST(
        pick(
          'falls ill',
          contract.contract_id,
          greatest(1, least(700, contract.end_date - greatest(contract.start_date, first_date())))
        ) AS INTEGER
      ) AS start_date
    FROM
      world.contract AS contract
      LEFT JOIN world.conduct AS conduct ON conduct.employer_id = contract.employer_id
    WHERE
      contract.end_date >= first_date()
      AND contract.kind IN ('manual', 'employee')
      AND NOT contract.is_undeclared
      AND draw('long illness', contract.contract_id) < coalesce(conduct.ill_share, .04)
  )
SELECT
  begun.contract_id,
  begun.worker,
  begun.employer_id,
  begun.start_date,
  begun.start_date + wait_days('ill', begun.contract_id, 60) + 14 AS end_date,
  CASE
    WHEN draw('risk', begun.contract_id) < .9 THEN '1'
    ELSE '2'
  END AS code
FROM
  begun
WHERE
  begun.start_date <= horizon_date()
