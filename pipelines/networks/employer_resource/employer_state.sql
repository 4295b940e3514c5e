-- One row per NSSO matricule: how it lives or ended, and what it owes, as known at the as-of date.
-- A death is a bankruptcy, else the last day as an employer; the amount owed is what is open after its due date.
WITH
  bankruptcy AS (
    SELECT
      i.cbe_number,
      min(i.opening_date) AS opening_date,
      min(i.known_date) AS known_date
    FROM
      feature.insolvency AS i
    WHERE
      i.procedure_code = 'bankruptcy'
      AND i.opening_date <= $as_of_date
    GROUP BY
      i.cbe_number
  ),
  debt AS (
    SELECT
      a.noss_registration_number,
      sum(a.open_cents) AS owed_cents,
      count_if(a.open_cents > 0) AS unpaid_quarter_count
    FROM
      feature.employer_account AS a
    GROUP BY
      a.noss_registration_number
  ),
  life AS (
    SELECT
      e.noss_registration_number,
      e.cbe_number,
      e.registration_date,
      coalesce(b.opening_date, e.end_date) AS stop_date,
      greater_of(
        b.known_date,
        CASE
          WHEN b.known_date IS NULL THEN e.end_date
        END
      ) AS stop_known_date,
      CASE
        WHEN b.opening_date IS NOT NULL THEN 'bankruptcy'
        WHEN e.end_date IS NOT NULL THEN 'stopped'
      END AS stop_code
    FROM
      link.employer AS e
      LEFT JOIN bankruptcy AS b ON b.cbe_number = e.cbe_number
  ),
  staff AS (
    SELECT
      l.noss_registration_number,
      count(DISTINCT p.worker_id) AS worker_count
    FROM
      life AS l
      INNER JOIN staging.dimona_period AS p ON p.noss_registration_number = l.noss_registration_number
    WHERE
      NOT p.is_cancelled
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
      AND coalesce(p.worker_type, 'OTH') NOT IN ('STU', 'FLX', 'EXT', 'DWD')
      AND p.starting_date <= coalesce(l.stop_date, CAST($as_of_date AS DATE))
      AND (
        p.ending_date IS NULL
        OR p.ending_date >= months_before(coalesce(l.stop_date, CAST($as_of_date AS DATE)), 6)
      )
    GROUP BY
      l.noss_registration_number
  )
SELECT
  l.noss_registration_number AS noss_registration_number,
  l.cbe_number AS cbe_number,
  l.registration_date AS registration_date,
  l.stop_date AS stop_date,
  l.stop_known_date AS stop_known_date,
  l.stop_code AS stop_code,
  n.nace_code AS nace_code,
  CAST(coalesce(d.owed_cents, 0) AS BIGINT) AS owed_cents,
  CAST(coalesce(d.unpaid_quarter_count, 0) AS INTEGER) AS unpaid_quarter_count,
  CAST(coalesce(s.worker_count, 0) AS INTEGER) AS worker_count
FROM
  life AS l
  LEFT JOIN staging.employer_directory_employer AS n ON n.noss_registration_number = l.noss_registration_number
  LEFT JOIN debt AS d ON d.noss_registration_number = l.noss_registration_number
  LEFT JOIN staff AS s ON s.noss_registration_number = l.noss_registration_number
