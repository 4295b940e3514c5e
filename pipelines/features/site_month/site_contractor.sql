-- One row per declared works and contractor at work on them in the window, with what shows that it is there.
-- Window: the three months before the as-of date. A foreign contractor is notified if one of its Limosa at this address
-- covers its last day of work in the window.
WITH
  span AS (
    SELECT
      c.avwddt_id,
      w.site_id,
      coalesce(c.contractor_cbe_number, c.contractor_foreign_id) AS participant_id,
      min(greatest(c.intervention_start_date, months_before($as_of_date, 3))) AS first_date,
      max(least(coalesce(c.intervention_end_date, $as_of_date), $as_of_date)) AS last_date
    FROM
      staging.works_declaration_contract AS c
      INNER JOIN link.site_works AS w ON w.avwddt_id = c.avwddt_id
    WHERE
      c.known_date <= $as_of_date
      AND c.intervention_start_date <= $as_of_date
      AND coalesce(c.intervention_end_date, $as_of_date) >= months_before($as_of_date, 3)
      AND coalesce(c.contractor_cbe_number, c.contractor_foreign_id) IS NOT NULL
    GROUP BY
      c.avwddt_id,
      w.site_id,
      coalesce(c.contractor_cbe_number, c.contractor_foreign_id)
  ),
  present AS (
    SELECT DISTINCT
      p.avwddt_id,
      p.cbe_number AS participant_id
    FROM
      feature.site_presence AS p
    WHERE
      p.cbe_number IS NOT NULL
    UNION
    SELECT DISTINCT
      p.avwddt_id,
      p.employer_foreign_id AS participant_id
    FROM
      feature.site_presence AS p
    WHERE
      p.employer_foreign_id IS NOT NULL
  ),
  notified AS (
    SELECT DISTINCT
      s.avwddt_id,
      s.participant_id
    FROM
      span AS s
      INNER JOIN feature.site_posting AS l ON l.site_id = s.site_id
      AND l.employer_foreign_id = s.participant_id
      AND s.last_date BETWEEN l.start_date AND l.end_date
  )
SELECT
  s.avwddt_id AS avwddt_id,
  s.participant_id AS participant_id,
  s.first_date AS first_date,
  s.last_date AS last_date,
  p.is_foreign AS is_foreign,
  i.participant_id IS NOT NULL AS has_presence,
  n.participant_id IS NOT NULL AS has_limosa
FROM
  span AS s
  INNER JOIN feature.site_participant AS p ON p.avwddt_id = s.avwddt_id
  AND p.participant_id = s.participant_id
  LEFT JOIN present AS i ON i.avwddt_id = s.avwddt_id
  AND i.participant_id = s.participant_id
  LEFT JOIN notified AS n ON n.avwddt_id = s.avwddt_id
  AND n.participant_id = s.participant_id
