-- extract: case
SELECT
  inspection.case_id,
  inspection.service_code,
  inspection.phenomenon_code,
  CASE
    WHEN inspection.site_id IS NULL THEN employer.nsso_number
  END AS noss_registration_nbr,
  CASE
    WHEN inspection.site_id IS NULL THEN NULL
    ELSE declarant.cbe_number
  END AS company_id,
  site.avwddt_id,
  inspection.opened_date,
  inspection.visit_date,
  CASE
    WHEN inspection.outcome_known_date <= snapshot_date() THEN inspection.outcome_date
  END AS closed_date,
  inspection.origin_code,
  CAST(NULL AS VARCHAR) AS list_row_id
FROM
  world.inspection AS inspection
  LEFT JOIN world.site AS site ON site.site_id = inspection.site_id
  LEFT JOIN world.employer AS declarant ON declarant.employer_id = site.employer_id
  LEFT JOIN world.employer AS employer ON employer.employer_id = inspection.employer_id;

-- extract: outcome
SELECT
  inspection.case_id,
  inspection.outcome_code,
  inspection.infringement_codes,
  inspection.workers_concerned AS workers_concerned_count,
  inspection.regularised_cents AS regularised_amount,
  inspection.outcome_date,
  inspection.outcome_known_date AS known_date
FROM
  world.inspection AS inspection
WHERE
  inspection.outcome_known_date <= snapshot_date();
