-- One row per slot held by fictitious employers, or by honest ones that look alike. Rings: two parallel chains of short-lived employers
-- with the same workers moving together; singles: one short life. Look-alikes: honest starters that close within the year.
WITH
  candidate AS (
    SELECT
      slot.slot,
      row_number() OVER (
        ORDER BY
          shuffle('fictitious', slot.slot)
      ) - 1 AS turn
    FROM
      world.slot AS slot
      LEFT JOIN world.bankruptcy_carousel_slot AS taken ON taken.slot = slot.slot
    WHERE
      taken.slot IS NULL
      AND slot.size_quantile < .919
      AND slot.sector IN (
        'building',
        'finishing',
        'painting',
        'cleaning',
        'gardening',
        'courier',
        'road_haulage',
        'restaurant',
        'bar',
        'catering',
        'night_shop',
        'retail',
        'wholesale',
        'consulting',
        'hairdressing',
        'garage',
        'horticulture'
      )
  ),
  cast_role AS (
    SELECT
      candidate.slot,
      candidate.turn,
      CASE
        WHEN candidate.turn < 2 * CAST(ceil(employer_count() * .002) AS INTEGER) THEN 'ring'
        WHEN candidate.turn < CAST(ceil(employer_count() * .007) AS INTEGER) THEN 'single'
        WHEN candidate.turn < CAST(ceil(employer_count() * .03) AS INTEGER) THEN 'short-lived'
      END AS kind,
      CASE
        WHEN candidate.turn < 2 * CAST(ceil(employer_count() * .002) AS INTEGER) THEN 'ring' || candidate.turn // 2
        ELSE 'slot' || candidate.slot
      END AS draw_id
    FROM
      candidate
  )
SELECT
  cast_role.slot,
  'fictitious_employment' AS scheme,
  'F' || format('{:08X}', pick('ring number', cast_role.draw_id, 4294967296)) AS construction_id,
  cast_role.kind,
  cast_role.kind AS role,
  cast_role.kind <> 'short-lived' AS is_fraud,
  first_date() - 150 + CAST(
    CASE cast_role.kind
      WHEN 'ring' THEN pick('first death', cast_role.draw_id, 900) + pick('own death', cast_role.slot, 90)
      ELSE pick('first death', cast_role.draw_id, 1200)
    END AS INTEGER
  ) AS first_end_date,
  CASE cast_role.kind
    WHEN 'ring' THEN pick_between('deaths', cast_role.slot, 2, 4)
    ELSE 1
  END AS death_count,
  120 AS first_life_low_days,
  CASE cast_role.kind
    WHEN 'short-lived' THEN 420
    ELSE 360
  END AS first_life_high_days,
  120 AS life_low_days,
  330 AS life_high_days,
  CASE cast_role.kind
    WHEN 'ring' THEN -15
    ELSE 20
  END AS gap_low_days,
  CASE cast_role.kind
    WHEN 'ring' THEN 45
    ELSE 150
  END AS gap_high_days,
  CASE
    WHEN draw('stops', cast_role.slot) < .55 THEN 'stopped'
    ELSE 'bankruptcy'
  END AS end_reason,
  .72 + .17 * draw('fictitious size', cast_role.slot) AS size_quantile,
  CASE cast_role.kind
    WHEN 'ring' THEN .5 + .45 * draw('staff', cast_role.slot)
    ELSE 0
  END AS worker_share,
  CASE cast_role.kind
    WHEN 'ring' THEN .2
    ELSE .05
  END AS address_share,
  CASE cast_role.kind
    WHEN 'ring' THEN .25
    ELSE .05
  END AS director_share,
  CASE cast_role.kind
    WHEN 'ring' THEN .3
    ELSE .05
  END AS contact_share,
  CASE cast_role.kind
    WHEN 'short-lived' THEN .12
    ELSE .3
  END AS centre_share,
  CASE cast_role.kind
    WHEN 'short-lived' THEN .03
    ELSE .3
  END AS straw_share,
  FALSE AS is_transfer,
  .5 AS first_hire_share,
  CASE
    WHEN cast_role.kind = 'ring'
    AND cast_role.turn % 2 = 1 THEN min(cast_role.slot) FILTER(
      WHERE
        cast_role.turn % 2 = 0
    ) OVER (
      PARTITION BY
        cast_role.draw_id
    )
  END AS anchor_slot,
  CASE cast_role.kind
    WHEN 'short-lived' THEN .6 * draw('debt share', cast_role.slot)
    ELSE .55 * draw('debt share', cast_role.slot)
  END AS pay_share,
  CASE cast_role.kind
    WHEN 'short-lived' THEN pick_between('debt days', cast_role.slot, 60, 360)
    ELSE pick_between('debt days', cast_role.slot, 90, 400)
  END AS debt_days
FROM
  cast_role
WHERE
  cast_role.kind IS NOT NULL
