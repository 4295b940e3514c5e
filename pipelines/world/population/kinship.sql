-- One row per employer with a tie: whose address, director and contact data it has, and the employer at the root of its family.
WITH RECURSIVE
  link AS (
    SELECT
      tie.employer_id,
      tie.from_employer_id,
      k.kind
    FROM
      world.tie AS tie,
      (
        VALUES
          ('address'),
          ('director'),
          ('contact'),
          ('family')
      ) AS k (kind)
    WHERE
      CASE k.kind
        WHEN 'address' THEN tie.keeps_address
        WHEN 'director' THEN tie.keeps_director
        WHEN 'contact' THEN tie.keeps_contact
        ELSE TRUE
      END
  ),
  walk AS (
    SELECT
      link.employer_id,
      link.kind,
      link.from_employer_id AS key,
      1 AS depth
    FROM
      link
    UNION ALL
    SELECT
      walk.employer_id,
      walk.kind,
      link.from_employer_id,
      walk.depth + 1
    FROM
      walk
      JOIN link ON link.employer_id = walk.key
      AND link.kind = walk.kind
    WHERE
      walk.depth < 12
  )
SELECT
  walk.employer_id,
  coalesce(
    arg_max(walk.key, walk.depth) FILTER(
      WHERE
        walk.kind = 'address'
    ),
    walk.employer_id
  ) AS address_key,
  coalesce(
    arg_max(walk.key, walk.depth) FILTER(
      WHERE
        walk.kind = 'director'
    ),
    walk.employer_id
  ) AS director_key,
  coalesce(
    arg_max(walk.key, walk.depth) FILTER(
      WHERE
        walk.kind = 'contact'
    ),
    walk.employer_id
  ) AS contact_key,
  arg_max(walk.key, walk.depth) FILTER(
    WHERE
      walk.kind = 'family'
  ) AS family_key
FROM
  walk
GROUP BY
  walk.employer_id
