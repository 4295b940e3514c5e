-- One row per slot whose chain of employers is part of a construction, with how its deaths and successions go.
-- Fraud: carousels (one or two chains of deaths) and spiders (a key company that stays clean, chains that die around it, a clean side
-- company). Look-alikes: honest failure and restart, legal transfer to a buyer, groups of companies,
-- franchises. Shares overlap on purpose.
WITH
  ranked AS (
    SELECT
      slot.slot,
      slot.sector,
      slot.closure_tenths >= 12 AS is_risky,
      row_number() OVER (
        PARTITION BY
          slot.sector
        ORDER BY
          shuffle('construction', slot.slot)
      ) - 1 AS turn
    FROM
      world.slot AS slot
    WHERE
      slot.sector NOT IN ('temporary_work', 'care', 'associations', 'liberal')
      AND slot.size_quantile < .984
  ),
  block AS (
    SELECT
      ranked.sector,
      ranked.turn // 6 AS block,
      ranked.is_risky,
      count(*) AS slot_count,
      min(ranked.slot) FILTER(
        WHERE
          ranked.turn % 6 = 0
      ) AS anchor_slot,
      ranked.sector || ':' || ranked.turn // 6 AS draw_id
    FROM
      ranked
    GROUP BY ALL
  ),
  quota AS (
    SELECT
      block.*,
      (
        row_number() OVER (
          PARTITION BY
            block.is_risky,
            block.slot_count >= 4
          ORDER BY
            shuffle('construction kind', block.draw_id)
        ) - .5
      ) / count(*) OVER (
        PARTITION BY
          block.is_risky,
          block.slot_count >= 4
      ) AS quantile
    FROM
      block
  ),
  construction AS (
    SELECT
      quota.*,
      CASE
        WHEN quota.is_risky
        AND quota.slot_count >= 4
        AND quota.quantile < .055 THEN 'spider'
        WHEN quota.is_risky
        AND quota.quantile < .1 THEN 'carousel'
        WHEN quota.quantile < CASE
          WHEN quota.is_risky THEN .24
          ELSE .06
        END THEN 'restart'
        WHEN quota.quantile < CASE
          WHEN quota.is_risky THEN .32
          ELSE .1
        END THEN 'takeover'
        WHEN quota.quantile < CASE
          WHEN quota.is_risky THEN .4
          ELSE .16
        END THEN 'group'
        WHEN quota.quantile < CASE
          WHEN quota.is_risky THEN .45
          ELSE .19
        END THEN 'franchise'
      END AS kind
    FROM
      quota
  ),
  sized AS (
    SELECT
      construction.*,
      CASE construction.kind
        WHEN 'spider' THEN pick_between('members', construction.draw_id, 4, 6)
        WHEN 'group' THEN pick_between('members', construction.draw_id, 2, 4)
        WHEN 'franchise' THEN pick_between('members', construction.draw_id, 3, 6)
        WHEN 'carousel' THEN pick_between('members', construction.draw_id, 1, 2)
        ELSE 1
      END AS member_count
    FROM
      construction
    WHERE
      construction.kind IS NOT NULL
  ),
  member AS (
    SELECT
      ranked.slot,
      sized.draw_id,
      sized.kind,
      sized.anchor_slot,
      CASE
        WHEN sized.kind IN ('spider', 'group', 'franchise')
        AND ranked.turn % 6 = 0 THEN 'key'
        WHEN sized.kind IN ('group', 'franchise') THEN 'member'
        WHEN sized.kind = 'spider'
        AND ranked.turn % 6 = 3 THEN 'side'
        ELSE 'chain'
      END AS role
    FROM
      ranked
      JOIN sized ON sized.sector = ranked.sector
      AND sized.block = ranked.turn // 6
      AND ranked.turn % 6 < sized.member_count
  )
