-- One row per postal code and street name that has a name in another language.
WITH
  pair AS (
    SELECT
      postal_key(a.postal_code) AS postal_code,
      street_key(a.street_nl) AS one_key,
      street_key(a.street_fr) AS other_key
    FROM
      staging.cbe_address AS a
    WHERE
      a.street_nl <> a.street_fr
    UNION
    SELECT
      postal_key(w.postal_code) AS postal_code,
      street_key(street_part(street_alone(w.street), 1)) AS one_key,
      street_key(street_part(street_alone(w.street), 2)) AS other_key
    FROM
      staging.works_declaration_works AS w
    WHERE
      w.known_date <= $as_of_date
      AND w.street IS NOT NULL
  ),
  twin AS (
    SELECT
      p.postal_code,
      p.one_key AS street_key,
      p.other_key AS twin_key
    FROM
      pair AS p
    WHERE
      p.one_key <> p.other_key
      AND length(p.one_key) >= 4
      AND length(p.other_key) >= 4
      AND p.postal_code IS NOT NULL
    UNION
    SELECT
      p.postal_code,
      p.other_key AS street_key,
      p.one_key AS twin_key
    FROM
      pair AS p
    WHERE
      p.one_key <> p.other_key
      AND length(p.one_key) >= 4
      AND length(p.other_key) >= 4
      AND p.postal_code IS NOT NULL
  ),
  nearest AS (
    SELECT
      t.postal_code,
      t.street_key,
      min(least(t.street_key, t.twin_key)) AS canonical_key
    FROM
      twin AS t
    GROUP BY
      t.postal_code,
      t.street_key
  )
SELECT
  n.postal_code AS postal_code,
  n.street_key AS street_key,
  coalesce(further.canonical_key, n.canonical_key) AS canonical_key
FROM
  nearest AS n
  LEFT JOIN nearest AS further ON further.postal_code = n.postal_code
  AND further.street_key = n.canonical_key
