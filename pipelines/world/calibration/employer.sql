-- One row per measure of the employers: what it should be, where that figure comes from, and what the world at hand gives. Shares in percent.
WITH
  alive AS (
    SELECT
      employer.*
    FROM
      world.employer AS employer
    WHERE
      employer.start_date <= last_date()
      AND employer.end_date > last_date()
  ),
  living AS (
    SELECT
      sum(least(employer.end_date, snapshot_date()) - greatest(employer.start_date, first_date())) / 365.25 AS years,
      sum(least(employer.end_date, snapshot_date()) - greatest(employer.start_date, first_date())) FILTER(
        WHERE
          sector.closure_tenths >= 20
      ) / 365.25 AS risky_years,
      count(*) FILTER(
        WHERE
          employer.end_reason = 'bankruptcy'
          AND employer.end_date BETWEEN first_date() AND snapshot_date()
      ) AS bankruptcies,
      count(*) FILTER(
        WHERE
          employer.end_reason = 'bankruptcy'
          AND sector.closure_tenths >= 20
          AND employer.end_date BETWEEN first_date() AND snapshot_date()
      ) AS risky_bankruptcies
    FROM
      world.employer AS employer
      JOIN world.sector AS sector ON sector.sector = employer.sector
    WHERE
      employer.start_date <= snapshot_date()
  )
SELECT
  10 AS position,
  'employers in Flanders, % of those active' AS measure,
  '57.8' AS target,
  'economie.fgov.be 2023' AS source,
  100.0 * count(*) FILTER(
    WHERE
      alive.region = 'flanders'
  ) / count(*) AS obtained
FROM
  alive
UNION ALL
SELECT
  11,
  'employers in Wallonia, %',
  '28.6',
  'economie.fgov.be 2023',
  100.0 * count(*) FILTER(
    WHERE
      alive.region = 'wallonia'
  ) / count(*)
FROM
  alive
UNION ALL
SELECT
  12,
  'employers in Brussels, %',
  '13.6',
  'economie.fgov.be 2023',
  100.0 * count(*) FILTER(
    WHERE
      alive.region = 'brussels'
  ) / count(*)
FROM
  alive
UNION ALL
SELECT
  20,
  'employers with fewer than 10 workers, %',
  '82.9',
  'economie.fgov.be 2023',
  100.0 * count(*) FILTER(
    WHERE
      alive.size < 10
  ) / count(*)
FROM
  alive
UNION ALL
SELECT
  21,
  'employers with 10 to 49 workers, %',
  '13.8',
  'shape of the size classes (design value)',
  100.0 * count(*) FILTER(
    WHERE
      alive.size BETWEEN 10 AND 49
  ) / count(*)
FROM
  alive
UNION ALL
SELECT
  22,
  'employers with 50 workers or more, %',
  '3.3',
  'shape of the size classes (design value)',
  100.0 * count(*) FILTER(
    WHERE
      alive.size >= 50
  ) / count(*)
FROM
  alive
UNION ALL
SELECT
  30 + s.position,
  'employers in ' || s.label || ', %',
  s.target,
  'sector weights (design value)',
  100.0 * count(*) FILTER(
    WHERE
      list_contains(s.sectors, alive.sector)
  ) / count(*)
FROM
  alive,
  (
    VALUES
      (
        0,
        'construction',
        '11',
        [
          'building',
          'civil_works',
          'demolition',
          'plumbing',
          'finishing',
          'painting',
          'roofing',
          'electricity'
        ]
      ),
      (1, 'horeca', '9', ['hotel', 'restaurant', 'bar', 'catering']),
      (2, 'retail', '13', ['night_shop', 'food_retail', 'retail']),
      (3, 'transport', '4', ['road_haulage', 'taxi', 'courier']),
      (4, 'cleaning', '2', ['cleaning'])
  ) AS s (position, label, target, sectors)
GROUP BY
  s.position,
  s.label,
  s.target
UNION ALL
SELECT
  40,
  'employers that are natural persons, %',
  'none',
  'no source',
  100.0 * count(*) FILTER(
    WHERE
      alive.is_natural_person
  ) / count(*)
FROM
  alive
UNION ALL
SELECT
  41,
  'employers with a service provider, %',
  'none',
  'no source',
  100.0 * count(mandate.provider_id) / count(*)
FROM
  alive
  JOIN world.mandate AS mandate ON mandate.employer_id = alive.employer_id
  AND mandate.from_date <= last_date()
  AND mandate.until_date > last_date()
UNION ALL
SELECT
  50,
  'bankruptcies, % of employers a year',
  '4.6',
  '11 067 in 2024 (press) over 240 000 employers',
  100.0 * living.bankruptcies / living.years
FROM
  living
UNION ALL
SELECT
  51,
  'bankruptcies in construction and horeca, % a year',
  '9.2',
  'double the average (design value)',
  100.0 * living.risky_bankruptcies / living.risky_years
FROM
  living
UNION ALL
SELECT
  91,
  'employers that play a fraud of some scheme, %',
  '3 to 6',
  'design value',
  100.0 * count(DISTINCT alive.employer_id) FILTER(
    WHERE
      scheme.is_fraud
      AND scheme.start_date <= last_date()
  ) / count(DISTINCT alive.employer_id)
FROM
  alive
  LEFT JOIN world.scheme_employer AS scheme ON scheme.employer_id = alive.employer_id
