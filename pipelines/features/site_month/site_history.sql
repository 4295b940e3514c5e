-- One row per physical site that some inspection service had visited or opened a case on by the as-of date.
WITH
  visit AS (
    SELECT
      s.site_id,
      c.case_id,
      CASE
        WHEN c.visit_date <= $as_of_date THEN c.visit_date
      END AS visit_date,
      CASE
        WHEN o.known_date <= $as_of_date THEN o.outcome_code
      END AS outcome_code,
      CASE
        WHEN o.known_date <= $as_of_date THEN coalesce(o.outcome_date, o.known_date)
      END AS outcome_date,
      coalesce(c.closed_date > $as_of_date, TRUE)
      AND coalesce(o.known_date > $as_of_date, TRUE) AS is_open
    FROM
      staging.inspection_case AS c
      INNER JOIN link.site_works AS s ON s.avwddt_id = c.avwddt_id
      LEFT JOIN staging.inspection_outcome AS o ON o.case_id = c.case_id
    WHERE
      c.opened_date <= $as_of_date
  ),
  latest AS (
    SELECT
      v.site_id,
      v.outcome_code,
      v.outcome_date
    FROM
      visit AS v
    WHERE
      v.outcome_code IS NOT NULL
    QUALIFY
      row_number() OVER (
        PARTITION BY
          v.site_id
        ORDER BY
          v.outcome_date DESC,
          v.case_id DESC
      ) = 1
  )
SELECT
  v.site_id AS site_id,
  CAST(count(v.visit_date) AS INTEGER) AS visit_count,
  CAST(
    count(*) FILTER(
      WHERE
        v.outcome_code = 'hit'
    ) AS INTEGER
  ) AS hit_count,
  CAST(
    count(*) FILTER(
      WHERE
        v.outcome_code = 'no_infringement'
    ) AS INTEGER
  ) AS no_infringement_count,
  CAST(
    count(*) FILTER(
      WHERE
        v.is_open
    ) AS INTEGER
  ) AS open_case_count,
  max(v.visit_date) AS last_visit_date,
  min(l.outcome_code) AS last_outcome_code,
  min(l.outcome_date) AS last_outcome_date
FROM
  visit AS v
  LEFT JOIN latest AS l ON l.site_id = v.site_id
GROUP BY
  v.site_id
