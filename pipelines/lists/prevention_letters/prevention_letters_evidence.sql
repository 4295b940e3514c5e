-- One row per matricule, rule and source row that proves it, the first fifty keys of each.
WITH
  proof AS (
    SELECT
      m.noss_registration_number AS subject_id,
      'first_late_payment' AS reason_code,
      'staging.account_quarter' AS source_table,
      m.noss_registration_number || ' ' || a.quarter || ' ' || CAST(a.read_date AS VARCHAR) AS source_key
    FROM
      ranking.prevention_letters_measure AS m
      INNER JOIN feature.employer_account AS a ON a.noss_registration_number = m.noss_registration_number
    WHERE
      20 * a.paid_at_due_date_cents < 19 * a.due_cents
    UNION
    SELECT
      m.noss_registration_number AS subject_id,
      'first_late_declaration' AS reason_code,
      'feature.employer_declaration' AS source_table,
      d.noss_registration_number || ' ' || d.quarter AS source_key
    FROM
      ranking.prevention_letters_measure AS m
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = m.noss_registration_number
    WHERE
      d.first_known_date > payment_due_date(d.quarter)
    UNION
    SELECT
      m.noss_registration_number AS subject_id,
      'few_late_hires' AS reason_code,
      'staging.dimona_period' AS source_table,
      p.dimona_period_id AS source_key
    FROM
      ranking.prevention_letters_measure AS m
      INNER JOIN staging.dimona_period AS p ON p.noss_registration_number = m.noss_registration_number
    WHERE
      p.is_late
      AND NOT p.is_cancelled
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
      AND p.starting_date > months_before($as_of_date, 12)
    UNION
    SELECT
      m.noss_registration_number AS subject_id,
      'open_anomalies' AS reason_code,
      'staging.dmfa_anomaly' AS source_table,
      a.noss_registration_number || ' ' || a.quarter || ' ' || a.error_id || ' ' || coalesce(a.worker_id, '') AS source_key
    FROM
      ranking.prevention_letters_measure AS m
      INNER JOIN staging.dmfa_anomaly AS a ON a.noss_registration_number = m.noss_registration_number
    WHERE
      a.first_seen_date <= $as_of_date
      AND coalesce(a.resolved_date > $as_of_date, TRUE)
  )
SELECT
  p.subject_id AS subject_id,
  p.reason_code AS reason_code,
  p.source_table AS source_table,
  CAST(p.source_key AS VARCHAR) AS source_key
FROM
  proof AS p
  INNER JOIN ranking.prevention_letters_reason AS r ON r.subject_id = p.subject_id
  AND r.reason_code = p.reason_code
QUALIFY
  row_number() OVER (
    PARTITION BY
      p.subject_id,
      p.reason_code
    ORDER BY
      p.source_table,
      p.source_key
  ) <= 50
