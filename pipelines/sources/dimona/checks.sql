-- warn: entries without a worker or an employer; later forms that do not name the period can not find them.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.dimona_event AS e
WHERE
  e.kind = 'in'
  AND (
    e.worker_id IS NULL
    OR coalesce(e.noss_registration_number, e.provisional_nsso_number, e.cbe_number) IS NULL
  );

-- warn: exits without an end date.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.dimona_event AS e
WHERE
  e.kind = 'out'
  AND e.ending_date IS NULL;

-- warn: entries without a start date; no period is made of them.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.dimona_event AS e
WHERE
  e.kind = 'in'
  AND e.starting_date IS NULL;

-- warn: periods that end before they start.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.dimona_period_delivery AS d
WHERE
  d.ending_date < d.starting_date;
