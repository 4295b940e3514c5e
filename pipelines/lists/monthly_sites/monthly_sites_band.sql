-- One row per band of points, with the probability that a visit finds an infringement.
-- Prior: 12 % without points (base rate of untargeted visits) to 60 % at the top (published rate of targeted ones), worth
-- twenty visits each. Known results of the sites of a band move it; a higher band is never below a lower one.
WITH
  band AS (
    SELECT
      b.from_points,
      b.until_points,
      b.prior_permille
    FROM
      (
        VALUES
          (0, 4, 120),
          (5, 14, 200),
          (15, 29, 320),
          (30, 49, 450),
          (50, 1000000, 600)
      ) AS b (from_points, until_points, prior_permille)
  ),
  site_points AS (
    SELECT
      s.site_id,
      max(s.points) AS points
    FROM
      (
        SELECT
          m.site_id,
          m.avwddt_id,
          coalesce(sum(r.points), 0) AS points
        FROM
          feature.site_month AS m
          LEFT JOIN ranking.monthly_sites_reason AS r ON r.subject_id = m.avwddt_id
          AND r.theme_code <> 'history'
        GROUP BY
          m.site_id,
          m.avwddt_id
      ) AS s
    GROUP BY
      s.site_id
  ),
  result AS (
    SELECT
      b.from_points,
      b.until_points,
      b.prior_permille,
      coalesce(sum(h.hit_count), 0) AS hit_count,
      coalesce(sum(h.hit_count + h.no_infringement_count), 0) AS result_count
    FROM
      band AS b
      LEFT JOIN site_points AS p ON p.points BETWEEN b.from_points AND b.until_points
      LEFT JOIN feature.site_history AS h ON h.site_id = p.site_id
    GROUP BY
      b.from_points,
      b.until_points,
      b.prior_permille
  ),
  smoothed AS (
    SELECT
      r.from_points,
      r.until_points,
      r.hit_count,
      r.result_count,
      whole_part(1000 * r.hit_count + 20 * r.prior_permille, r.result_count + 20) AS permille
    FROM
      result AS r
  )
SELECT
  CAST(s.from_points AS INTEGER) AS from_points,
  CAST(s.until_points AS INTEGER) AS until_points,
  CAST(s.hit_count AS INTEGER) AS hit_count,
  CAST(s.result_count AS INTEGER) AS result_count,
  CAST(
    least(
      max(s.permille) OVER (
        ORDER BY
          s.from_points ROWS BETWEEN UNBOUNDED PRECEDING
          AND CURRENT ROW
      ),
      950
    ) AS INTEGER
  ) AS probability_permille
FROM
  smoothed AS s
