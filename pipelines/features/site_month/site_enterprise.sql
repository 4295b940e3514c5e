-- One row per declared works and Belgian-numbered enterprise that is in its chain or checks workers in there.
WITH
  listed AS (
    SELECT DISTINCT
      p.avwddt_id,
      p.cbe_number
    FROM
      feature.site_participant AS p
    WHERE
      p.cbe_number IS NOT NULL
  ),
  present AS (
    SELECT DISTINCT
      p.avwddt_id,
      p.cbe_number
    FROM
      feature.site_presence AS p
    WHERE
      p.cbe_number IS NOT NULL
  )
SELECT
  coalesce(l.avwddt_id, p.avwddt_id) AS avwddt_id,
  coalesce(l.cbe_number, p.cbe_number) AS cbe_number,
  l.cbe_number IS NULL AS is_unlisted
FROM
  listed AS l
  FULL JOIN present AS p ON p.avwddt_id = l.avwddt_id
  AND p.cbe_number = l.cbe_number
