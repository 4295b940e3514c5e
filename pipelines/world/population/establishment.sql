-- One row per establishment unit; the first stands at the seat, large employers have one for every forty workers, and who moves to another
-- region opens one there (unit 12).
WITH
  unit AS (
    SELECT
      employer.employer_id,
      employer.start_date,
      employer.address_id,
      employer.district,
      u.unit,
      employer.employer_id * 32 + u.unit AS establishment_id
    FROM
      world.employer AS employer,
      range(12) AS u (unit)
    WHERE
      u.unit <= employer.size // 40
  ),
  district_size AS (
    SELECT
      address.district,
      max(address.district_count) AS address_count
    FROM
      world.address AS address
    GROUP BY
      address.district
  ),
  placed AS (
    SELECT
      unit.employer_id,
      unit.unit,
      unit.establishment_id,
      unit.start_date + CAST(pick('unit start', unit.establishment_id, 1 + unit.unit * 200) AS INTEGER) AS start_date,
      CASE
        WHEN unit.unit = 0 THEN unit.address_id
        ELSE address.address_id
      END AS address_id
    FROM
      unit
      JOIN district_size ON district_size.district = unit.district
      JOIN world.address AS address ON address.district = unit.district
      AND address.district_rank = 1 + pick('unit address', unit.establishment_id, district_size.address_count)
    UNION ALL
    SELECT
      relocation.employer_id,
      12,
      relocation.establishment_id,
      relocation.start_date,
      relocation.address_id
    FROM
      world.relocation AS relocation
  )
SELECT
  placed.employer_id,
  CAST(placed.unit AS INTEGER) AS unit,
  placed.establishment_id,
  cbe_number_of(
    29900000 + (
      row_number() OVER (
        ORDER BY
          shuffle('unit', placed.establishment_id)
      ) - 1
    )
  ) AS establishment_number,
  placed.start_date,
  placed.address_id,
  address.region
FROM
  placed
  JOIN world.address AS address ON address.address_id = placed.address_id
