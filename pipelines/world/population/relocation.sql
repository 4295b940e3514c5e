-- One row per employer that opens a unit in another region to which its workers go: the address is the first suitable one of forty draws.
WITH
  tried AS (
    SELECT
      scheme.employer_id,
      scheme.start_date,
      scheme.moved_share,
      scheme.new_home_share,
      scheme.regional_share,
      scheme.to_region,
      t.attempt,
      CASE
        WHEN t.attempt < 20
        AND draw('unit in centre', scheme.employer_id) < scheme.unit_in_centre_share THEN pick('which unit centre', scheme.employer_id || '.' || t.attempt, greatest(3, employer_count() // 60))
        ELSE pick('unit anywhere', scheme.employer_id || '.' || t.attempt, employer_count() * 8 + 1200)
      END AS address_id
    FROM
      world.paper_relocation_employer AS scheme,
      range(40) AS t (attempt)
  )
SELECT
  tried.employer_id,
  tried.employer_id * 32 + 12 AS establishment_id,
  tried.start_date,
  tried.moved_share,
  tried.new_home_share,
  tried.regional_share,
  address.address_id,
  address.region,
  address.district
FROM
  tried
  JOIN world.address AS address ON address.address_id = tried.address_id
  AND address.region = tried.to_region
QUALIFY
  row_number() OVER (
    PARTITION BY
      tried.employer_id
    ORDER BY
      tried.attempt
  ) = 1
