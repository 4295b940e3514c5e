-- One row per declaration of works: a place, a period, an amount and the contractor who declares. Each of the twelve districts has some;
-- six in a hundred places are declared twice.
WITH
  number AS (
    SELECT
      s.site_id,
      s.site_id AS place_id
    FROM
      range(site_place_count()) AS s (site_id)
    UNION ALL
    SELECT
      s.site_id + 10000000,
      s.site_id
    FROM
      range(site_place_count()) AS s (site_id)
    WHERE
      draw('declared twice', s.site_id) < .06
  ),
  district AS (
    SELECT
      address.district,
      max(address.district_count) AS address_count,
      row_number() OVER (
        ORDER BY
          address.district
      ) - 1 AS district_turn
    FROM
      world.address AS address
    GROUP BY
      address.district
  ),
  chosen AS (
    SELECT
      number.site_id,
      number.place_id,
      CASE
        WHEN number.place_id < 144 THEN spread.district
        ELSE free.district
      END AS district,
      first_date() - 150 + CAST(pick('site start', number.place_id, 150 + (horizon_date() - first_date())) AS INTEGER) AS start_date,
      least(25 + wait_days('site days', number.place_id, 170), 720) AS days,
      CASE
        WHEN draw('site sector', number.place_id) < .05 THEN 2
        WHEN draw('site sector', number.place_id) < .08 THEN 3
        ELSE 1
      END AS sector,
      1000 * CAST(round(220 * exp(1.25 * normal('site amount', number.site_id))) AS BIGINT) AS amount_eur
    FROM
      number
      JOIN district AS spread ON spread.district_turn = number.place_id % 12
      JOIN world.address AS free ON free.address_id = pick('site anywhere', number.place_id, employer_count() * 8 + 1200)
  ),
  pool AS (
    SELECT
      builder.works_sector,
      max(builder.pool_count) AS pool_count
    FROM
      world.builder AS builder
    GROUP BY
      builder.works_sector
  ),
  aimed AS (
    SELECT
      chosen.*,
      t.attempt,
      CAST(floor(pool.pool_count * pow(draw('declarant', chosen.site_id || '.' || t.attempt), 1.7)) AS BIGINT) AS turn
    FROM
      chosen
      JOIN pool ON pool.works_sector = chosen.sector,
      range(8) AS t (attempt)
  ),
  attempt AS (
    SELECT
      aimed.*,
      builder.employer_id
    FROM
      aimed
      JOIN world.builder AS builder ON builder.works_sector = aimed.sector
      AND builder.turn = aimed.turn
    WHERE
      builder.start_date <= aimed.start_date
      AND builder.end_date > aimed.start_date
  ),
  declared AS (
    SELECT
      first_attempt.*,
      row_number() OVER (
        ORDER BY
          shuffle('works code', first_attempt.site_id)
      ) - 1 AS code_rank,
      count(*) OVER () AS site_count
    FROM
      (
        SELECT
          attempt.*
        FROM
          attempt
        QUALIFY
          row_number() OVER (
            PARTITION BY
              attempt.site_id
            ORDER BY
              attempt.attempt
          ) = 1
      ) AS first_attempt
  ),
  owner AS (
    SELECT
      employer.employer_id,
      employer.cbe_number,
      row_number() OVER (
        ORDER BY
          shuffle('owner', employer.employer_id)
      ) - 1 AS turn
    FROM
      world.employer AS employer
    WHERE
      NOT employer.is_natural_person
  ),
  ticketed AS (
    SELECT
      declared.*,
      pick(
        'owner',
        declared.site_id,
        (
          SELECT
            count(*)
          FROM
            owner
        )
      ) AS owner_turn
    FROM
      declared
  )
SELECT
  declared.site_id,
  '9B0' || works_code_of(declared.code_rank, declared.site_count, declared.site_id) AS avwddt_id,
  declared.district,
  CAST(declared.sector AS VARCHAR) AS sector,
  declared.employer_id,
  address.address_id,
  declared.start_date,
  declared.start_date + CAST(declared.days AS INTEGER) AS end_date,
  declared.amount_eur,
  declared.amount_eur >= 500000 AS is_obliged,
  CASE
    WHEN draw('private owner', declared.site_id) < .25 THEN NULL
    ELSE owner.cbe_number
  END AS owner_cbe_number,
  CASE declared.sector
    WHEN 2 THEN '08'
    WHEN 3 THEN '99'
    ELSE ['01', '01', '01', '02', '03', '04', '05', '06', '07'] [1 + pick('works type', declared.site_id, 9)]
  END AS works_type,
  CASE
    WHEN draw('declared late', declared.site_id) < .07 THEN declared.start_date + CAST(pick_between('declared after', declared.site_id, 3, 40) AS INTEGER)
    ELSE declared.start_date - CAST(pick_between('declared ahead', declared.site_id, 1, 25) AS INTEGER)
  END AS known_date
FROM
  ticketed AS declared
  JOIN district ON district.district = declared.district
  JOIN world.address AS address ON address.district = declared.district
  AND address.district_rank = 1 + pick('site address', declared.place_id, district.address_count)
  JOIN owner ON owner.turn = declared.owner_turn
