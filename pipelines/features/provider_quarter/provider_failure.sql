-- One row per sender, cycle, client and sub-indicator: how often it could fail and how often it failed.
-- The definitions of all sub-indicators; their weights, references and sentences stand in `indicators.ts` beside it.
WITH
  sub_indicator AS (
    SELECT
      i.sub_indicator_code
    FROM
      (
        VALUES
          ('silent_ex_officio'),
          ('silent_warning'),
          ('silent_investigation'),
          ('technical_late'),
          ('technical_blocking'),
          ('technical_version'),
          ('technical_correction'),
          ('financial_late'),
          ('financial_debt'),
          ('financial_plan'),
          ('priority_percentage'),
          ('priority_deduction'),
          ('priority_overdue'),
          ('other_found'),
          ('other_overdue'),
          ('dimona_late'),
          ('dimona_missing'),
          ('dimona_solidarity'),
          ('dmfa_missing')
      ) AS i (sub_indicator_code)
  ),
  counted AS (
    SELECT
      m.sender_id,
      m.cycle_code,
      m.noss_registration_number,
      i.sub_indicator_code,
      CASE i.sub_indicator_code
        WHEN 'silent_ex_officio' THEN c.record_count
        WHEN 'silent_warning' THEN c.record_count
        WHEN 'silent_investigation' THEN c.record_count
        WHEN 'technical_late' THEN 1
        WHEN 'technical_blocking' THEN c.record_count
        WHEN 'technical_version' THEN 1
        WHEN 'technical_correction' THEN c.record_count
        WHEN 'financial_late' THEN CASE
          WHEN c.is_due THEN 1
          ELSE 0
        END
        WHEN 'financial_debt' THEN CASE
          WHEN c.is_debt_due THEN 1
          ELSE 0
        END
        WHEN 'financial_plan' THEN CASE
          WHEN c.has_plan THEN 1
          ELSE 0
        END
        WHEN 'priority_percentage' THEN c.record_count
        WHEN 'priority_deduction' THEN c.record_count
        WHEN 'priority_overdue' THEN c.priority_due_count
        WHEN 'other_found' THEN c.record_count
        WHEN 'other_overdue' THEN c.other_due_count
        WHEN 'dimona_late' THEN d.dimona_start_count
        WHEN 'dimona_missing' THEN d.declared_worker_count
        WHEN 'dimona_solidarity' THEN d.declared_worker_count
        WHEN 'dmfa_missing' THEN d.expected_start_count
      END AS opportunity_count,
      CASE i.sub_indicator_code
        WHEN 'silent_ex_officio' THEN c.ex_officio_count
        WHEN 'silent_warning' THEN c.warning_count
        WHEN 'silent_investigation' THEN c.investigation_count
        WHEN 'technical_late' THEN CASE
          WHEN m.first_known_date > payment_due_date(m.quarter) THEN 1
          ELSE 0
        END
        WHEN 'technical_blocking' THEN c.blocking_count
        WHEN 'technical_version' THEN CASE
          WHEN m.version_count > 1 THEN 1
          ELSE 0
        END
        WHEN 'technical_correction' THEN c.own_correction_count
        WHEN 'financial_late' THEN CASE
          WHEN c.is_paid_late THEN 1
          ELSE 0
        END
        WHEN 'financial_debt' THEN CASE
          WHEN c.is_in_debt THEN 1
          ELSE 0
        END
        WHEN 'financial_plan' THEN CASE
          WHEN c.is_plan_broken THEN 1
          ELSE 0
        END
        WHEN 'priority_percentage' THEN c.percentage_count
        WHEN 'priority_deduction' THEN c.deduction_count
        WHEN 'priority_overdue' THEN c.priority_overdue_count
        WHEN 'other_found' THEN c.non_percentage_count
        WHEN 'other_overdue' THEN c.other_overdue_count
        WHEN 'dimona_late' THEN d.late_dimona_count
        WHEN 'dimona_missing' THEN d.without_dimona_count
        WHEN 'dimona_solidarity' THEN c.solidarity_count
        WHEN 'dmfa_missing' THEN d.without_dmfa_count
      END AS failure_count
    FROM
      feature.provider_mandate AS m
      INNER JOIN feature.provider_selection AS s ON s.sender_id = m.sender_id
      AND s.is_selected
      INNER JOIN feature.provider_client AS c ON c.noss_registration_number = m.noss_registration_number
      AND c.quarter = m.quarter
      INNER JOIN feature.provider_confrontation AS d ON d.noss_registration_number = m.noss_registration_number
      AND d.quarter = m.quarter
      CROSS JOIN sub_indicator AS i
    WHERE
      s.is_recognised
      OR i.sub_indicator_code NOT IN ('financial_late', 'financial_debt', 'financial_plan')
  )
SELECT
  c.sender_id AS sender_id,
  c.cycle_code AS cycle_code,
  c.noss_registration_number AS noss_registration_number,
  c.sub_indicator_code AS sub_indicator_code,
  CAST(sum(c.opportunity_count) AS INTEGER) AS opportunity_count,
  CAST(sum(lesser_of(c.failure_count, c.opportunity_count)) AS INTEGER) AS failure_count
FROM
  counted AS c
WHERE
  c.opportunity_count > 0
GROUP BY
  c.sender_id,
  c.cycle_code,
  c.noss_registration_number,
  c.sub_indicator_code
