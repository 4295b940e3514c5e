-- One row per version of a declaration with who sent it, what it owes in cents and how many records it has.
SELECT
  version.employer_id,
  version.quarter,
  version.due_date,
  version.draw_id,
  version.is_trusteeship,
  version.version_number,
  version.known_date,
  version.creation_at,
  mandate.provider_id,
  mandate.sender_id,
  count(*) AS record_count,
  CAST(
    sum(
      record.contribution_cents + record.closure_fund_cents - record.structural_cents - record.first_hire_cents - record.regional_cents
    ) AS BIGINT
  ) AS owed_cents
FROM
  world.declaration_version AS version
  JOIN world.record AS record ON record.employer_id = version.employer_id
  AND record.quarter = version.quarter
  AND record.version_number = version.version_number
  JOIN world.quarter AS quarter ON quarter.quarter = version.quarter
  JOIN world.mandate AS mandate ON mandate.employer_id = version.employer_id
  AND mandate.from_date <= quarter.first_date
  AND mandate.until_date > quarter.first_date
GROUP BY ALL
