-- One row per employer and scheme with what is at stake in cents up to the snapshot: contributions left unpaid, reductions without right,
-- withholdings not made. Schemes whose harm the data do not show have no row.
WITH
  unpaid AS (
    SELECT
      latest.employer_id,
      sum(latest.due_cents - latest.paid_cents) AS cents
    FROM
      (
        SELECT
          account.employer_id,
          account.due_cents,
          account.paid_cents
        FROM
          world.account AS account
        QUALIFY
          row_number() OVER (
            PARTITION BY
              account.employer_id,
              account.quarter
            ORDER BY
              account.reading DESC
          ) = 1
      ) AS latest
    GROUP BY
      latest.employer_id
  ),
  reduced AS (
    SELECT
      record.employer_id,
      record.quarter,
      sum(record.first_hire_cents) AS first_hire_cents,
      sum(record.regional_cents) AS regional_cents
    FROM
      world.record AS record
    WHERE
      record.version_number = 1
    GROUP BY
      record.employer_id,
      record.quarter
  ),
  reduction AS (
    SELECT
      scheme.employer_id,
      scheme.scheme,
      sum(
        CASE scheme.scheme
          WHEN 'first_hire_reduction' THEN reduced.first_hire_cents
          ELSE reduced.regional_cents
        END
      ) AS cents
    FROM
      world.scheme_employer AS scheme
      JOIN reduced ON reduced.employer_id = scheme.employer_id
      JOIN world.quarter AS quarter ON quarter.quarter = reduced.quarter
      AND quarter.last_date >= scheme.start_date
    WHERE
      scheme.scheme IN ('first_hire_reduction', 'paper_relocation')
    GROUP BY
      scheme.employer_id,
      scheme.scheme
  ),
  missing AS (
    SELECT
      invoice.principal_employer_id AS employer_id,
      sum(invoice.invoice_cents * 35 // 100) AS cents
    FROM
      world.invoice AS invoice
      JOIN world.withholding_evasion_employer AS scheme ON scheme.employer_id = invoice.principal_employer_id
    WHERE
      invoice.is_due
      AND NOT invoice.is_withheld
    GROUP BY
      invoice.principal_employer_id
  )
SELECT
  scheme.employer_id,
  scheme.scheme,
  CAST(unpaid.cents AS BIGINT) AS cents
FROM
  world.scheme_employer AS scheme
  JOIN unpaid ON unpaid.employer_id = scheme.employer_id
WHERE
  scheme.scheme IN ('bankruptcy_carousel', 'payment_default', 'fictitious_employment')
UNION ALL
SELECT
  reduction.employer_id,
  reduction.scheme,
  CAST(reduction.cents AS BIGINT)
FROM
  reduction
UNION ALL
SELECT
  missing.employer_id,
  'withholding_evasion',
  CAST(missing.cents AS BIGINT)
FROM
  missing
