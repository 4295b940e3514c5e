-- One row per service provider that declares for employers; weight falls with its rank, errors differ per provider.
SELECT
  s.provider AS provider_id,
  lpad(CAST(900000 + s.provider * 37 AS VARCHAR), 6, '0') AS service_provider_number,
  CASE
    WHEN draw('provider kind', s.provider) < .7 THEN 'recognised'
    ELSE 'other'
  END AS kind,
  'Sociaal Secretariaat ' || starts.nl || ends.nl AS name,
  DATE '1975-01-01' + CAST(pick('provider age', s.provider, 16000) AS INTEGER) AS registration_date,
  .004 + .03 * draw('provider error', s.provider) * draw('provider error again', s.provider) AS error_share,
  1000000 // (s.provider + 1) AS weight
FROM
  range(greatest(8, least(60, employer_count() // 50))) AS s (provider)
  JOIN world.word AS starts ON starts.kind = 'surname_start'
  AND starts.position = pick('provider start', s.provider, 20)
  JOIN world.word AS ends ON ends.kind = 'surname_end'
  AND ends.position = pick('provider end', s.provider, 20)
