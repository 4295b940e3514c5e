-- One row per employer and provider that declares for it, from a day until before another, or per time in which the employer declares
-- itself. One in seven changes once, at the start of a quarter.
WITH
  provider_span AS (
    SELECT
      provider.provider_id,
      provider.service_provider_number,
      sum(provider.weight) OVER (
        ORDER BY
          provider.provider_id
      ) - provider.weight AS weight_before,
      sum(provider.weight) OVER (
        ORDER BY
          provider.provider_id
      ) AS weight_after,
      sum(provider.weight) OVER () AS weight_total
    FROM
      world.provider AS provider
  ),
  change AS (
    SELECT
      employer.employer_id,
      employer.director_key,
      CASE
        WHEN draw('changes provider', employer.employer_id) < .15 THEN CAST(
          date_trunc(
            'quarter',
            first_date() + CAST(pick('changes provider on', employer.employer_id, horizon_date() - first_date()) AS INTEGER)
          ) AS DATE
        )
        ELSE horizon_date() + 1
      END AS change_date
    FROM
      world.employer AS employer
  ),
  spell AS (
    SELECT
      change.employer_id,
      'employer' AS stream,
      change.director_key AS draw_id,
      DATE '1900-01-01' AS from_date,
      change.change_date AS until_date
    FROM
      change
    UNION ALL
    SELECT
      change.employer_id,
      'next',
      change.employer_id,
      change.change_date,
      horizon_date() + 1
    FROM
      change
    WHERE
      change.change_date <= horizon_date()
  ),
  ticket AS (
    SELECT
      spell.*,
      draw(spell.stream || ' provider', spell.draw_id) AS share,
      draw(spell.stream || ' payroll', spell.employer_id) < .08 AS is_own
    FROM
      spell
  )
SELECT
  ticket.employer_id,
  ticket.from_date,
  ticket.until_date,
  CASE
    WHEN NOT ticket.is_own THEN provider_span.provider_id
  END AS provider_id,
  CASE
    WHEN ticket.is_own THEN lpad(CAST(100000 + pick('own sender', ticket.employer_id, 700000) AS VARCHAR), 6, '0')
    ELSE provider_span.service_provider_number
  END AS sender_id
FROM
  ticket
  JOIN provider_span ON ticket.share * provider_span.weight_total >= provider_span.weight_before
  AND ticket.share * provider_span.weight_total < provider_span.weight_after
