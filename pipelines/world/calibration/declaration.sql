-- One row per measure of work and what is declared of it: target, source, and what the world at hand gives. Shares in percent.
WITH
  recorded AS (
    SELECT
      record.*,
      contract.monthly_wage_cents
    FROM
      world.record AS record
      JOIN world.contract AS contract ON contract.contract_id = record.contract_id
    WHERE
      record.version_number = 1
  )
SELECT
  70 + k.position AS position,
  'worker records of ' || k.label || ', %' AS measure,
  k.target AS target,
  'design value' AS source,
  100.0 * count(*) FILTER(
    WHERE
      recorded.kind = k.kind
  ) / count(*) AS obtained
FROM
  recorded,
  (
    VALUES
      (0, 'manual workers', '34', 'manual'),
      (1, 'employees', '45', 'employee'),
      (2, 'students', '13', 'student'),
      (3, 'flexi-jobs', '8', 'flexi')
  ) AS k (position, label, target, kind)
GROUP BY
  k.position,
  k.label,
  k.target
UNION ALL
SELECT
  75,
  'ordinary worker records that are part time, %',
  '27',
  'design value',
  100.0 * count(*) FILTER(
    WHERE
      recorded.weekly_hours < 3800
  ) / count(*)
FROM
  recorded
WHERE
  recorded.kind IN ('manual', 'employee')
UNION ALL
SELECT
  76,
  'gross pay of a full-time worker, euro a month',
  '4076',
  'Statbel 2022',
  sum(recorded.monthly_wage_cents) / 100.0 / count(*)
FROM
  recorded
WHERE
  recorded.kind IN ('manual', 'employee')
  AND recorded.weekly_hours = 3800
UNION ALL
SELECT
  77,
  'the same in restaurants and bars, euro a month',
  '2704',
  'Statbel',
  sum(recorded.monthly_wage_cents) / 100.0 / count(*)
FROM
  recorded
WHERE
  recorded.kind IN ('manual', 'employee')
  AND recorded.weekly_hours = 3800
  AND recorded.sector IN ('restaurant', 'bar')
UNION ALL
SELECT
  80,
  'Dimona periods declared late, %',
  '2.5',
  'design value',
  100.0 * count(*) FILTER(
    WHERE
      period.is_late
  ) / count(*)
FROM
  world.dimona_period AS period
UNION ALL
SELECT
  81,
  'Dimona periods cancelled, %',
  'none',
  'no source',
  100.0 * count(*) FILTER(
    WHERE
      period.is_cancelled
  ) / count(*)
FROM
  world.dimona_period AS period
UNION ALL
SELECT
  82,
  'declarations with a later version, %',
  '8',
  'design value: 4 % of the records change within two quarters',
  100.0 * count(*) FILTER(
    WHERE
      version.version_number = 2
  ) / count(*) FILTER(
    WHERE
      version.version_number = 1
  )
FROM
  world.declaration_version AS version
UNION ALL
SELECT
  83,
  'worker records corrected ex officio, %',
  '0.3',
  'design value',
  100.0 * count(*) FILTER(
    WHERE
      correction.user_quality IN ('23', '24')
  ) / (
    SELECT
      count(*)
    FROM
      recorded
  )
FROM
  world.correction AS correction
