-- One row per invoice of a contractor with debts on which the payer withheld: 35 % for the NSSO and 15 % for the tax office.
WITH
  debt AS (
    SELECT
      account.employer_id,
      account.as_of_date,
      account.as_of_date + 91 AS until_date
    FROM
      world.account AS account
    WHERE
      account.due_cents - account.paid_cents > 250000
  ),
  invoice AS (
    SELECT
      contract.draw_id || '!' || i.position AS draw_id,
      contract.site_id,
      contract.principal_employer_id,
      contract.employer_id,
      contract.start_date + 20 + CAST(i.position * 30 AS INTEGER) AS invoice_date,
      contract.amount_eur * 25 AS invoice_cents
    FROM
      world.works_contract AS contract,
      range(4) AS i (position)
    WHERE
      contract.employer_id IS NOT NULL
      AND contract.principal_employer_id IS NOT NULL
      AND contract.start_date + CAST(i.position * 30 AS INTEGER) <= contract.end_date
      AND contract.start_date + CAST(20 + i.position * 30 AS INTEGER) <= snapshot_date()
  )
SELECT
  invoice.principal_employer_id,
  invoice.employer_id,
  invoice.invoice_date,
  invoice.invoice_cents,
  CAST(
    round(
      invoice.invoice_cents * CASE
        WHEN draw('withholds part', invoice.draw_id) < .1 THEN .1
        ELSE .35
      END
    ) AS BIGINT
  ) AS nsso_cents,
  CAST(
    round(
      invoice.invoice_cents * CASE
        WHEN draw('withholds part', invoice.draw_id) < .1 THEN .05
        ELSE .15
      END
    ) AS BIGINT
  ) AS tax_cents
FROM
  invoice
  JOIN world.site_conduct AS conduct ON conduct.site_id = invoice.site_id
  LEFT JOIN world.conduct AS payer ON payer.employer_id = invoice.principal_employer_id
WHERE
  (
    EXISTS (
      SELECT
        1
      FROM
        debt
      WHERE
        debt.employer_id = invoice.employer_id
        AND invoice.invoice_date BETWEEN debt.as_of_date AND debt.until_date
    )
    AND draw('skips withholding', invoice.draw_id) >= coalesce(payer.skip_share, conduct.skipped_withholding_share)
  )
  OR draw('withholds anyway', invoice.draw_id) < .02
QUALIFY
  row_number() OVER (
    PARTITION BY
      invoice.principal_employer_id,
      invoice.employer_id,
      invoice.invoice_date
    ORDER BY
      invoice.draw_id
  ) = 1
