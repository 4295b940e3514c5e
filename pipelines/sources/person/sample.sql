-- extract: register
SELECT
  person.niss AS inss,
  person.birth_date,
  known(person.death_date) AS death_date,
  written_street(address.street, 'home street', person.worker) AS street,
  address.house_number AS house_nbr,
  address.box AS post_box,
  address.postal_code AS zip_code,
  person.address_since_date,
  least(
    greatest(person.address_since_date + 10, coalesce(known(person.death_date), person.address_since_date)),
    snapshot_date()
  ) AS known_date
FROM
  world.person AS person
  JOIN world.address AS address ON address.address_id = person.address_id
WHERE
  person.start_date <= snapshot_date();

-- extract: inss_mutation
SELECT
  niss_of(person.birth_date, 20, CAST(substr(person.niss, 7, 3) AS INTEGER)) AS outdated_inss,
  person.niss AS valid_inss,
  mutation_date(person.worker) AS effective_date
FROM
  world.person AS person
WHERE
  person.birth_date < DATE '1966-01-01'
  AND person.start_date <= snapshot_date()
  AND draw('has mutation', person.worker) < .01
  AND mutation_date(person.worker) <= snapshot_date()
QUALIFY
  row_number() OVER (
    PARTITION BY
      outdated_inss
    ORDER BY
      person.worker
  ) = 1;
