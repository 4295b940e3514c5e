-- One row per declared works known at the as-of date and not ended before the window, with what is known of them.
-- Window: the three months before the as-of date.
WITH
  works AS (
    SELECT
      w.avwddt_id,
      s.site_id,
      w.works_global_project_type,
      coalesce(w.is_obliged_to_register, FALSE) AS is_obliged_to_register,
      w.start_date,
      w.end_date,
      w.total_cents,
      w.known_date
    FROM
      staging.works_declaration_works AS w
      INNER JOIN link.site_works AS s ON s.avwddt_id = w.avwddt_id
    WHERE
      w.known_date <= $as_of_date
      AND coalesce(w.end_date, $as_of_date) >= months_before($as_of_date, 3)
  ),
  chain AS (
    SELECT
      p.avwddt_id,
      count(*) AS contractor_count,
      max(p.depth) AS chain_depth,
      sum(p.contract_count) AS contract_count,
      sum(p.late_contract_count) AS late_contract_count,
      sum(p.contract_cents) AS contract_cents,
      count(*) FILTER(
        WHERE
          p.is_foreign
      ) AS foreign_contractor_count
    FROM
      feature.site_participant AS p
    GROUP BY
      p.avwddt_id
  ),
  attendance AS (
    SELECT
      p.avwddt_id,
      count(*) AS presence_count,
      count(DISTINCT p.person_id) AS worker_count,
      count(DISTINCT p.cbe_number) AS employer_count,
      count(*) FILTER(
        WHERE
          p.is_posted
      ) AS posted_presence_count,
      count(
        DISTINCT CASE
          WHEN p.is_posted THEN p.person_id
        END
      ) AS posted_worker_count,
      count(*) FILTER(
        WHERE
          p.standing_code = 'undeclared'
      ) AS undeclared_presence_count,
      count(
        DISTINCT CASE
          WHEN p.standing_code = 'undeclared' THEN p.person_id
        END
      ) AS undeclared_worker_count,
      count(*) FILTER(
        WHERE
          p.standing_code = 'declared_late'
      ) AS late_dimona_presence_count,
      count(*) FILTER(
        WHERE
          p.standing_code = 'other_employer'
      ) AS other_employer_presence_count,
      count(*) FILTER(
        WHERE
          p.standing_code = 'unverifiable'
      ) AS unverifiable_presence_count,
      count(*) FILTER(
        WHERE
          p.standing_code = 'posted_without_limosa'
      ) AS unposted_presence_count,
      count(
        DISTINCT CASE
          WHEN p.standing_code = 'posted_without_limosa' THEN p.person_id
        END
      ) AS unposted_worker_count,
      count(*) FILTER(
        WHERE
          p.standing_code = 'posted_late'
      ) AS late_limosa_presence_count
    FROM
      feature.site_presence AS p
    GROUP BY
      p.avwddt_id
  ),
  standing AS (
    SELECT
      e.avwddt_id,
      count(*) FILTER(
        WHERE
          s.is_debtor
      ) AS debtor_count,
      sum(
        CASE
          WHEN s.is_debtor THEN s.owed_cents
          ELSE 0
        END
      ) AS debtor_owed_cents,
      count(*) FILTER(
        WHERE
          s.is_insolvent
      ) AS insolvent_count,
      count(*) FILTER(
        WHERE
          s.is_new
      ) AS new_contractor_count,
      count(*) FILTER(
        WHERE
          s.hit_count > 0
      ) AS offending_contractor_count,
      count(*) FILTER(
        WHERE
          e.is_unlisted
      ) AS unlisted_employer_count
    FROM
      feature.site_enterprise AS e
      INNER JOIN feature.site_employer AS s ON s.cbe_number = e.cbe_number
    GROUP BY
      e.avwddt_id
  ),
  contractor AS (
    SELECT
      c.avwddt_id,
      count(*) FILTER(
        WHERE
          NOT c.has_presence
      ) AS silent_contractor_count,
      count(*) FILTER(
        WHERE
          c.is_foreign
          AND NOT c.has_limosa
      ) AS unnotified_contractor_count
    FROM
      feature.site_contractor AS c
    GROUP BY
      c.avwddt_id
  ),
  posting AS (
    SELECT
      p.site_id,
      count(*) AS posting_count,
      count(*) FILTER(
        WHERE
          NOT p.has_a1
      ) AS posting_without_a1_count
    FROM
      feature.site_posting AS p
    GROUP BY
      p.site_id
  ),
  withholding AS (
    SELECT
      w.avwddt_id,
      count(*) AS unwithheld_invoice_count,
      sum(w.missing_cents) AS unwithheld_cents
    FROM
      feature.site_withholding AS w
    GROUP BY
      w.avwddt_id
  )
