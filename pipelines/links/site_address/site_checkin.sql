-- One row per place number of Checkin@Work that presences known at the as-of date name.
-- A number that no declaration bears is placed by the notifications of the posted persons present: two at least, two thirds of one site.
WITH
  presence AS (
    SELECT
      p.work_place_id,
      p.limosa_id,
      count(*) AS registration_count,
      min(p.registration_date) AS first_date,
      max(p.registration_date) AS last_date
    FROM
      staging.checkin_at_work_presence AS p
    WHERE
      p.work_place_id IS NOT NULL
      AND coalesce(CAST(p.creation_at AS DATE), p.registration_date) <= $as_of_date
      AND coalesce(p.status, 'SUCCESSFULLY_REGISTERED') = 'SUCCESSFULLY_REGISTERED'
    GROUP BY
      p.work_place_id,
      p.limosa_id
  ),
  place AS (
    SELECT
      p.work_place_id,
      sum(p.registration_count) AS registration_count,
      min(p.first_date) AS first_date,
      max(p.last_date) AS last_date
    FROM
      presence AS p
    GROUP BY
      p.work_place_id
  ),
  notified AS (
    SELECT
      p.work_place_id,
      n.site_id,
      count(*) AS posting_count,
      sum(count(*)) OVER (
        PARTITION BY
          p.work_place_id
      ) AS place_posting_count
    FROM
      presence AS p
      INNER JOIN link.site_posting AS n ON n.limosa_id = p.limosa_id
      LEFT JOIN link.site_works AS w ON w.avwddt_id = p.work_place_id
    WHERE
      w.avwddt_id IS NULL
    GROUP BY
      p.work_place_id,
      n.site_id
  ),
  agreed AS (
    SELECT
      n.work_place_id,
      n.site_id
    FROM
      notified AS n
    WHERE
      n.posting_count >= 2
      AND 3 * n.posting_count >= 2 * n.place_posting_count
  )
SELECT
  p.work_place_id AS work_place_id,
  coalesce(w.site_id, a.site_id) AS site_id,
  CASE
    WHEN w.site_id IS NOT NULL THEN 'declaration'
    WHEN a.site_id IS NOT NULL THEN 'postings'
    ELSE 'none'
  END AS found_code,
  CAST(p.registration_count AS INTEGER) AS registration_count,
  p.first_date AS first_date,
  p.last_date AS last_date
FROM
  place AS p
  LEFT JOIN link.site_works AS w ON w.avwddt_id = p.work_place_id
  LEFT JOIN agreed AS a ON a.work_place_id = p.work_place_id
