-- One row per matricule that declared: staff, occupations, pay, reductions, corrections and anomalies of its DmfA.
WITH
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
  )
SELECT
  staff.noss AS subject,
  staff.* EXCLUDE (noss),
  occupation.* EXCLUDE (noss),
  pay.mean_pay,
  deduction.* EXCLUDE (noss),
  correction.* EXCLUDE (noss),
  anomaly.anomalies
FROM
  staff
  LEFT JOIN occupation ON occupation.noss = staff.noss
  LEFT JOIN pay ON pay.noss = staff.noss
  LEFT JOIN deduction ON deduction.noss = staff.noss
  LEFT JOIN correction ON correction.noss = staff.noss
  LEFT JOIN anomaly ON anomaly.noss = staff.noss
