-- One row per version of a quarterly declaration: the original, and for one in twelve a later correction of some records.
WITH
  original AS (
    SELECT
      employer.employer_id,
      quarter.quarter,
      quarter.last_date,
      quarter.due_date,
      employer.employer_id || quarter.quarter AS draw_id,
      employer.end_reason = 'bankruptcy'
      AND employer.end_date BETWEEN quarter.first_date AND quarter.last_date
      AND draw('trustee', employer.employer_id) < .5 AS is_trusteeship,
      CASE
        WHEN draw('declares late', employer.employer_id || quarter.quarter) < .02 THEN quarter.due_date + CAST(pick_between('days late', employer.employer_id || quarter.quarter, 1, 60) AS INTEGER)
        ELSE quarter.last_date + CAST(pick_between('days after', employer.employer_id || quarter.quarter, 6, 30) AS INTEGER)
      END AS known_date
    FROM
      world.employer AS employer
      JOIN world.quarter AS quarter ON employer.start_date <= quarter.last_date
      AND employer.end_date >= quarter.first_date
    WHERE
      EXISTS (
        SELECT
          1
        FROM
          world.performance AS performance
        WHERE
          performance.employer_id = employer.employer_id
          AND performance.quarter = quarter.quarter
      )
  ),
  version AS (
    SELECT
      original.employer_id,
      original.quarter,
      original.due_date,
      original.draw_id,
      original.is_trusteeship,
      1 AS version_number,
      original.known_date
    FROM
      original
    UNION ALL
    SELECT
      original.employer_id,
      original.quarter,
      original.due_date,
      original.draw_id,
      original.is_trusteeship,
      2,
      original.known_date + CAST(pick_between('corrected after', original.draw_id, 25, 260) AS INTEGER)
    FROM
      original
    WHERE
      draw('is corrected', original.draw_id) < .085
  )
SELECT
  version.employer_id,
  version.quarter,
  version.due_date,
  version.draw_id,
  version.is_trusteeship,
  version.version_number,
  version.known_date,
  office_moment(version.known_date, 'declaration hour', version.draw_id || version.version_number) AS creation_at
FROM
  version
WHERE
  version.known_date <= snapshot_date()
