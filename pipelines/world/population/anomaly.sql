-- One row per anomaly that the control of a declaration found; their rate is that of the provider who declared.
WITH
  error AS (
    SELECT
      e.position,
      e.error_id,
      e.anomaly_class
    FROM
      (
        VALUES
          (0, '00045-021', 'NP'),
          (1, '00063-192', 'P'),
          (2, '00085-044', 'P'),
          (3, '00086-050', 'D'),
          (4, '00042-451', 'NP'),
          (5, '00044-278', 'W'),
          (6, '00046-020', 'NP'),
          (7, '00086-076', 'D'),
          (8, '00037-030', 'B'),
          (9, '00045-245', 'I')
      ) AS e (position, error_id, anomaly_class)
  )
SELECT
  record.employer_id,
  record.quarter,
  record.worker,
  record.draw_id,
  error.error_id,
  error.anomaly_class,
  declaration.known_date + 1 AS first_seen_date,
  CASE
    WHEN draw('resolved', record.draw_id) < .8 THEN declaration.known_date + CAST(pick_between('resolved after', record.draw_id, 2, 120) AS INTEGER)
  END AS resolved_date
FROM
  world.record AS record
  JOIN world.declaration AS declaration ON declaration.employer_id = record.employer_id
  AND declaration.quarter = record.quarter
  AND declaration.version_number = record.version_number
  LEFT JOIN world.provider AS provider ON provider.provider_id = declaration.provider_id
  JOIN error ON error.position = pick('which error', record.draw_id, 10)
WHERE
  record.version_number = 1
  AND declaration.known_date < snapshot_date()
  AND draw('anomaly', record.draw_id) < coalesce(provider.error_share, .03)
