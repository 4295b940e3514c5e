-- One row per employer of the directory that lived in the last year, with the single columns that anybody would try first.
WITH
  stamp AS (
    SELECT
      max(period.form_creation_timestamp)::DATE AS as_of_date
    FROM
      extract.dimona_period AS period
  ),
  base AS (
    SELECT
      directory.noss_registration_nbr AS noss,
      directory.company_id AS cbe,
      directory.nace_code,
      directory.zip_code || ' ' || lower(directory.street) || ' ' || directory.house_nbr AS address,
      directory.service_provider_id,
      directory.registration_date,
      stamp.as_of_date
    FROM
      extract.employer_directory_employer AS directory,
      stamp
    WHERE
      directory.registration_date <= stamp.as_of_date
      AND coalesce(directory.end_date, stamp.as_of_date) >= stamp.as_of_date - 365
  ),
  reading AS (
    SELECT
      account.*
    FROM
      extract.account_quarter AS account
    QUALIFY
      row_number() OVER (
        PARTITION BY
          account.noss_registration_nbr,
          account.quarter
        ORDER BY
          account.as_of_date DESC
      ) = 1
  ),
  payment AS (
    SELECT
      reading.noss_registration_nbr AS noss,
      count(*) FILTER(
        WHERE
          reading.paid_amount < reading.due_amount
      ) AS unpaid_quarters,
      sum(reading.due_amount - reading.paid_amount) AS unpaid_amount,
      sum(reading.due_amount - reading.paid_amount) / greatest(sum(reading.due_amount), 1) AS unpaid_share,
      count(*) FILTER(
        WHERE
          reading.paid_at_due_date_amount < reading.due_amount
      ) AS late_quarters,
      count(*) FILTER(
        WHERE
          reading.is_payment_plan_running
      ) AS plan_quarters
    FROM
      reading
    GROUP BY ALL
  ),
  enforcement AS (
    SELECT
      step.noss_registration_nbr AS noss,
      count(*) AS enforcement_steps
    FROM
      extract.account_enforcement AS step
    GROUP BY ALL
  ),
  line AS (
    SELECT
      record.*,
      dense_rank () OVER (
        PARTITION BY
          record.noss_registration_nbr
        ORDER BY
          record.quarter DESC
      ) AS age
    FROM
      extract.dmfa_worker_record AS record
    WHERE
      record.version_nbr = 1
  ),
  staff AS (
    SELECT
      line.noss_registration_nbr AS noss,
      count(DISTINCT line.inss) FILTER(
        WHERE
          line.age = 1
      ) AS staff_last_quarter,
      count(DISTINCT line.inss) FILTER(
        WHERE
          line.age = 1
      ) / greatest(
        count(DISTINCT line.inss) FILTER(
          WHERE
            line.age = 3
        ),
        1
      ) AS staff_growth,
      count(DISTINCT line.inss) AS staff_ever,
      count(DISTINCT line.quarter) AS quarters_declared,
      count(*) FILTER(
        WHERE
          line.worker_code IN ('840', '841')
      ) / count(*) AS student_share
    FROM
      line
    GROUP BY ALL
  ),
  occupation AS (
    SELECT
      occupation.noss_registration_nbr AS noss,
      count(*) FILTER(
        WHERE
          occupation.contract_type = '1'
      ) / count(*) AS part_time_share,
      - avg(occupation.mean_working_hours) AS short_hours,
      count(DISTINCT occupation.local_unit_id) AS unit_count,
      count(occupation.occupation_ending_date) / count(*) AS ended_share
    FROM
      extract.dmfa_occupation AS occupation
    WHERE
      occupation.version_nbr = 1
    GROUP BY ALL
  ),
  pay AS (
    SELECT
      pay.noss_registration_nbr AS noss,
      avg(pay.remun_amount) AS mean_pay
    FROM
      extract.dmfa_remuneration AS pay
    WHERE
      pay.remun_code = '001'
    GROUP BY ALL
  ),
  deduction AS (
    SELECT
      deduction.noss_registration_nbr AS noss,
      sum(deduction.deduction_amount) FILTER(
        WHERE
          deduction.deduction_code BETWEEN '3315' AND '3361'
      ) AS first_hire_amount,
      count(DISTINCT deduction.deduction_code) FILTER(
        WHERE
          deduction.deduction_code BETWEEN '3315' AND '3361'
      ) AS first_hire_codes,
      sum(deduction.deduction_amount) FILTER(
        WHERE
          deduction.deduction_code >= '6000'
      ) AS regional_amount
    FROM
      extract.dmfa_deduction AS deduction
    WHERE
      deduction.version_nbr = 1
    GROUP BY ALL
  ),
  correction AS (
    SELECT
      correction.noss_registration_nbr AS noss,
      count(*) AS corrections,
      count(correction.faulty_code) AS faulty_corrections
    FROM
      extract.dmfa_correction AS correction
    GROUP BY ALL
  ),
  anomaly AS (
    SELECT
      anomaly.noss_registration_nbr AS noss,
      count(*) AS anomalies
    FROM
      extract.dmfa_anomaly AS anomaly
    GROUP BY ALL
  ),
  dimona AS (
    SELECT
      period.noss_registration_nbr AS noss,
      count(*) AS dimona_periods,
      count(*) FILTER(
        WHERE
          period.is_late
      ) / count(*) AS late_dimona_share,
      count(*) FILTER(
        WHERE
          period.is_cancelled
      ) AS cancelled_dimonas,
      - avg(coalesce(period.ending_date, period.starting_date + 400) - period.starting_date) AS short_stays
    FROM
      extract.dimona_period AS period
    GROUP BY ALL
  ),
  person_dimona AS (
    SELECT
      period.inss,
      period.noss_registration_nbr AS noss,
      period.starting_date,
      lag (period.noss_registration_nbr) OVER (
        PARTITION BY
          period.inss
        ORDER BY
          period.starting_date,
          period.dimona_period_id
      ) AS earlier_noss
    FROM
      extract.dimona_period AS period
  ),
  origin AS (
    SELECT
      counted.noss,
      max(counted.worker_count) AS workers_from_one_employer,
      max(counted.worker_count) / greatest(sum(counted.worker_count), 1) AS share_from_one_employer
    FROM
      (
        SELECT
          person_dimona.noss,
          person_dimona.earlier_noss,
          count(DISTINCT person_dimona.inss) AS worker_count
        FROM
          person_dimona
        WHERE
          person_dimona.earlier_noss <> person_dimona.noss
        GROUP BY ALL
      ) AS counted
    GROUP BY ALL
  ),
  benefit AS (
    SELECT
      benefit.last_noss_registration_nbr AS noss,
      count(*) AS benefits_after
    FROM
      extract.benefit_unemployment AS benefit
    GROUP BY ALL
  ),
  illness AS (
    SELECT
      benefit.last_noss_registration_nbr AS noss,
      count(*) AS illnesses
    FROM
      extract.benefit_incapacity AS benefit
    GROUP BY ALL
  ),
  overlap AS (
    SELECT
      period.noss_registration_nbr AS noss,
      count(DISTINCT period.inss) AS workers_on_benefit
    FROM
      extract.dimona_period AS period
      JOIN extract.benefit_unemployment AS benefit ON benefit.inss = period.inss
      AND benefit.period_start_date <= coalesce(period.ending_date, DATE '2099-01-01')
      AND coalesce(benefit.period_end_date, DATE '2099-01-01') > period.starting_date + 7
      AND benefit.benefit_code = 'U1'
      AND benefit.period_start_date < period.starting_date
    WHERE
      NOT period.is_cancelled
    GROUP BY ALL
  ),
  bankrupt AS (
    SELECT DISTINCT
      procedure.company_id AS cbe
    FROM
      extract.insolvency_procedure AS procedure
    WHERE
      procedure.procedure_code = 'bankruptcy'
  ),
  mandate AS (
    SELECT
      mine.company_id AS cbe,
      count(DISTINCT mine.inss) AS mandate_holders,
      count(DISTINCT other.company_id) AS other_companies_of_directors,
      count(DISTINCT bankrupt.cbe) AS bankruptcies_of_directors,
      count(mine.end_date) AS directors_who_left
    FROM
      extract.mandate_function AS mine
      LEFT JOIN extract.mandate_function AS other ON other.inss = mine.inss
      AND other.company_id <> mine.company_id
      LEFT JOIN bankrupt ON bankrupt.cbe = other.company_id
    GROUP BY ALL
  ),
  neighbour AS (
    SELECT
      base.address,
      count(*) - 1 AS neighbours
    FROM
      base
    GROUP BY ALL
  ),
  home AS (
    SELECT
      worker.noss,
      count(*) AS workers_living_there
    FROM
      (
        SELECT DISTINCT
          record.noss_registration_nbr AS noss,
          record.inss
        FROM
          extract.dmfa_worker_record AS record
      ) AS worker
      JOIN extract.person_register AS person ON person.inss = worker.inss
      JOIN base ON base.noss = worker.noss
      AND person.zip_code || ' ' || lower(person.street) || ' ' || person.house_nbr = base.address
    GROUP BY ALL
  ),
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
  debtor AS (
    SELECT
      contract.principal_company_id AS cbe,
      count(*) AS contractors_with_debts
    FROM
      extract.works_declaration_contract AS contract
      JOIN base ON base.cbe = contract.contractor_company_id
      JOIN payment ON payment.noss = base.noss
      AND payment.unpaid_amount > 250000
    GROUP BY ALL
  ),
  paid AS (
    SELECT
      payment.payer_company_id AS cbe,
      count(*) AS withholdings
    FROM
      extract.withholding_payment AS payment
    GROUP BY ALL
  ),
  inspected AS (
    SELECT
      coalesce(base.noss, by_cbe.noss) AS noss,
      count(*) AS cases,
      count(*) FILTER(
        WHERE
          outcome.outcome_code = 'hit'
      ) AS past_hits
    FROM
      extract.inspection_case AS c
      LEFT JOIN extract.inspection_outcome AS outcome ON outcome.case_id = c.case_id
      LEFT JOIN base ON base.noss = c.noss_registration_nbr
      LEFT JOIN base AS by_cbe ON by_cbe.cbe = c.company_id
    GROUP BY ALL
  )
