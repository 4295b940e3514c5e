-- One row per matricule whose newest declaration places workers in establishment units.
-- A year before: the declaration four quarters earlier, or the oldest known where there is none.
WITH
  postal_region AS (
    SELECT
      p.postal_code,
      min(m.region) AS region
    FROM
      staging.geography_postal_code AS p
      INNER JOIN staging.geography_municipality AS m ON m.nis_code = p.nis_code
    GROUP BY
      p.postal_code
  ),
  unit_region AS (
    SELECT
      a.entity_number AS establishment_unit_number,
      min(r.region) AS region
    FROM
      staging.cbe_address AS a
      INNER JOIN postal_region AS r ON r.postal_code = a.postal_code
    GROUP BY
      a.entity_number
  ),
  home AS (
    SELECT
      p.worker_id,
      r.region
    FROM
      staging.person_register AS p
      LEFT JOIN postal_region AS r ON r.postal_code = p.postal_code
    WHERE
      p.known_date <= $as_of_date
    QUALIFY
      row_number() OVER (
        PARTITION BY
          p.worker_id
        ORDER BY
          p.known_date DESC
      ) = 1
  ),
  declaration AS (
    SELECT
      d.noss_registration_number,
      d.quarter,
      d.trusteeship,
      d.version_number,
      max(d.quarter) OVER (
        PARTITION BY
          d.noss_registration_number
      ) AS newest_quarter
    FROM
      feature.employer_declaration AS d
    WHERE
      d.quarter <= $quarter
      AND date_diff('day', quarter_first_day(d.quarter), quarter_first_day($quarter)) <= 460
  ),
  placed AS (
    SELECT
      o.noss_registration_number,
      o.quarter,
      o.worker_id,
      o.quarter = d.newest_quarter AS is_newest,
      min(u.region) AS region
    FROM
      staging.dmfa_occupation AS o
      INNER JOIN declaration AS d ON d.noss_registration_number = o.noss_registration_number
      AND d.quarter = o.quarter
      AND d.trusteeship = o.trusteeship
      AND d.version_number = o.version_number
      INNER JOIN unit_region AS u ON u.establishment_unit_number = o.establishment_unit_number
    WHERE
      date_diff('day', quarter_first_day(o.quarter), quarter_first_day(d.newest_quarter)) <= 370
    GROUP BY
      o.noss_registration_number,
      o.quarter,
      o.worker_id,
      o.quarter = d.newest_quarter
  ),
  earlier AS (
    SELECT
      p.noss_registration_number,
      p.worker_id,
      p.region
    FROM
      placed AS p
    WHERE
      NOT p.is_newest
    QUALIFY
      row_number() OVER (
        PARTITION BY
          p.noss_registration_number,
          p.worker_id
        ORDER BY
          p.quarter ASC
      ) = 1
  )
SELECT
  p.noss_registration_number AS noss_registration_number,
  CAST(count(*) AS INTEGER) AS placed_worker_count,
  share_of(
    count(*) FILTER(
      WHERE
        e.region <> p.region
    ),
    count(e.region)
  ) AS moved_share,
  share_of(
    count(*) FILTER(
      WHERE
        e.region <> p.region
        AND h.region <> p.region
    ),
    count(e.region)
  ) AS moved_away_share,
  share_of(
    count(*) FILTER(
      WHERE
        h.region <> p.region
    ),
    count(h.region)
  ) AS away_share
FROM
  placed AS p
  LEFT JOIN earlier AS e ON e.noss_registration_number = p.noss_registration_number
  AND e.worker_id = p.worker_id
  LEFT JOIN home AS h ON h.worker_id = p.worker_id
WHERE
  p.is_newest
GROUP BY
  p.noss_registration_number
