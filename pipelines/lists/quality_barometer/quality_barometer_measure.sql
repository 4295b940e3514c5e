-- One row per provider, cycle and sub-indicator: sums over its clients, the share of one client capped.
-- Expected failures: the average rate times what clients of a sector (two digits of NACE) and size fail more than the other
-- clients of their own providers, a hundred failures added to both: so a bad provider does not excuse itself by its own sectors.
WITH
  client AS (
    SELECT
      f.sender_id,
      f.cycle_code,
      f.sub_indicator_code,
      f.noss_registration_number,
      f.opportunity_count,
      f.failure_count,
      lesser_of(
        f.failure_count,
        greater_of(
          10,
          whole_part(
            sum(f.failure_count) OVER (
              PARTITION BY
                f.sender_id,
                f.cycle_code,
                f.sub_indicator_code
            ),
            5
          )
        )
      ) AS counted_failure_count,
      coalesce(substr(e.nace_code, 1, 2), '') || ':' || CASE
        WHEN e.importance_code IN ('1') THEN 'a'
        WHEN e.importance_code IN ('2', '3') THEN 'b'
        WHEN e.importance_code IN ('4', '5') THEN 'c'
        WHEN e.importance_code IN ('6', '7', '8', '9') THEN 'd'
        ELSE ''
      END AS stratum
    FROM
      feature.provider_failure AS f
      LEFT JOIN staging.employer_directory_employer AS e ON e.noss_registration_number = f.noss_registration_number
  ),
  capped AS (
    SELECT
      c.sender_id,
      c.cycle_code,
      c.sub_indicator_code,
      c.stratum,
      c.opportunity_count,
      c.failure_count,
      CAST(c.counted_failure_count AS BIGINT) AS counted_failure_count,
      CAST(
        CASE
          WHEN c.counted_failure_count < c.failure_count THEN greater_of(
            c.counted_failure_count,
            whole_part(CAST(c.opportunity_count AS BIGINT) * c.counted_failure_count, c.failure_count)
          )
          ELSE c.opportunity_count
        END AS BIGINT
      ) AS counted_opportunity_count
    FROM
      client AS c
  ),
  own AS (
    SELECT
      c.sender_id,
      c.cycle_code,
      c.sub_indicator_code,
      c.stratum,
      c.counted_failure_count,
      whole_part(
        c.counted_opportunity_count * 1000000 * sum(c.counted_failure_count) OVER (
          PARTITION BY
            c.sender_id,
            c.cycle_code,
            c.sub_indicator_code
        ),
        sum(c.counted_opportunity_count) OVER (
          PARTITION BY
            c.sender_id,
            c.cycle_code,
            c.sub_indicator_code
        )
      ) AS own_failure_millionths
    FROM
      capped AS c
  ),
  average AS (
    SELECT
      c.cycle_code,
      c.sub_indicator_code,
      CAST(sum(c.counted_failure_count) AS DOUBLE) / sum(c.counted_opportunity_count) AS average_rate
    FROM
      capped AS c
    GROUP BY
      c.cycle_code,
      c.sub_indicator_code
  ),
  expectation AS (
    SELECT
      o.cycle_code,
      o.sub_indicator_code,
      o.stratum,
      CAST(
        round(
          1e9 * max(a.average_rate) * (sum(o.counted_failure_count) + 100) / (sum(o.own_failure_millionths) / 1e6 + 100)
        ) AS BIGINT
      ) AS rate_billionths
    FROM
      own AS o
      INNER JOIN average AS a ON a.cycle_code = o.cycle_code
      AND a.sub_indicator_code = o.sub_indicator_code
    GROUP BY
      o.cycle_code,
      o.sub_indicator_code,
      o.stratum
  )
SELECT
  c.sender_id AS sender_id,
  c.cycle_code AS cycle_code,
  c.sub_indicator_code AS sub_indicator_code,
  s.is_recognised AS is_recognised,
  CAST(count(*) AS INTEGER) AS client_count,
  CAST(sum(c.opportunity_count) AS INTEGER) AS opportunity_count,
  CAST(sum(c.failure_count) AS INTEGER) AS failure_count,
  CAST(sum(c.counted_opportunity_count) AS INTEGER) AS counted_opportunity_count,
  CAST(sum(c.counted_failure_count) AS INTEGER) AS counted_failure_count,
  CAST(sum(c.counted_opportunity_count * c.counted_opportunity_count) AS DOUBLE) AS opportunity_square,
  CAST(sum(c.counted_failure_count * c.counted_failure_count) AS DOUBLE) AS failure_square,
  CAST(sum(c.counted_failure_count * c.counted_opportunity_count) AS DOUBLE) AS cross_product,
  CAST(
    count(*) FILTER(
      WHERE
        c.counted_failure_count < c.failure_count
    ) AS INTEGER
  ) AS capped_client_count,
  CASE
    WHEN sum(c.failure_count) > 0 THEN CAST(max(c.failure_count) AS DOUBLE) / sum(c.failure_count)
    ELSE 0e0
  END AS largest_share,
  CAST(sum(whole_part(c.counted_opportunity_count * x.rate_billionths, 1000)) AS DOUBLE) / 1e6 AS expected_failures
FROM
  capped AS c
  INNER JOIN expectation AS x ON x.cycle_code = c.cycle_code
  AND x.sub_indicator_code = c.sub_indicator_code
  AND x.stratum = c.stratum
  INNER JOIN feature.provider_selection AS s ON s.sender_id = c.sender_id
GROUP BY
  c.sender_id,
  c.cycle_code,
  c.sub_indicator_code,
  s.is_recognised
