-- One row per enterprise that the CBE open data show at the snapshot: active ones, and bankrupt ones until they are struck off.
-- contact_owner is who answers the e-mail: employers of one director or one accountant share it.
WITH
  first_director AS (
    SELECT
      director.employer_id,
      max(director.director) AS director
    FROM
      world.director AS director
    GROUP BY
      director.employer_id
  )
SELECT
  employer.employer_id,
  employer.cbe_number,
  employer.address_id,
  employer.legal_form,
  CASE
    WHEN employer.end_date <= snapshot_date() THEN '050'
    ELSE '000'
  END AS juridical_situation,
  CASE
    WHEN employer.is_natural_person THEN '1'
    ELSE '2'
  END AS type_of_enterprise,
  employer.start_date,
  'firm' || pick(
    'contact',
    coalesce(kinship.contact_key, - first_director.director, employer.employer_id),
    10000000000
  ) AS contact_owner
FROM
  world.employer AS employer
  LEFT JOIN first_director ON first_director.employer_id = employer.employer_id
  LEFT JOIN world.kinship AS kinship ON kinship.employer_id = employer.employer_id
WHERE
  employer.start_date <= snapshot_date()
  AND (
    employer.end_date > snapshot_date()
    OR employer.end_reason = 'bankruptcy'
  )