SELECT
  member.slot,
  'bankruptcy_carousel' AS scheme,
  'K' || format('{:08X}', pick('construction number', member.draw_id, 4294967296)) AS construction_id,
  member.kind,
  member.role,
  member.kind IN ('spider', 'carousel') AS is_fraud,
  CASE
    WHEN member.role = 'chain' THEN first_date() - 200 + CAST(pick('first death', member.draw_id, 1100) + pick('own death', member.slot, 150) AS INTEGER)
  END AS first_end_date,
  CASE
    WHEN member.role <> 'chain' THEN 0
    WHEN member.kind IN ('spider', 'carousel') THEN pick_between('deaths', member.slot, 2, 4)
    WHEN member.kind = 'restart'
    AND draw('fails again', member.slot) < .15 THEN 2
    ELSE 1
  END AS death_count,
  CASE
    WHEN member.kind = 'restart' THEN 300
    ELSE 150
  END AS life_low_days,
  CASE
    WHEN member.kind = 'restart' THEN 900
    ELSE 480
  END AS life_high_days,
  CASE member.kind
    WHEN 'restart' THEN 10
    WHEN 'takeover' THEN 0
    ELSE -45
  END AS gap_low_days,
  CASE member.kind
    WHEN 'restart' THEN 200
    WHEN 'takeover' THEN 40
    ELSE 75
  END AS gap_high_days,
  CASE
    WHEN member.kind = 'takeover'
    AND draw('stops', member.slot) < .5 THEN 'stopped'
    ELSE 'bankruptcy'
  END AS end_reason,
  CASE
    WHEN member.role = 'key' THEN .8 + .18 * draw('key size', member.slot)
    WHEN member.role = 'side' THEN .3 + .3 * draw('side size', member.slot)
    ELSE .5 + .4 * draw('chain size', member.slot)
  END AS size_quantile,
  CASE member.kind
    WHEN 'restart' THEN .6 * draw('staff', member.slot)
    WHEN 'franchise' THEN .04
    WHEN 'takeover' THEN .5 + .45 * draw('staff', member.slot)
    WHEN 'group' THEN .15 * draw('staff', member.slot)
    ELSE .35 + .6 * draw('staff', member.slot)
  END AS worker_share,
  CASE member.kind
    WHEN 'restart' THEN .4
    WHEN 'franchise' THEN 0
    WHEN 'takeover' THEN .8
    WHEN 'group' THEN .6
    ELSE .35
  END AS address_share,
  CASE member.kind
    WHEN 'restart' THEN .9
    WHEN 'franchise' THEN .03
    WHEN 'takeover' THEN .08
    WHEN 'group' THEN .85
    ELSE .45
  END AS director_share,
  CASE member.kind
    WHEN 'restart' THEN .5
    WHEN 'franchise' THEN .8
    WHEN 'takeover' THEN .3
    WHEN 'group' THEN .7
    ELSE .5
  END AS contact_share,
  CASE member.kind
    WHEN 'restart' THEN .1
    WHEN 'group' THEN .1
    WHEN 'franchise' THEN .05
    WHEN 'takeover' THEN .02
    ELSE .3
  END AS centre_share,
  CASE
    WHEN member.kind IN ('spider', 'carousel') THEN .5
    ELSE .06
  END AS straw_share,
  member.kind = 'takeover' AS is_transfer,
  CASE member.kind
    WHEN 'franchise' THEN .5
    WHEN 'takeover' THEN .25
    WHEN 'group' THEN .5
    ELSE .7
  END AS first_hire_share,
  CASE
    WHEN member.kind IN ('spider', 'group', 'franchise')
    AND member.role <> 'key' THEN member.anchor_slot
  END AS anchor_slot,
  CASE
    WHEN member.role IN ('key', 'side', 'member') THEN 1
    WHEN member.kind IN ('spider', 'carousel') THEN .6 * draw('debt share', member.slot)
    ELSE .75 * draw('debt share', member.slot)
  END AS pay_share,
  CASE
    WHEN member.kind IN ('spider', 'carousel') THEN pick_between('debt days', member.slot, 130, 420)
    ELSE pick_between('debt days', member.slot, 40, 360)
  END AS debt_days
FROM
  member
