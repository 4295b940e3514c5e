-- warn: addresses that began after they were known.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.person_register AS r
WHERE
  r.address_since_date > r.known_date;

-- warn: persons whose NISS is replaced by itself.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.person_inss_mutation AS m
WHERE
  m.valid_worker_id = m.outdated_worker_id;

-- warn: pairs of NISS that replace each other.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.person_inss_mutation AS m
  INNER JOIN staging.person_inss_mutation AS n ON n.outdated_worker_id = m.valid_worker_id
  AND n.valid_worker_id = m.outdated_worker_id
WHERE
  m.outdated_worker_id < m.valid_worker_id;
