-- One row per active matricule that gave contracts on declared works in the last two years, or whose sites show contractors it did not declare.
-- Duty: a contractor with more than EUR 2 500 open asks 35 % (NSSO) and 15 % (tax) of each invoice. Amount: half of the contract.
WITH
  contract AS (
    SELECT
      c.avwddt_id,
      c.works_contract_id,
      c.principal_cbe_number,
      c.contractor_cbe_number,
      c.intervention_start_date,
      coalesce(c.intervention_end_date, $as_of_date) AS intervention_end_date,
      coalesce(c.amount_cents, 0) AS amount_cents,
      c.known_date > c.intervention_start_date AS is_late
    FROM
      staging.works_declaration_contract AS c
    WHERE
      c.known_date <= $as_of_date
      AND c.principal_cbe_number IS NOT NULL
      AND c.contractor_cbe_number IS NOT NULL
      AND c.contractor_cbe_number <> c.principal_cbe_number
      AND c.intervention_start_date BETWEEN months_before($as_of_date, 24) AND months_before($as_of_date, 1)
  ),
  reading AS (
    SELECT
      c.avwddt_id,
      c.works_contract_id,
      CASE
        WHEN a.is_payment_plan_running
        AND a.is_payment_plan_followed THEN 0
        ELSE greatest(a.due_cents - a.paid_cents, 0)
      END AS open_cents
    FROM
      contract AS c
      INNER JOIN link.employer AS e ON e.cbe_number = c.contractor_cbe_number
      INNER JOIN staging.account_quarter AS a ON a.noss_registration_number = e.noss_registration_number
      AND a.as_of_date <= c.intervention_start_date
      AND payment_due_date(a.quarter) < c.intervention_start_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          c.avwddt_id,
          c.works_contract_id,
          a.noss_registration_number,
          a.quarter
        ORDER BY
          a.as_of_date DESC
      ) = 1
  ),
  owing AS (
    SELECT
      r.avwddt_id,
      r.works_contract_id
    FROM
      reading AS r
    GROUP BY
      r.avwddt_id,
      r.works_contract_id
    HAVING
      sum(r.open_cents) > 250000
  ),
  paid AS (
    SELECT
      c.avwddt_id,
      c.works_contract_id,
      sum(coalesce(w.withheld_nsso_cents, 0) + coalesce(w.withheld_tax_cents, 0)) AS withheld_cents,
      count(*) FILTER(
        WHERE
          100 * coalesce(w.withheld_nsso_cents, 0) < 34 * w.invoice_cents
      ) AS short_invoice_count
    FROM
      contract AS c
      INNER JOIN staging.withholding_payment AS w ON w.payer_cbe_number = c.principal_cbe_number
      AND w.contractor_cbe_number = c.contractor_cbe_number
      AND w.invoice_date BETWEEN c.intervention_start_date AND c.intervention_end_date + 60
      AND w.invoice_date <= $as_of_date
    GROUP BY
      c.avwddt_id,
      c.works_contract_id
  ),
  principal AS (
    SELECT
      c.principal_cbe_number AS cbe_number,
      count(*) AS contract_count,
      count(*) FILTER(
        WHERE
          c.is_late
      ) AS late_contract_count,
      count(o.works_contract_id) AS owing_contract_count,
      count(o.works_contract_id) FILTER(
        WHERE
          p.works_contract_id IS NULL
      ) AS unwithheld_contract_count,
      coalesce(
        sum(p.short_invoice_count) FILTER(
          WHERE
            o.works_contract_id IS NOT NULL
        ),
        0
      ) AS short_invoice_count,
      coalesce(
        sum(greatest(whole_part(c.amount_cents, 2) - coalesce(p.withheld_cents, 0), 0)) FILTER(
          WHERE
            o.works_contract_id IS NOT NULL
            AND p.works_contract_id IS NULL
        ),
        0
      ) AS missing_cents
    FROM
      contract AS c
      LEFT JOIN owing AS o ON o.avwddt_id = c.avwddt_id
      AND o.works_contract_id = c.works_contract_id
      LEFT JOIN paid AS p ON p.avwddt_id = c.avwddt_id
      AND p.works_contract_id = c.works_contract_id
    GROUP BY
      c.principal_cbe_number
  ),
  site AS (
    SELECT
      w.declarant_cbe_number AS cbe_number,
      count(*) FILTER(
        WHERE
          s.is_unlisted
      ) AS unlisted_count,
      count(*) AS participant_count
    FROM
      staging.works_declaration_works AS w
      INNER JOIN feature.site_enterprise AS s ON s.avwddt_id = w.avwddt_id
    WHERE
      w.known_date <= $as_of_date
      AND w.declarant_cbe_number IS NOT NULL
    GROUP BY
      w.declarant_cbe_number
  )
SELECT
  e.noss_registration_number AS noss_registration_number,
  e.cbe_number AS cbe_number,
  CAST(coalesce(p.contract_count, 0) AS INTEGER) AS contract_count,
  CAST(coalesce(p.late_contract_count, 0) AS INTEGER) AS late_contract_count,
  CAST(coalesce(p.owing_contract_count, 0) AS INTEGER) AS owing_contract_count,
  CAST(coalesce(p.unwithheld_contract_count, 0) AS INTEGER) AS unwithheld_contract_count,
  CAST(coalesce(p.short_invoice_count, 0) AS INTEGER) AS short_invoice_count,
  CAST(coalesce(p.missing_cents, 0) AS BIGINT) AS missing_cents,
  CAST(coalesce(s.unlisted_count, 0) AS INTEGER) AS unlisted_count,
  CAST(coalesce(s.participant_count, 0) AS INTEGER) AS participant_count
FROM
  feature.employer_profile AS e
  LEFT JOIN principal AS p ON p.cbe_number = e.cbe_number
  LEFT JOIN site AS s ON s.cbe_number = e.cbe_number
WHERE
  e.is_active
  AND (
    p.cbe_number IS NOT NULL
    OR s.cbe_number IS NOT NULL
  )
