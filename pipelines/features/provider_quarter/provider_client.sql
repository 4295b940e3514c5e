-- One row per matricule and declared quarter: anomalies and corrections of the declaration, and how it was paid.
-- Classes of anomalies: zone 00497. Ex officio: qualities 20 to 24 of annex 39 with reasons 03, 07, 09, 10 and 11 of annex 40.
WITH
  record AS (
    SELECT
      w.noss_registration_number,
      w.quarter,
      count(*) AS record_count
    FROM
      staging.dmfa_worker_record AS w
      INNER JOIN feature.provider_mandate AS m ON m.noss_registration_number = w.noss_registration_number
      AND m.quarter = w.quarter
      AND m.trusteeship = w.trusteeship
      AND m.version_number = w.version_number
    GROUP BY
      w.noss_registration_number,
      w.quarter
  ),
  seen AS (
    SELECT
      a.noss_registration_number,
      a.quarter,
      a.anomaly_class,
      coalesce(a.worker_id, '') AS worker_id,
      full_months(a.first_seen_date, $as_of_date) >= 3 AS is_due,
      a.resolved_date IS NULL
      OR full_months(a.first_seen_date, a.resolved_date) >= 3 AS is_overdue
    FROM
      staging.dmfa_anomaly AS a
    WHERE
      a.first_seen_date <= $as_of_date
      AND a.quarter <= $quarter
  ),
  anomaly AS (
    SELECT
      s.noss_registration_number,
      s.quarter,
      count(
        DISTINCT CASE
          WHEN s.anomaly_class = 'B' THEN s.worker_id
        END
      ) AS blocking_count,
      count(
        DISTINCT CASE
          WHEN s.anomaly_class = 'P' THEN s.worker_id
        END
      ) AS percentage_count,
      count(
        DISTINCT CASE
          WHEN s.anomaly_class = 'D' THEN s.worker_id
        END
      ) AS deduction_count,
      count(
        DISTINCT CASE
          WHEN s.anomaly_class = 'NP' THEN s.worker_id
        END
      ) AS non_percentage_count,
      count(
        DISTINCT CASE
          WHEN s.anomaly_class = 'W' THEN s.worker_id
        END
      ) AS warning_count,
      count(
        DISTINCT CASE
          WHEN s.anomaly_class = 'I' THEN s.worker_id
        END
      ) AS investigation_count,
      count(*) FILTER(
        WHERE
          s.anomaly_class IN ('P', 'D')
          AND s.is_due
      ) AS priority_due_count,
      count(*) FILTER(
        WHERE
          s.anomaly_class IN ('P', 'D')
          AND s.is_due
          AND s.is_overdue
      ) AS priority_overdue_count,
      count(*) FILTER(
        WHERE
          s.anomaly_class = 'NP'
          AND s.is_due
      ) AS other_due_count,
      count(*) FILTER(
        WHERE
          s.anomaly_class = 'NP'
          AND s.is_due
          AND s.is_overdue
      ) AS other_overdue_count
    FROM
      seen AS s
    GROUP BY
      s.noss_registration_number,
      s.quarter
  ),
  correction AS (
    SELECT
      c.noss_registration_number,
      c.quarter,
      count(
        DISTINCT CASE
          WHEN c.user_quality IN ('20', '22', '23', '24')
          AND c.justification_code IN ('03', '09', '10', '11') THEN c.worker_id
        END
      ) AS ex_officio_count,
      count(
        DISTINCT CASE
          WHEN c.notion_22quater = 'Q'
          OR c.justification_code = '07' THEN c.worker_id
        END
      ) AS solidarity_count,
      count(
        DISTINCT CASE
          WHEN c.user_quality IN ('10', '11', '12') THEN c.worker_id
        END
      ) AS own_correction_count
    FROM
      staging.dmfa_correction AS c
    WHERE
      c.correction_date <= $as_of_date
      AND c.quarter <= $quarter
    GROUP BY
      c.noss_registration_number,
      c.quarter
  ),
  account AS (
    SELECT
      q.noss_registration_number,
      q.quarter,
      q.due_cents,
      q.paid_at_due_date_cents,
      q.paid_cents,
      q.is_payment_plan_running,
      q.is_payment_plan_followed
    FROM
      staging.account_quarter AS q
    WHERE
      q.as_of_date <= $as_of_date
      AND q.quarter <= $quarter
    QUALIFY
      row_number() OVER (
        PARTITION BY
          q.noss_registration_number,
          q.quarter
        ORDER BY
          q.as_of_date DESC
      ) = 1
  )
SELECT
  m.noss_registration_number AS noss_registration_number,
  m.quarter AS quarter,
  CAST(coalesce(r.record_count, 0) AS INTEGER) AS record_count,
  CAST(coalesce(a.blocking_count, 0) AS INTEGER) AS blocking_count,
  CAST(coalesce(a.percentage_count, 0) AS INTEGER) AS percentage_count,
  CAST(coalesce(a.deduction_count, 0) AS INTEGER) AS deduction_count,
  CAST(coalesce(a.non_percentage_count, 0) AS INTEGER) AS non_percentage_count,
  CAST(coalesce(a.warning_count, 0) AS INTEGER) AS warning_count,
  CAST(coalesce(a.investigation_count, 0) AS INTEGER) AS investigation_count,
  CAST(coalesce(a.priority_due_count, 0) AS INTEGER) AS priority_due_count,
  CAST(coalesce(a.priority_overdue_count, 0) AS INTEGER) AS priority_overdue_count,
  CAST(coalesce(a.other_due_count, 0) AS INTEGER) AS other_due_count,
  CAST(coalesce(a.other_overdue_count, 0) AS INTEGER) AS other_overdue_count,
  CAST(coalesce(c.ex_officio_count, 0) AS INTEGER) AS ex_officio_count,
  CAST(coalesce(c.solidarity_count, 0) AS INTEGER) AS solidarity_count,
  CAST(coalesce(c.own_correction_count, 0) AS INTEGER) AS own_correction_count,
  coalesce(
    q.due_cents > 0
    AND payment_due_date(m.quarter) <= $as_of_date,
    FALSE
  ) AS is_due,
  coalesce(
    q.due_cents > 0
    AND payment_due_date(m.quarter) <= $as_of_date
    AND q.paid_at_due_date_cents < q.due_cents,
    FALSE
  ) AS is_paid_late,
  coalesce(
    q.due_cents > 0
    AND full_months(payment_due_date(m.quarter), $as_of_date) >= 3,
    FALSE
  ) AS is_debt_due,
  coalesce(
    q.due_cents > 0
    AND full_months(payment_due_date(m.quarter), $as_of_date) >= 3
    AND q.paid_cents < q.due_cents,
    FALSE
  ) AS is_in_debt,
  coalesce(q.is_payment_plan_running, FALSE) AS has_plan,
  coalesce(
    q.is_payment_plan_running
    AND NOT q.is_payment_plan_followed,
    FALSE
  ) AS is_plan_broken
FROM
  feature.provider_mandate AS m
  LEFT JOIN record AS r ON r.noss_registration_number = m.noss_registration_number
  AND r.quarter = m.quarter
  LEFT JOIN anomaly AS a ON a.noss_registration_number = m.noss_registration_number
  AND a.quarter = m.quarter
  LEFT JOIN correction AS c ON c.noss_registration_number = m.noss_registration_number
  AND c.quarter = m.quarter
  LEFT JOIN account AS q ON q.noss_registration_number = m.noss_registration_number
  AND q.quarter = m.quarter
