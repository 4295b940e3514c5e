-- One row per enforcement step: each reading that finds a debt of more than 500 euros goes one step further.
SELECT
  account.employer_id,
  account.as_of_date + CAST(pick_between('step after', account.employer_id || account.quarter, 3, 20) AS INTEGER) AS step_date,
  [
    'reminder',
    'formal_notice',
    'writ',
    'seizure',
    'third_party_seizure',
    'bankruptcy_petition',
    'personal_liability',
    'personal_liability',
    'personal_liability'
  ] [account.reading + 1] AS step_code,
  sum(account.due_cents - account.paid_cents) AS amount_cents
FROM
  world.account AS account
  JOIN world.employer AS employer ON employer.employer_id = account.employer_id
WHERE
  account.due_cents - account.paid_cents > 50000
  AND account.as_of_date <= employer.end_date
GROUP BY
  account.employer_id,
  step_date,
  step_code
HAVING
  step_date <= snapshot_date()
