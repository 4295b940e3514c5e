-- One row per contract on a site with its contractor, a Belgian employer or a foreign company, and its period and amount.
WITH
  planned AS (
    SELECT
      node.site_id,
      node.node,
      node.parent,
      node.level,
      node.site_id || ':' || node.node AS draw_id,
      site.sector,
      site.known_date AS site_known_date,
      CASE
        WHEN node.level = 1 THEN site.start_date
        ELSE site.start_date + CAST(
          pick('intervenes', node.site_id || ':' || node.node, 1 + (site.end_date - site.start_date) * 6 // 10) AS INTEGER
        )
      END AS start_date,
      site.start_date AS site_start_date,
      site.end_date AS site_end_date,
      site.amount_eur,
      site.employer_id AS declarant_id,
      conduct.weak_share,
      node.level > 1
      AND site.sector = '1'
      AND draw('is foreign', node.site_id || ':' || node.node) < conduct.foreign_share AS is_foreign,
      draw('is letterbox', node.site_id || ':' || node.node) < conduct.letterbox_share AS is_letterbox,
      draw('is weak', node.site_id || ':' || node.node) < conduct.weak_share AS is_weak
    FROM
      world.works_node AS node
      JOIN world.site AS site ON site.site_id = node.site_id
      JOIN world.site_conduct AS conduct ON conduct.site_id = node.site_id
  ),
  foreign_pool AS (
    SELECT
      company.is_letterbox,
      max(company.pool_count) AS pool_count
    FROM
      world.foreign_company AS company
    GROUP BY
      company.is_letterbox
  ),
  pool AS (
    SELECT
      CAST(builder.works_sector AS VARCHAR) AS sector,
      max(builder.pool_count) AS pool_count,
      coalesce(
        max(builder.weak_count) FILTER(
          WHERE
            builder.is_weak
        ),
        0
      ) AS weak_count
    FROM
      world.builder AS builder
    GROUP BY
      builder.works_sector
  ),
  aimed AS (
    SELECT
      planned.draw_id,
      planned.sector,
      planned.declarant_id,
      planned.start_date,
      t.attempt,
      planned.is_weak
      AND t.attempt < 6
      AND pool.weak_count > 0 AS aims_weak,
      CASE
        WHEN planned.is_weak
        AND t.attempt < 6
        AND pool.weak_count > 0 THEN pick('weak contractor', planned.draw_id || '.' || t.attempt, pool.weak_count)
        ELSE CAST(
          floor(pool.pool_count * pow(draw('contractor', planned.draw_id || '.' || t.attempt), 1.2)) AS BIGINT
        )
      END AS turn
    FROM
      planned
      JOIN pool ON pool.sector = planned.sector,
      range(8) AS t (attempt)
    WHERE
      planned.level > 1
      AND NOT planned.is_foreign
  ),
  seat AS (
    SELECT
      CAST(builder.works_sector AS VARCHAR) AS sector,
      FALSE AS is_weak_list,
      builder.turn,
      builder.employer_id,
      builder.start_date,
      builder.end_date
    FROM
      world.builder AS builder
    UNION ALL
    SELECT
      CAST(builder.works_sector AS VARCHAR),
      TRUE,
      builder.weak_turn,
      builder.employer_id,
      builder.start_date,
      builder.end_date
    FROM
      world.builder AS builder
    WHERE
      builder.is_weak
  ),
  attempt AS (
    SELECT
      aimed.draw_id,
      aimed.attempt,
      seat.employer_id
    FROM
      aimed
      JOIN seat ON seat.sector = aimed.sector
      AND seat.is_weak_list = aimed.aims_weak
      AND seat.turn = aimed.turn
    WHERE
      seat.employer_id <> aimed.declarant_id
      AND seat.start_date <= aimed.start_date
      AND seat.end_date > aimed.start_date
  ),
  contractor AS (
    SELECT
      attempt.draw_id,
      attempt.employer_id
    FROM
      attempt
    QUALIFY
      row_number() OVER (
        PARTITION BY
          attempt.draw_id
        ORDER BY
          attempt.attempt
      ) = 1
  ),
  resolved AS (
    SELECT
      planned.*,
      CASE
        WHEN planned.level = 1 THEN planned.declarant_id
        ELSE contractor.employer_id
      END AS employer_id,
      company.company_id,
      CASE
        WHEN planned.level = 1 THEN planned.site_end_date
        ELSE least(
          planned.site_end_date,
          planned.start_date + CAST(10 + pick('intervention days', planned.draw_id, 110) AS INTEGER)
        )
      END AS end_date
    FROM
      planned
      LEFT JOIN contractor ON contractor.draw_id = planned.draw_id
      LEFT JOIN foreign_pool ON planned.is_foreign
      AND foreign_pool.is_letterbox = planned.is_letterbox
      LEFT JOIN world.foreign_company AS company ON company.is_letterbox = foreign_pool.is_letterbox
      AND company.turn = pick('foreign contractor', planned.draw_id, foreign_pool.pool_count)
    WHERE
      planned.level = 1
      OR contractor.employer_id IS NOT NULL
      OR company.company_id IS NOT NULL
  )
SELECT
  resolved.site_id,
  resolved.node,
  resolved.level,
  resolved.draw_id,
  resolved.employer_id,
  resolved.company_id,
  above.employer_id AS principal_employer_id,
  above.company_id AS principal_company_id,
  resolved.start_date,
  resolved.end_date,
  CASE
    WHEN resolved.level = 1 THEN resolved.amount_eur
    ELSE 100 * CAST(
      round(
        resolved.amount_eur * (.02 + .18 * draw('contract amount', resolved.draw_id)) / (resolved.level * 100.0)
      ) AS BIGINT
    )
  END AS amount_eur,
  CASE
    WHEN resolved.level = 1 THEN resolved.site_known_date
    ELSE greatest(
      resolved.site_known_date,
      resolved.start_date - 5 + CAST(pick('contract known', resolved.draw_id, 9) AS INTEGER)
    )
  END AS known_date,
  lpad(CAST(pick_between('activity', resolved.draw_id, 1, 20) AS VARCHAR), 2, '0') AS activity_code,
  CAST(
    row_number() OVER (
      PARTITION BY
        resolved.site_id
      ORDER BY
        resolved.level > 1,
        above.employer_id IS NULL,
        resolved.level,
        shuffle('contract', resolved.draw_id)
    ) - 1 AS INTEGER
  ) AS position
FROM
  resolved
  LEFT JOIN resolved AS above ON above.site_id = resolved.site_id
  AND above.node = resolved.parent
WHERE
  resolved.level = 1
  OR above.node IS NOT NULL
