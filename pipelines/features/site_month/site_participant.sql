-- One row per declared works and enterprise in their chain of contracts, for works not ended before the window.
-- Window: the three months before the as-of date. Depth 1 is the declarant; 8 is the limit against circles.
WITH RECURSIVE
  works AS (
    SELECT
      w.avwddt_id,
      w.declarant_cbe_number
    FROM
      staging.works_declaration_works AS w
    WHERE
      w.known_date <= $as_of_date
      AND coalesce(w.end_date, $as_of_date) >= months_before($as_of_date, 3)
  ),
  contract AS (
    SELECT
      c.avwddt_id,
      c.principal_cbe_number,
      coalesce(c.contractor_cbe_number, c.contractor_foreign_id, c.contractor_denomination_id, c.works_contract_id) AS participant_id,
      c.contractor_cbe_number AS cbe_number,
      coalesce(
        c.contractor_country NOT IN ('00150', 'BE'),
        c.contractor_cbe_number IS NULL
        AND c.contractor_foreign_id IS NOT NULL
      ) AS is_foreign,
      c.amount_cents,
      c.known_date > c.intervention_start_date AS is_late
    FROM
      staging.works_declaration_contract AS c
      INNER JOIN works AS w ON w.avwddt_id = c.avwddt_id
    WHERE
      c.known_date <= $as_of_date
  ),
  edge AS (
    SELECT DISTINCT
      c.avwddt_id,
      c.principal_cbe_number,
      c.participant_id
    FROM
      contract AS c
    WHERE
      c.principal_cbe_number <> c.participant_id
  ),
  place (avwddt_id, participant_id, depth) AS (
    SELECT
      w.avwddt_id,
      w.declarant_cbe_number AS participant_id,
      1 AS depth
    FROM
      works AS w
    WHERE
      w.declarant_cbe_number IS NOT NULL
    UNION ALL
    SELECT
      e.avwddt_id,
      e.participant_id,
      p.depth + 1 AS depth
    FROM
      place AS p
      INNER JOIN edge AS e ON e.avwddt_id = p.avwddt_id
      AND e.principal_cbe_number = p.participant_id
    WHERE
      p.depth < 8
  ),
  level AS (
    SELECT
      p.avwddt_id,
      p.participant_id,
      min(p.depth) AS depth
    FROM
      place AS p
    GROUP BY
      p.avwddt_id,
      p.participant_id
  ),
  part (
    avwddt_id,
    participant_id,
    cbe_number,
    is_foreign,
    contract_count,
    late_contract_count,
    contract_cents
  ) AS (
    SELECT
      c.avwddt_id,
      c.participant_id,
      c.cbe_number,
      c.is_foreign,
      1 AS contract_count,
      CASE
        WHEN c.is_late THEN 1
        ELSE 0
      END AS late_contract_count,
      coalesce(c.amount_cents, 0) AS contract_cents
    FROM
      contract AS c
    UNION ALL
    SELECT
      w.avwddt_id,
      w.declarant_cbe_number AS participant_id,
      w.declarant_cbe_number AS cbe_number,
      FALSE AS is_foreign,
      0 AS contract_count,
      0 AS late_contract_count,
      0 AS contract_cents
    FROM
      works AS w
    WHERE
      w.declarant_cbe_number IS NOT NULL
  )
SELECT
  p.avwddt_id AS avwddt_id,
  p.participant_id AS participant_id,
  max(p.cbe_number) AS cbe_number,
  bool_or(p.is_foreign) AS is_foreign,
  CAST(coalesce(min(l.depth), 2) AS INTEGER) AS depth,
  CAST(sum(p.contract_count) AS INTEGER) AS contract_count,
  CAST(sum(p.late_contract_count) AS INTEGER) AS late_contract_count,
  CAST(sum(p.contract_cents) AS BIGINT) AS contract_cents
FROM
  part AS p
  LEFT JOIN level AS l ON l.avwddt_id = p.avwddt_id
  AND l.participant_id = p.participant_id
GROUP BY
  p.avwddt_id,
  p.participant_id
