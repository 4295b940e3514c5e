-- One row per contract on a site with its contractor, a Belgian employer or a foreign company, and its period and amount.
-- A contract that nobody declares has no known_date. Declarants have regular contractors, and family; who is gone is replaced by the family member that carries on.
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
      conduct.left_out_share,
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
  seat AS (
    SELECT
      CAST(builder.works_sector AS VARCHAR) AS sector,
      l.list,
      CASE l.kind
        WHEN 'all' THEN builder.turn
        WHEN 'weak' THEN builder.weak_turn
        ELSE builder.family_turn
      END AS turn,
      CASE l.kind
        WHEN 'all' THEN builder.pool_count
        WHEN 'weak' THEN builder.weak_count
        ELSE builder.family_count
      END AS seat_count,
      builder.employer_id,
      builder.family,
      builder.start_date,
      builder.end_date
    FROM
      world.builder AS builder,
      LATERAL (
        VALUES
          ('all', 'all'),
          (
            'weak',
            CASE
              WHEN builder.is_weak THEN 'weak'
            END
          ),
          (
            'family',
            CASE
              WHEN builder.family_count > 1 THEN 'family ' || builder.family
            END
          )
      ) AS l (kind, list)
    WHERE
      l.list IS NOT NULL
  ),
  list AS (
    SELECT DISTINCT
      seat.sector,
      seat.list,
      seat.seat_count
    FROM
      seat
  ),
  tried AS (
    SELECT
      planned.draw_id,
      planned.sector,
      planned.declarant_id,
      planned.start_date,
      t.attempt,
      CASE
        WHEN t.attempt = 0
        AND declarant.family_count > 1
        AND draw('asks family', planned.draw_id) < .4 THEN 'family ' || declarant.family
        WHEN planned.is_weak
        AND t.attempt BETWEEN 2 AND 7 THEN 'weak'
        ELSE 'all'
      END AS list,
      CASE
        WHEN t.attempt < 2
        AND NOT planned.is_weak
        AND draw('asks a regular', planned.draw_id) < .35 THEN planned.declarant_id || '.' || pick('which regular', planned.draw_id, 4)
        ELSE planned.draw_id || '.' || t.attempt
      END AS pick_id
    FROM
      planned
      JOIN world.builder AS declarant ON declarant.employer_id = planned.declarant_id,
      range(10) AS t (attempt)
    WHERE
      planned.level > 1
      AND NOT planned.is_foreign
  ),
  aimed AS (
    SELECT
      tried.*,
      CAST(
        floor(
          list.seat_count * pow(
            draw('contractor', tried.pick_id),
            CASE
              WHEN tried.list = 'all' THEN 1.2
              ELSE 1
            END
          )
        ) AS BIGINT
      ) AS turn
    FROM
      tried
      JOIN list ON list.sector = tried.sector
      AND list.list = tried.list
  ),
  attempt AS (
    SELECT
      aimed.draw_id,
      aimed.attempt,
      seat.employer_id AS asked_id,
      present.employer_id
    FROM
      aimed
      JOIN seat ON seat.sector = aimed.sector
      AND seat.list = aimed.list
      AND seat.turn = aimed.turn
      JOIN world.builder AS present ON present.family = seat.family
      AND present.works_sector = CAST(seat.sector AS INTEGER)
    WHERE
      present.employer_id <> aimed.declarant_id
      AND present.start_date <= aimed.start_date
      AND present.end_date > aimed.start_date
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
          attempt.attempt,
          attempt.employer_id <> attempt.asked_id,
          attempt.employer_id
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
    WHEN draw('left out', resolved.draw_id) < greatest(coalesce(payer.undeclared_works_share, 0), resolved.left_out_share) THEN NULL
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
        known_date,
        shuffle('contract', resolved.draw_id)
    ) - 1 AS INTEGER
  ) AS position
FROM
  resolved
  LEFT JOIN resolved AS above ON above.site_id = resolved.site_id
  AND above.node = resolved.parent
  LEFT JOIN world.conduct AS payer ON payer.employer_id = above.employer_id
WHERE
  resolved.level = 1
  OR above.node IS NOT NULL
