-- One row per worker: invented name, birth date and NISS, home address and since when.
-- A BIS number (month + 40) for six in a hundred manual workers.
WITH
  worker AS (
    SELECT
      contract.worker,
      contract.kind,
      contract.is_manual,
      contract.employer_id,
      contract.start_date,
      CASE
        WHEN contract.kind = 'student' THEN 'young'
        WHEN contract.is_manual
        AND draw('bis', contract.worker) < .06 THEN 'bis'
        WHEN draw('is young', contract.worker) < .1 THEN 'young'
        ELSE 'adult'
      END AS age_group
    FROM
      world.contract AS contract
    WHERE
      contract.contract_id = contract.worker
    UNION ALL
    SELECT
      director.director,
      'director',
      FALSE,
      min(director.employer_id),
      min(director.begin_date),
      'adult'
    FROM
      world.director AS director
    WHERE
      director.director < 0
    GROUP BY
      director.director
  ),
  age_group AS (
    SELECT
      g.age_group,
      g.first_birth_date,
      g.day_count,
      g.month_shift
    FROM
      (
        VALUES
          ('young', DATE '1998-01-01', 2900, 0),
          ('adult', DATE '1959-01-01', 14000, 0),
          ('bis', DATE '1965-01-01', 12000, 40)
      ) AS g (age_group, first_birth_date, day_count, month_shift)
  ),
  placed AS (
    SELECT
      worker.*,
      age_group.first_birth_date,
      age_group.day_count,
      age_group.month_shift,
      row_number() OVER (
        PARTITION BY
          worker.age_group
        ORDER BY
          shuffle('niss', worker.worker)
      ) - 1 AS turn,
      count(*) OVER (
        PARTITION BY
          worker.age_group
      ) AS group_count
    FROM
      worker
      JOIN age_group ON age_group.age_group = worker.age_group
  ),
  numbered AS (
    SELECT
      placed.*,
      serials_for(placed.group_count, placed.day_count) AS serial_count
    FROM
      placed
  ),
  born AS (
    SELECT
      numbered.*,
      numbered.turn * (numbered.day_count * numbered.serial_count // numbered.group_count) AS cell
    FROM
      numbered
  ),
  identified AS (
    SELECT
      born.worker,
      born.kind,
      born.employer_id,
      born.start_date,
      born.month_shift,
      born.first_birth_date + CAST(born.cell // born.serial_count AS INTEGER) AS birth_date,
      CAST(998 - born.serial_count + born.cell % born.serial_count AS INTEGER) AS serial,
      CASE
        WHEN draw('lives since', born.worker) < .12 THEN first_date() + CAST(pick('moved on', born.worker, 1 + (horizon_date() - first_date())) AS INTEGER)
      END AS moved_date
    FROM
      born
  ),
  housed AS (
    SELECT
      identified.*,
      CASE
        WHEN identified.start_date >= relocation.start_date
        AND draw('lives near the unit', identified.worker) < relocation.new_home_share THEN relocation.district
        ELSE employer.district
      END AS district,
      CASE
        WHEN identified.kind <> 'director'
        AND draw('lives at work', identified.worker) < conduct.home_share THEN employer.address_id
      END AS work_address_id
    FROM
      identified
      JOIN world.employer AS employer ON employer.employer_id = identified.employer_id
      LEFT JOIN world.conduct AS conduct ON conduct.employer_id = identified.employer_id
      LEFT JOIN world.relocation AS relocation ON relocation.employer_id = identified.employer_id
  ),
  district_size AS (
    SELECT
      address.district,
      max(address.district_count) AS address_count
    FROM
      world.address AS address
    GROUP BY
      address.district
  )
SELECT
  housed.worker,
  niss_of(housed.birth_date, housed.month_shift, housed.serial) AS niss,
  housed.start_date,
  housed.birth_date,
  housed.serial % 2 = 1 AS is_male,
  CASE
    WHEN housed.serial % 2 = 1 THEN male.fr
    ELSE female.fr
  END AS first_name,
  starts.nl || ends.nl AS last_name,
  coalesce(housed.work_address_id, address.address_id) AS address_id,
  CASE
    WHEN housed.moved_date <= snapshot_date() THEN housed.moved_date
    ELSE first_date() - CAST(pick('lives since day', housed.worker, 7000) AS INTEGER)
  END AS address_since_date,
  CASE
    WHEN draw('death', housed.worker) < .001 THEN first_date() + CAST(pick('died on', housed.worker, 1 + (horizon_date() - first_date())) AS INTEGER)
  END AS death_date
FROM
  housed
  JOIN district_size ON district_size.district = housed.district
  JOIN world.address AS address ON address.district = housed.district
  AND address.district_rank = 1 + pick('home', housed.worker, district_size.address_count)
  JOIN world.word AS starts ON starts.kind = 'surname_start'
  AND starts.position = pick('surname start', housed.worker, 20)
  JOIN world.word AS ends ON ends.kind = 'surname_end'
  AND ends.position = pick('surname end', housed.worker, 20)
  JOIN world.word AS female ON female.kind = 'first_name_f'
  AND female.position = pick('first name', housed.worker, 20)
  JOIN world.word AS male ON male.kind = 'first_name_m'
  AND male.position = pick('first name', housed.worker, 20)
