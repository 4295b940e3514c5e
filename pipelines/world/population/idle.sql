-- One row per ended ordinary contract: from when its worker is without this work, and the next contract that begins more than five days later.
WITH
  followed AS (
    SELECT
      contract.contract_id,
      contract.worker,
      contract.employer_id,
      contract.kind,
      contract.end_date + 1 AS start_date,
      lead (contract.start_date) OVER (
        PARTITION BY
          contract.worker
        ORDER BY
          contract.start_date,
          contract.contract_id
      ) AS next_start_date,
      lead (contract.contract_id) OVER (
        PARTITION BY
          contract.worker
        ORDER BY
          contract.start_date,
          contract.contract_id
      ) AS next_contract_id
    FROM
      world.contract AS contract
  )
SELECT
  followed.contract_id,
  followed.worker,
  followed.employer_id,
  followed.start_date,
  followed.next_start_date,
  followed.next_contract_id
FROM
  followed
  LEFT JOIN world.conduct AS conduct ON conduct.employer_id = followed.employer_id
WHERE
  followed.kind IN ('manual', 'employee')
  AND followed.start_date BETWEEN first_date() AND horizon_date()
  AND draw('claims', followed.contract_id) < coalesce(conduct.claim_share, .6)
  AND (
    followed.next_start_date IS NULL
    OR followed.next_start_date > followed.start_date + 5
  )
