-- One row per correction of a record: by the declarant in a later version, or ex officio by the administration.
WITH
  own AS (
    SELECT
      record.employer_id,
      record.quarter,
      record.worker,
      record.draw_id,
      declaration.known_date AS correction_date,
      CASE
        WHEN draw('correction reason', record.draw_id) < .7 THEN '01'
        ELSE '04'
      END AS justification_code,
      CASE
        WHEN declaration.provider_id IS NULL THEN '10'
        ELSE '11'
      END AS user_quality,
      FALSE AS is_faulty,
      FALSE AS is_22quater,
      CAST(round((record.pay_cents - record.first_pay_cents) * .3807) AS BIGINT) AS change_cents
    FROM
      world.record AS record
      JOIN world.declaration AS declaration ON declaration.employer_id = record.employer_id
      AND declaration.quarter = record.quarter
      AND declaration.version_number = record.version_number
    WHERE
      record.is_corrected
  ),
  ex_officio AS (
    SELECT
      record.employer_id,
      record.quarter,
      record.worker,
      record.draw_id,
      declaration.known_date + CAST(pick_between('ex officio after', record.draw_id, 60, 400) AS INTEGER) AS correction_date,
      CASE pick('ex officio reason', record.draw_id, 4)
        WHEN 0 THEN '03'
        WHEN 1 THEN '07'
        WHEN 2 THEN '09'
        ELSE '08'
      END AS justification_code,
      CASE
        WHEN draw('ex officio who', record.draw_id) < .5 THEN '23'
        ELSE '24'
      END AS user_quality,
      draw('faulty', record.draw_id) < .6 AS is_faulty,
      pick('ex officio reason', record.draw_id, 4) = 1 AS is_22quater,
      CAST(round(record.contribution_cents * draw('ex officio amount', record.draw_id)) AS BIGINT) AS change_cents
    FROM
      world.record AS record
      JOIN world.declaration AS declaration ON declaration.employer_id = record.employer_id
      AND declaration.quarter = record.quarter
      AND declaration.version_number = record.version_number
      LEFT JOIN world.conduct AS conduct ON conduct.employer_id = record.employer_id
    WHERE
      record.version_number = 1
      AND record.kind <> 'student'
      AND draw('ex officio', record.draw_id) < coalesce(conduct.ex_officio_share, .0025)
  )
SELECT
  found.employer_id,
  found.quarter,
  found.worker,
  found.draw_id,
  found.correction_date,
  found.justification_code,
  found.user_quality,
  found.is_faulty,
  found.is_22quater,
  CASE
    WHEN found.justification_code = '08' THEN 0
    ELSE greatest(found.change_cents, 0)
  END AS debit_cents,
  CASE
    WHEN found.justification_code = '08' THEN 0
    ELSE greatest(- found.change_cents, 0)
  END AS credit_cents
FROM
  (
    SELECT
      *
    FROM
      own
    UNION ALL
    SELECT
      *
    FROM
      ex_officio
  ) AS found
WHERE
  found.correction_date <= snapshot_date()
