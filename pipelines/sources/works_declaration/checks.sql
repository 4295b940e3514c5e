-- warn: contracts without their declaration of works.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.works_declaration_contract AS c
WHERE
  NOT EXISTS (
    SELECT
      1
    FROM
      staging.works_declaration_works AS w
    WHERE
      w.avwddt_id = c.avwddt_id
  );

-- warn: works that end before they start.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.works_declaration_works AS w
WHERE
  w.end_date < w.start_date;

-- warn: contracts without any number of the contractor; only a name can tell who works there.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.works_declaration_contract AS c
WHERE
  c.contractor_cbe_number IS NULL
  AND c.contractor_foreign_id IS NULL;
