-- One row per invoice of a Belgian contractor on works: whether the contractor had debts that day, so that the payer had to withhold 35 %
-- for the NSSO and 15 % for the tax office (30bis and 30ter), and whether he did.
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
  ),
  judged AS (
    SELECT
      invoice.*,
      EXISTS (
        SELECT
          1
        FROM
          debt
        WHERE
          debt.employer_id = invoice.employer_id
          AND invoice.invoice_date BETWEEN debt.as_of_date AND debt.until_date
      ) AS is_due,
      draw('skips withholding', invoice.draw_id) < coalesce(payer.skip_share, conduct.skipped_withholding_share) AS is_skipped
    FROM
      invoice
      JOIN world.site_conduct AS conduct ON conduct.site_id = invoice.site_id
      LEFT JOIN world.conduct AS payer ON payer.employer_id = invoice.principal_employer_id
  )
SELECT
  judged.draw_id,
  judged.principal_employer_id,
  judged.employer_id,
  judged.invoice_date,
  judged.invoice_cents,
  judged.is_due,
  (
    judged.is_due
    AND NOT judged.is_skipped
  )
  OR draw('withholds anyway', judged.draw_id) < .02 AS is_withheld
FROM
  judged
QUALIFY
  row_number() OVER (
    PARTITION BY
      judged.principal_employer_id,
      judged.employer_id,
      judged.invoice_date
    ORDER BY
      judged.draw_id
  ) = 1
