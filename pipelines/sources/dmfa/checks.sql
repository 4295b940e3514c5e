-- warn: worker records without their declaration; the declaration was rejected or not delivered.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.dmfa_worker_record AS w
WHERE
  NOT EXISTS (
    SELECT
      1
    FROM
      staging.dmfa_declaration AS d
    WHERE
      d.noss_registration_number = w.noss_registration_number
      AND d.quarter = w.quarter
      AND d.trusteeship = w.trusteeship
      AND d.version_number = w.version_number
  );

-- warn: occupations without their worker record.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.dmfa_occupation AS o
WHERE
  NOT EXISTS (
    SELECT
      1
    FROM
      staging.dmfa_worker_record AS w
    WHERE
      w.noss_registration_number = o.noss_registration_number
      AND w.quarter = o.quarter
      AND w.trusteeship = o.trusteeship
      AND w.version_number = o.version_number
      AND w.worker_id = o.worker_id
      AND w.employer_class = o.employer_class
      AND w.worker_code = o.worker_code
  );

-- warn: modifications without an original (update_without_original): the version holds only what was modified.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.dmfa_declaration AS d
WHERE
  d.version_number = 1
  AND EXISTS (
    SELECT
      1
    FROM
      staging.dmfa_update_action AS a
    WHERE
      a.noss_registration_number = d.noss_registration_number
      AND a.quarter = d.quarter
      AND a.trusteeship = d.trusteeship
      AND a.version_number = d.version_number
  );