SELECT
  base.noss AS subject,
  base.nace_code AS sector,
  CAST(base.noss AS BIGINT) AS matricule,
  CAST(base.cbe AS BIGINT) AS cbe_number,
  hash(base.service_provider_id) % 1000 AS service_provider,
  base.registration_date - DATE '1900-01-01' AS youth,
  payment.* EXCLUDE (noss),
  enforcement.enforcement_steps,
  staff.* EXCLUDE (noss),
  occupation.* EXCLUDE (noss),
  pay.mean_pay,
  deduction.* EXCLUDE (noss),
  correction.* EXCLUDE (noss),
  anomaly.anomalies,
  dimona.* EXCLUDE (noss),
  origin.* EXCLUDE (noss),
  benefit.benefits_after,
  benefit.benefits_after / greatest(staff.staff_ever, 1) AS benefits_after_share,
  illness.illnesses / greatest(staff.staff_ever, 1) AS illness_share,
  overlap.workers_on_benefit,
  CASE
    WHEN bankrupt.cbe IS NOT NULL THEN 1
  END AS is_bankrupt,
  mandate.* EXCLUDE (cbe),
  neighbour.neighbours,
  home.workers_living_there,
  home.workers_living_there / greatest(staff.staff_ever, 1) AS workers_living_there_share,
  works.contracts_given,
  taken.contracts_taken,
  debtor.contractors_with_debts,
  paid.withholdings,
  debtor.contractors_with_debts / (1.0 + coalesce(paid.withholdings, 0)) AS debts_without_withholding,
  inspected.cases,
  inspected.past_hits
