-- One row per enterprise with staff, as known at the as-of date: how many persons it hired in its first twelve months.
WITH
  employment AS (
    SELECT
      coalesce(p.cbe_number, e.cbe_number) AS cbe_number,
      coalesce(m.valid_worker_id, p.worker_id) AS worker_id,
      p.joint_commission_number,
      p.starting_date
    FROM
      staging.dimona_period AS p
      LEFT JOIN link.employer AS e ON e.noss_registration_number = p.noss_registration_number
      LEFT JOIN link.person_mutation AS m ON m.worker_id = p.worker_id
    WHERE
      NOT p.is_cancelled
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
      AND p.starting_date <= $as_of_date
      AND p.worker_id IS NOT NULL
  ),
  committee AS (
    SELECT
      p.cbe_number,
      p.joint_commission_number
    FROM
      employment AS p
    WHERE
      p.joint_commission_number IS NOT NULL
    GROUP BY
      p.cbe_number,
      p.joint_commission_number
    QUALIFY
      row_number() OVER (
        PARTITION BY
          p.cbe_number
        ORDER BY
          count(*) DESC,
          p.joint_commission_number
      ) = 1
  ),
  first_day AS (
    SELECT
      p.cbe_number,
      min(p.starting_date) AS first_date
    FROM
      employment AS p
    WHERE
      p.cbe_number IS NOT NULL
    GROUP BY
      p.cbe_number
  ),
  first_year AS (
    SELECT
      f.cbe_number,
      f.first_date,
      count(DISTINCT p.worker_id) AS worker_count
    FROM
      first_day AS f
      INNER JOIN employment AS p ON p.cbe_number = f.cbe_number
    WHERE
      months_before(p.starting_date, 12) < f.first_date
    GROUP BY
      f.cbe_number,
      f.first_date
  )
SELECT
  f.cbe_number AS cbe_number,
  f.first_date AS first_date,
  CAST(f.worker_count AS INTEGER) AS first_year_count,
  c.joint_commission_number AS joint_committee
FROM
  first_year AS f
  LEFT JOIN committee AS c ON c.cbe_number = f.cbe_number
