-- One row per matricule that was an employer in the last quarter before the as-of date.
WITH
  employer AS (
    SELECT
      e.noss_registration_number,
      e.cbe_number
    FROM
      link.employer AS e
    WHERE
      coalesce(e.end_date, quarter_last_day($quarter)) >= quarter_first_day($quarter)
  ),
  account AS (
    SELECT
      d.noss_registration_number,
      count(*) FILTER(
        WHERE
          d.is_recent
      ) AS due_quarter_count,
      count(*) FILTER(
        WHERE
          d.open_cents > 0
      ) AS unpaid_quarter_count,
      count(*) FILTER(
        WHERE
          d.is_recent
          AND d.missed_cents > 0
      ) AS missed_quarter_count,
      sum(d.due_cents) FILTER(
        WHERE
          d.is_recent
      ) AS recent_due_cents,
      sum(least(d.missed_cents, d.due_cents)) FILTER(
        WHERE
          d.is_recent
      ) AS recent_missed_cents,
      sum(d.open_cents) FILTER(
        WHERE
          d.is_recent
      ) AS recent_open_cents,
      sum(d.due_cents) FILTER(
        WHERE
          d.due_rank = 1
      ) AS newest_due_cents,
      sum(least(d.missed_cents, d.due_cents)) FILTER(
        WHERE
          d.due_rank = 1
      ) AS newest_missed_cents,
      sum(d.open_cents) AS open_cents,
      bool_or(d.is_planned) AS has_plan,
      bool_or(d.is_plan_broken) AS has_broken_plan
    FROM
      feature.employer_due AS d
    GROUP BY
      d.noss_registration_number
  ),
  enforcement AS (
    SELECT
      s.noss_registration_number,
      count(*) AS step_count,
      max(
        CASE s.step_code
          WHEN 'reminder' THEN 1
          WHEN 'formal_notice' THEN 2
          ELSE 3
        END
      ) AS heaviest_step_rank
    FROM
      staging.account_enforcement AS s
    WHERE
      s.step_date <= $as_of_date
      AND s.step_date > months_before($as_of_date, 12)
    GROUP BY
      s.noss_registration_number
  ),
  insolvency AS (
    SELECT DISTINCT
      i.cbe_number
    FROM
      feature.insolvency AS i
    WHERE
      i.procedure_code = 'bankruptcy'
      OR (
        i.procedure_code = 'judicial_reorganisation'
        AND i.is_open
      )
  ),
  withholding AS (
    SELECT
      w.contractor_cbe_number AS cbe_number,
      count(*) AS invoice_count
    FROM
      staging.withholding_payment AS w
    WHERE
      w.invoice_date <= $as_of_date
      AND w.invoice_date > months_before($as_of_date, 12)
      AND w.withheld_nsso_cents > 0
    GROUP BY
      w.contractor_cbe_number
  )
SELECT
  e.noss_registration_number AS noss_registration_number,
  CAST(coalesce(a.due_quarter_count, 0) AS INTEGER) AS due_quarter_count,
  CAST(coalesce(a.unpaid_quarter_count, 0) AS INTEGER) AS unpaid_quarter_count,
  share_of(a.recent_open_cents, a.recent_due_cents) AS open_share,
  share_of(a.recent_missed_cents, a.recent_due_cents) AS missed_share,
  share_of(a.newest_missed_cents, a.newest_due_cents) AS newest_missed_share,
  share_of(a.missed_quarter_count, a.due_quarter_count) AS missed_quarter_share,
  CAST(coalesce(a.open_cents, 0) AS BIGINT) AS open_cents,
  coalesce(a.has_plan, FALSE) AS has_plan,
  coalesce(a.has_broken_plan, FALSE) AS has_broken_plan,
  CAST(coalesce(s.step_count, 0) AS INTEGER) AS step_count,
  CAST(coalesce(s.heaviest_step_rank, 0) AS INTEGER) AS heaviest_step_rank,
  coalesce(s.heaviest_step_rank, 0) >= 3 AS is_enforced,
  i.cbe_number IS NOT NULL AS is_insolvent,
  CAST(coalesce(w.invoice_count, 0) AS INTEGER) AS withheld_invoice_count
FROM
  employer AS e
  LEFT JOIN account AS a ON a.noss_registration_number = e.noss_registration_number
  LEFT JOIN enforcement AS s ON s.noss_registration_number = e.noss_registration_number
  LEFT JOIN insolvency AS i ON i.cbe_number = e.cbe_number
  LEFT JOIN withholding AS w ON w.cbe_number = e.cbe_number