FROM
  base
  LEFT JOIN payment ON payment.noss = base.noss
  LEFT JOIN enforcement ON enforcement.noss = base.noss
  LEFT JOIN staff ON staff.noss = base.noss
  LEFT JOIN occupation ON occupation.noss = base.noss
  LEFT JOIN pay ON pay.noss = base.noss
  LEFT JOIN deduction ON deduction.noss = base.noss
  LEFT JOIN correction ON correction.noss = base.noss
  LEFT JOIN anomaly ON anomaly.noss = base.noss
  LEFT JOIN dimona ON dimona.noss = base.noss
  LEFT JOIN origin ON origin.noss = base.noss
  LEFT JOIN benefit ON benefit.noss = base.noss
  LEFT JOIN illness ON illness.noss = base.noss
  LEFT JOIN overlap ON overlap.noss = base.noss
  LEFT JOIN bankrupt ON bankrupt.cbe = base.cbe
  LEFT JOIN mandate ON mandate.cbe = base.cbe
  LEFT JOIN neighbour ON neighbour.address = base.address
  LEFT JOIN home ON home.noss = base.noss
  LEFT JOIN works ON works.cbe = base.cbe
  LEFT JOIN taken ON taken.cbe = base.cbe
  LEFT JOIN debtor ON debtor.cbe = base.cbe
  LEFT JOIN paid ON paid.cbe = base.cbe
  LEFT JOIN inspected ON inspected.noss = base.noss
