-- One row per active matricule with workers in a sector of the action plan of the next month.
-- Every employer of the sector has the same chance in its district: no score, no history, no size.
SELECT
  e.noss_registration_number AS noss_registration_number,
  e.sector_code AS sector_code,
  CAST(
    count(*) OVER (
      PARTITION BY
        e.judicial_district,
        e.sector_code
    ) AS INTEGER
  ) AS sector_employer_count
FROM
  feature.employer_profile AS e
  INNER JOIN feature.employer_quarter AS q ON q.noss_registration_number = e.noss_registration_number
  INNER JOIN ranking.flash_controls_plan AS p ON p.sector_code = e.sector_code
  AND p.month_number = month(next_month($as_of_date))
WHERE
  e.is_active
  AND q.worker_count > 0
  AND q.quarter = $quarter
