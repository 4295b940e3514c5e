-- One row per employer that works on sites, ranked by size among those of its works sector; the weak ones are ranked apart too.
WITH
  candidate AS (
    SELECT
      employer.employer_id,
      employer.cbe_number,
      employer.start_date,
      employer.end_date,
      employer.size,
      sector.works_sector,
      coalesce(kinship.family_key, employer.employer_id) AS family,
      coalesce(default_scheme.pay_style IN ('bits', 'never'), FALSE)
      OR coalesce(hidden.is_fraud, FALSE)
      OR employer.start_date > first_date() - 120 AS is_weak
    FROM
      world.employer AS employer
      JOIN world.sector AS sector ON sector.sector = employer.sector
      LEFT JOIN world.kinship AS kinship ON kinship.employer_id = employer.employer_id
      LEFT JOIN world.scheme_employer AS default_scheme ON default_scheme.employer_id = employer.employer_id
      AND default_scheme.pay_share IS NOT NULL
      LEFT JOIN world.scheme_employer AS hidden ON hidden.employer_id = employer.employer_id
      AND hidden.scheme = 'hidden_work'
    WHERE
      sector.works_sector > 0
  )
SELECT
  candidate.employer_id,
  candidate.cbe_number,
  candidate.start_date,
  candidate.end_date,
  candidate.size,
  candidate.works_sector,
  candidate.is_weak,
  candidate.family,
  row_number() OVER (
    PARTITION BY
      candidate.works_sector,
      candidate.family
    ORDER BY
      shuffle('family builder', candidate.employer_id)
  ) - 1 AS family_turn,
  count(*) OVER (
    PARTITION BY
      candidate.works_sector,
      candidate.family
  ) AS family_count,
  row_number() OVER (
    PARTITION BY
      candidate.works_sector
    ORDER BY
      candidate.size DESC,
      shuffle('builder', candidate.employer_id)
  ) - 1 AS turn,
  count(*) OVER (
    PARTITION BY
      candidate.works_sector
  ) AS pool_count,
  row_number() OVER (
    PARTITION BY
      candidate.works_sector,
      candidate.is_weak
    ORDER BY
      shuffle('weak builder', candidate.employer_id)
  ) - 1 AS weak_turn,
  count(*) OVER (
    PARTITION BY
      candidate.works_sector,
      candidate.is_weak
  ) AS weak_count
FROM
  candidate
