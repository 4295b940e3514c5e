-- One row per employer: contracts of works that it gives and takes, its contractors with debts, and what it withheld.
WITH
  works AS (
    SELECT
      contract.principal_company_id AS cbe,
      count(*) AS contracts_given
    FROM
      extract.works_declaration_contract AS contract
    GROUP BY ALL
  ),
  taken AS (
    SELECT
      contract.contractor_company_id AS cbe,
      count(*) AS contracts_taken
    FROM
      extract.works_declaration_contract AS contract
    GROUP BY ALL
  ),
  debt AS (
    SELECT
      latest.cbe,
      sum(latest.unpaid_amount) AS unpaid_amount
    FROM
      (
        SELECT
          directory.company_id AS cbe,
          arg_max(account.due_amount - account.paid_amount, account.as_of_date) AS unpaid_amount
        FROM
          extract.account_quarter AS account
          JOIN extract.employer_directory_employer AS directory ON directory.noss_registration_nbr = account.noss_registration_nbr
        GROUP BY
          directory.company_id,
          account.quarter
      ) AS latest
    GROUP BY
      latest.cbe
  ),
  debtor AS (
    SELECT
      contract.principal_company_id AS cbe,
      count(*) AS contractors_with_debts
    FROM
      extract.works_declaration_contract AS contract
      JOIN debt ON debt.cbe = contract.contractor_company_id
      AND debt.unpaid_amount > 250000
    GROUP BY ALL
  ),
  paid AS (
    SELECT
      payment.payer_company_id AS cbe,
      count(*) AS withholdings
    FROM
      extract.withholding_payment AS payment
    GROUP BY ALL
  )
SELECT
  directory.noss_registration_nbr AS subject,
  works.contracts_given,
  taken.contracts_taken,
  debtor.contractors_with_debts,
  paid.withholdings,
  debtor.contractors_with_debts / (1.0 + coalesce(paid.withholdings, 0)) AS debts_without_withholding
FROM
  extract.employer_directory_employer AS directory
  LEFT JOIN works ON works.cbe = directory.company_id
  LEFT JOIN taken ON taken.cbe = directory.company_id
  LEFT JOIN debtor ON debtor.cbe = directory.company_id
  LEFT JOIN paid ON paid.cbe = directory.company_id
