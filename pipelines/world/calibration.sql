-- One row per measure of the country: what it should be, where that figure comes from, and what the world at hand gives. Shares in percent.
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
  ),
  paid AS (
    SELECT
      sum(account.due_cents) FILTER(
        WHERE
          account.reading = 0
      ) AS due_cents,
      sum(account.paid_at_due_cents) FILTER(
        WHERE
          account.reading = 0
      ) AS paid_cents
    FROM
      world.account AS account
  ),
  half_year AS (
    SELECT
      sum(latest.due_cents) AS due_cents,
      sum(latest.paid_cents) AS paid_cents
    FROM
      (
        SELECT
          arg_max(account.due_cents, account.reading) AS due_cents,
          arg_max(account.paid_cents, account.reading) AS paid_cents
        FROM
          world.account AS account
        WHERE
          account.reading <= 2
        GROUP BY
          account.employer_id,
          account.quarter
        HAVING
          min(account.as_of_date) + 182 <= snapshot_date()
      ) AS latest
  ),
  recorded AS (
    SELECT
      record.*,
      contract.monthly_wage_cents
    FROM
      world.record AS record
      JOIN world.contract AS contract ON contract.contract_id = record.contract_id
    WHERE
      record.version_number = 1
  ),
  measure AS (
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
      60,
      'contributions paid at the due date, %',
      '97 to 98',
      'NSSO annual reports 2014-2021',
      100.0 * paid.paid_cents / paid.due_cents
    FROM
      paid
    UNION ALL
    SELECT
      61,
      'contributions paid after six months, %',
      '99.3',
      'NSSO annual reports 2014-2021',
      100.0 * half_year.paid_cents / half_year.due_cents
    FROM
      half_year
    UNION ALL
    SELECT
      70 + k.position,
      'worker records of ' || k.label || ', %',
      k.target,
      'design value',
      100.0 * count(*) FILTER(
        WHERE
          recorded.kind = k.kind
      ) / count(*)
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
    UNION ALL
    SELECT
      90,
      'concluded inspections with an infringement, %',
      '32 to 47',
      'SIOD/SIRS 2012-2013, joint controls',
      100.0 * count(*) FILTER(
        WHERE
          inspection.outcome_code = 'hit'
      ) / count(*)
    FROM
      world.inspection AS inspection
    WHERE
      inspection.outcome_known_date <= snapshot_date()
      AND inspection.outcome_code IN ('hit', 'no_infringement')
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
  )
SELECT
  measure.position,
  measure.measure,
  measure.target,
  measure.source,
  format('{:.1f}', CAST(measure.obtained AS DOUBLE)) AS obtained
FROM
  measure
ORDER BY
  measure.position
