-- warn: unemployment periods that end before they start.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.benefit_unemployment AS u
WHERE
  u.period_end_date < u.period_start_date;

-- warn: incapacity periods that end before they start.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.benefit_incapacity AS i
WHERE
  i.period_end_date < i.period_start_date;

-- warn: daily unemployment benefits above EUR 200, more than any scale gives; amounts may stand in another unit.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.benefit_unemployment AS u
WHERE
  u.daily_cents > 20000;
