-- One row per employer that is active between the first day and the horizon of the world. Six in a hundred sit in a business centre.
-- Addresses follow the order of the keys, spread over fifty neighbours: regions come by quota, and some share an address by chance.
WITH
  alive AS (
    SELECT
      life.*,
      row_number() OVER (
        ORDER BY
          shuffle('cbe', life.employer_id)
      ) - 1 AS cbe_rank,
      row_number() OVER (
        ORDER BY
          shuffle('nsso', life.employer_id)
      ) - 1 AS nsso_rank,
      count(*) OVER () AS life_count,
      coalesce(kinship.address_key, life.employer_id) AS address_key,
      dense_rank () OVER (
        ORDER BY
          shuffle('employer address', coalesce(kinship.address_key, life.employer_id))
      ) - 1 AS address_rank,
      coalesce(kinship.director_key, life.employer_id) AS director_key,
      coalesce(seated.uses_centre, FALSE)
      OR draw('business centre', coalesce(kinship.address_key, life.employer_id)) < .06 AS sits_in_centre,
      CASE
        WHEN life.is_planned THEN 'slot' || life.slot
        ELSE CAST(life.employer_id AS VARCHAR)
      END AS size_key
    FROM
      world.employer_life AS life
      LEFT JOIN world.kinship AS kinship ON kinship.employer_id = life.employer_id
      LEFT JOIN world.tie AS seated ON seated.employer_id = coalesce(kinship.address_key, life.employer_id)
    WHERE
      life.start_date <= horizon_date()
      AND life.end_date >= first_date()
  ),
  sized AS (
    SELECT
      alive.*,
      max(alive.address_rank) OVER () + 1 AS address_key_count,
      employer_count() * 8 + 1200 AS address_count,
      greatest(3, employer_count() // 60) AS centre_count,
      greatest(
        1,
        CAST(
          round(
            (
              CASE
                WHEN alive.size_quantile < .675 THEN pick_between('size 1', alive.size_key, 1, 4)
                WHEN alive.size_quantile < .829 THEN pick_between('size 2', alive.size_key, 5, 9)
                WHEN alive.size_quantile < .919 THEN pick_between('size 3', alive.size_key, 10, 19)
                WHEN alive.size_quantile < .967 THEN pick_between('size 4', alive.size_key, 20, 49)
                WHEN alive.size_quantile < .984 THEN pick_between('size 5', alive.size_key, 50, 99)
                WHEN alive.size_quantile < .992 THEN pick_between('size 6', alive.size_key, 100, 199)
                WHEN alive.size_quantile < .997 THEN pick_between('size 7', alive.size_key, 200, 499)
                WHEN alive.size_quantile < .999 THEN pick_between('size 8', alive.size_key, 500, 999)
                ELSE pick_between('size 9', alive.size_key, 1000, 2200)
              END
            ) * CASE
              WHEN alive.is_planned
              AND alive.generation > 0 THEN .75 + .5 * draw('size drift', alive.employer_id)
              ELSE 1
            END
          ) AS INTEGER
        )
      ) AS size,
      CASE
        WHEN alive.size_quantile < .829
        AND NOT alive.is_planned
        AND draw('natural', alive.employer_id) < .16 THEN TRUE
        ELSE FALSE
      END AS is_natural_person
    FROM
      alive
  ),
  named AS (
    SELECT
      sized.*,
      address.address_id,
      address.language AS place_language,
      address.region,
      address.district,
      CASE address.language
        WHEN 'both' THEN CASE
          WHEN draw('tongue', sized.employer_id) < .65 THEN 'fr'
          ELSE 'nl'
        END
        ELSE address.language
      END AS language,
      starts.nl || ends.nl AS surname,
      CASE
        WHEN draw('owner sex', sized.employer_id) < .3 THEN female.fr
        ELSE male.fr
      END AS first_name
    FROM
      sized
      JOIN world.address AS address ON address.address_id = CASE
        WHEN sized.sits_in_centre THEN pick('which centre', sized.address_key, sized.centre_count) * (sized.address_count // sized.centre_count)
        ELSE CAST(
          floor(
            (sized.address_rank + 50 * draw('address nearby', sized.address_key)) / sized.address_key_count * sized.address_count
          ) AS BIGINT
        ) % sized.address_count
      END
      JOIN world.word AS starts ON starts.kind = 'surname_start'
      AND starts.position = pick('employer start', sized.employer_id, 20)
      JOIN world.word AS ends ON ends.kind = 'surname_end'
      AND ends.position = pick('employer end', sized.employer_id, 20)
      JOIN world.word AS female ON female.kind = 'first_name_f'
      AND female.position = pick('employer f', sized.employer_id, 20)
      JOIN world.word AS male ON male.kind = 'first_name_m'
      AND male.position = pick('employer m', sized.employer_id, 20)
  )
SELECT
  named.employer_id,
  named.sector,
  named.size AS size,
  named.start_date,
  named.end_date,
  named.end_reason,
  named.address_id,
  named.director_key,
  named.region,
  named.district,
  named.language,
  named.is_natural_person,
  cbe_number_of(cbe_base_of(named.cbe_rank, named.life_count)) AS cbe_number,
  nsso_number_of(nsso_base_of(named.nsso_rank, named.life_count)) AS nsso_number,
  CASE
    WHEN named.is_natural_person THEN named.first_name || ' ' || named.surname
    ELSE CASE
      WHEN named.language = 'fr' THEN sector.label_fr
      ELSE sector.label_nl
    END || ' ' || named.surname || CASE
      WHEN named.language = 'fr' THEN CASE
        WHEN named.size >= 50 THEN ' SA'
        WHEN named.sector IN ('care', 'associations') THEN ' ASBL'
        ELSE ' SRL'
      END
      ELSE CASE
        WHEN named.size >= 50 THEN ' NV'
        WHEN named.sector IN ('care', 'associations') THEN ' VZW'
        ELSE ' BV'
      END
    END
  END AS name,
  CASE
    WHEN named.is_natural_person THEN NULL
    WHEN named.size >= 50 THEN '014'
    WHEN named.sector IN ('care', 'associations') THEN '017'
    ELSE '610'
  END AS legal_form
FROM
  named
  JOIN world.sector AS sector ON sector.sector = named.sector
