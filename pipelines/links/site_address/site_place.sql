-- One row per row of a source whose place of work is known as a physical site: by its address, or by what analysts decided.
WITH
  place AS (
    SELECT
      p.source_code,
      p.source_key,
      coalesce(r.site_id, a.site_id, p.address_site_id) AS site_id,
      coalesce(r.site_id, a.site_id) IS NOT NULL AS is_decided
    FROM
      link.place_address AS p
      LEFT JOIN link.site_decision AS r ON r.scope_code = 'row'
      AND r.moved_id = p.source_code || ' ' || p.source_key
      LEFT JOIN link.site_decision AS a ON a.scope_code = 'address'
      AND a.moved_id = p.address_site_id
  )
SELECT
  p.source_code AS source_code,
  p.source_key AS source_key,
  p.site_id AS site_id,
  bool_or(p.source_code = 'works_declaration') OVER (
    PARTITION BY
      p.site_id
  ) AS has_works,
  p.is_decided AS is_decided
FROM
  place AS p
WHERE
  p.site_id IS NOT NULL
