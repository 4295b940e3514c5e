-- One row per subject and scheme that an inspector may come to look at: when it can be selected, how often a month by routine (sector,
-- size, youth, foreign workers) and on complaint, and when fraud goes on. Routine knows its sector: it goes to what looks wrong thirty or ten
-- times as often as elsewhere. Complaints come to fraud, to what looks like it, and at random.
WITH
  worker_side AS (
    SELECT
      scheme.employer_id,
      scheme.scheme,
      scheme.is_fraud,
      min(scheme.start_date) AS start_date,
      max(scheme.end_date) AS end_date
    FROM
      world.scheme_worker AS scheme
    WHERE
      scheme.scheme = 'undue_benefits'
    GROUP BY
      scheme.employer_id,
      scheme.scheme,
      scheme.is_fraud
  ),
  part AS (
    SELECT
      found.employer_id,
      found.scheme,
      found.is_fraud,
      found.start_date,
      found.end_date
    FROM
      (
        SELECT
          scheme.employer_id,
          scheme.scheme,
          scheme.is_fraud,
          scheme.start_date,
          scheme.end_date
        FROM
          world.scheme_employer AS scheme
        UNION ALL
        SELECT
          *
        FROM
          worker_side
      ) AS found
    QUALIFY
      row_number() OVER (
        PARTITION BY
          found.employer_id,
          found.scheme
        ORDER BY
          found.is_fraud DESC,
          found.start_date
      ) = 1
  ),
  routine AS (
    SELECT
      employer.employer_id,
      phenomenon.scheme,
      employer.start_date,
      employer.end_date,
      CASE phenomenon.scheme
        WHEN 'hidden_work' THEN CASE
          WHEN sector.closure_tenths >= 15 THEN .006
          ELSE .001
        END
        WHEN 'bankruptcy_carousel' THEN CASE
          WHEN sector.closure_tenths >= 12 THEN .0012
          ELSE .0001
        END
        WHEN 'first_hire_reduction' THEN CASE
          WHEN employer.start_date >= first_date() - 700
          AND employer.size < 30 THEN .005
          ELSE .0002
        END
        WHEN 'fictitious_employment' THEN CASE
          WHEN employer.start_date >= first_date() - 700 THEN .004
          ELSE .0003
        END
        WHEN 'undue_benefits' THEN .0006
        WHEN 'withholding_evasion' THEN CASE
          WHEN sector.works_sector > 0
          AND employer.size >= 6 THEN .015
        END
        WHEN 'economic_exploitation' THEN CASE
          WHEN employer.sector IN ('car_wash', 'night_shop', 'restaurant', 'bar', 'hairdressing', 'cleaning', 'retail')
          AND employer.size BETWEEN 3 AND 25 THEN .003
        END
        WHEN 'paper_relocation' THEN CASE
          WHEN relocation.employer_id IS NOT NULL THEN .012
          WHEN employer.size >= 6 THEN .0002
        END
      END AS routine_rate
    FROM
      world.employer AS employer
      JOIN world.sector AS sector ON sector.sector = employer.sector
      LEFT JOIN world.relocation AS relocation ON relocation.employer_id = employer.employer_id,
      world.phenomenon AS phenomenon
    WHERE
      phenomenon.scheme <> 'dumping_site'
  )
SELECT
  'S' || site.site_id AS subject_id,
  site.site_id,
  CAST(NULL AS INTEGER) AS employer_id,
  'dumping_site' AS scheme,
  greatest(site.start_date, site.known_date, first_date() + 31) AS from_date,
  site.end_date AS to_date,
  coalesce(scheme.is_fraud, FALSE) AS is_fraud,
  site.start_date AS fraud_start_date,
  CAST(NULL AS DATE) AS fraud_end_date,
  .012 + CASE
    WHEN site.is_obliged THEN .03
    ELSE 0
  END + .04 * conduct.foreign_share AS routine_rate,
  CASE
    WHEN scheme.is_fraud THEN .04
    ELSE .006
  END AS complaint_rate,
  .003 AS random_rate
FROM
  world.site AS site
  JOIN world.site_conduct AS conduct ON conduct.site_id = site.site_id
  LEFT JOIN world.scheme_site AS scheme ON scheme.site_id = site.site_id
UNION ALL
SELECT
  'E' || routine.employer_id || routine.scheme,
  NULL,
  routine.employer_id,
  routine.scheme,
  greatest(routine.start_date + 20, first_date() + 31),
  CASE
    WHEN routine.scheme IN ('bankruptcy_carousel', 'fictitious_employment') THEN routine.end_date + 300
    ELSE routine.end_date
  END,
  coalesce(part.is_fraud, FALSE),
  part.start_date,
  part.end_date,
  routine.routine_rate * CASE
    WHEN part.is_fraud THEN 1.5
    WHEN part.employer_id IS NOT NULL THEN .5
    ELSE .05
  END,
  CASE
    WHEN part.is_fraud
    AND routine.scheme = 'undue_benefits' THEN .01
    WHEN part.is_fraud THEN .045
    WHEN part.employer_id IS NOT NULL THEN .003
    ELSE .0001
  END,
  .0002
FROM
  routine
  LEFT JOIN part ON part.employer_id = routine.employer_id
  AND part.scheme = routine.scheme
WHERE
  routine.routine_rate IS NOT NULL