SELECT
  w.avwddt_id AS avwddt_id,
  w.site_id AS site_id,
  w.works_global_project_type AS works_type_code,
  w.is_obliged_to_register AS is_obliged_to_register,
  w.start_date AS start_date,
  w.end_date AS end_date,
  w.total_cents AS declared_cents,
  CAST(coalesce(c.contract_cents, 0) AS BIGINT) AS contract_cents,
  CAST(greater_of(date_diff('day', w.start_date, w.known_date), 0) AS INTEGER) AS declared_late_days,
  CAST(coalesce(c.late_contract_count, 0) AS INTEGER) AS late_contract_count,
  CAST(coalesce(c.contract_count, 0) AS INTEGER) AS contract_count,
  CAST(coalesce(c.contractor_count, 0) AS INTEGER) AS contractor_count,
  CAST(coalesce(c.chain_depth, 0) AS INTEGER) AS chain_depth,
  CAST(coalesce(c.foreign_contractor_count, 0) AS INTEGER) AS foreign_contractor_count,
  share_of(c.foreign_contractor_count, c.contractor_count) AS foreign_contractor_share,
  CAST(coalesce(s.new_contractor_count, 0) AS INTEGER) AS new_contractor_count,
  CAST(coalesce(s.unlisted_employer_count, 0) AS INTEGER) AS unlisted_employer_count,
  CAST(coalesce(a.presence_count, 0) AS INTEGER) AS presence_count,
  CAST(coalesce(a.worker_count, 0) AS INTEGER) AS worker_count,
  CAST(coalesce(a.employer_count, 0) AS INTEGER) AS employer_count,
  CAST(
    CASE
      WHEN w.is_obliged_to_register
      AND coalesce(a.presence_count, 0) = 0 THEN greatest(
        date_diff(
          'day',
          greatest(coalesce(w.start_date, w.known_date), months_before($as_of_date, 3)),
          least(coalesce(w.end_date, $as_of_date), $as_of_date)
        ),
        0
      )
      ELSE 0
    END AS INTEGER
  ) AS days_without_presence,
  CAST(
    CASE
      WHEN w.is_obliged_to_register
      AND a.presence_count > 0 THEN coalesce(t.silent_contractor_count, 0)
      ELSE 0
    END AS INTEGER
  ) AS silent_contractor_count,
  CAST(coalesce(t.unnotified_contractor_count, 0) AS INTEGER) AS unnotified_contractor_count,
  CAST(coalesce(l.posting_count, 0) AS INTEGER) AS posting_count,
  CAST(coalesce(l.posting_without_a1_count, 0) AS INTEGER) AS posting_without_a1_count,
  CAST(coalesce(a.undeclared_presence_count, 0) AS INTEGER) AS undeclared_presence_count,
  CAST(coalesce(a.undeclared_worker_count, 0) AS INTEGER) AS undeclared_worker_count,
  share_of(a.undeclared_presence_count, a.presence_count) AS undeclared_presence_share,
  CAST(coalesce(a.late_dimona_presence_count, 0) AS INTEGER) AS late_dimona_presence_count,
  CAST(coalesce(a.other_employer_presence_count, 0) AS INTEGER) AS other_employer_presence_count,
  CAST(coalesce(a.unverifiable_presence_count, 0) AS INTEGER) AS unverifiable_presence_count,
  CAST(coalesce(a.posted_presence_count, 0) AS INTEGER) AS posted_presence_count,
  CAST(coalesce(a.posted_worker_count, 0) AS INTEGER) AS posted_worker_count,
  share_of(a.posted_presence_count, a.presence_count) AS posted_presence_share,
  CAST(coalesce(a.unposted_presence_count, 0) AS INTEGER) AS unposted_presence_count,
  CAST(coalesce(a.unposted_worker_count, 0) AS INTEGER) AS unposted_worker_count,
  CAST(coalesce(a.late_limosa_presence_count, 0) AS INTEGER) AS late_limosa_presence_count,
  CAST(coalesce(s.debtor_count, 0) AS INTEGER) AS debtor_count,
  CAST(coalesce(s.debtor_owed_cents, 0) AS BIGINT) AS debtor_owed_cents,
  CAST(coalesce(h.unwithheld_invoice_count, 0) AS INTEGER) AS unwithheld_invoice_count,
  CAST(coalesce(h.unwithheld_cents, 0) AS BIGINT) AS unwithheld_cents,
  CAST(coalesce(s.insolvent_count, 0) AS INTEGER) AS insolvent_count,
  CAST(coalesce(s.offending_contractor_count, 0) AS INTEGER) AS offending_contractor_count,
  CAST(coalesce(v.visit_count, 0) AS INTEGER) AS visit_count,
  CAST(coalesce(v.hit_count, 0) AS INTEGER) AS hit_count,
  CAST(coalesce(v.no_infringement_count, 0) AS INTEGER) AS no_infringement_count,
  v.last_visit_date AS last_visit_date,
  CAST(date_diff('day', v.last_visit_date, CAST($as_of_date AS DATE)) AS INTEGER) AS days_since_last_visit,
  v.last_outcome_code AS last_outcome_code
FROM
  works AS w
  LEFT JOIN chain AS c ON c.avwddt_id = w.avwddt_id
  LEFT JOIN attendance AS a ON a.avwddt_id = w.avwddt_id
  LEFT JOIN standing AS s ON s.avwddt_id = w.avwddt_id
  LEFT JOIN contractor AS t ON t.avwddt_id = w.avwddt_id
  LEFT JOIN posting AS l ON l.site_id = w.site_id
  LEFT JOIN withholding AS h ON h.avwddt_id = w.avwddt_id
  LEFT JOIN feature.site_history AS v ON v.site_id = w.site_id
