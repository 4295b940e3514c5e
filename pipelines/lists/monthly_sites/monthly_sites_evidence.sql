-- One row per works site, rule and source row that proves it, the first fifty keys of each.
WITH
  proof AS (
    SELECT
      p.avwddt_id AS subject_id,
      r.reason_code,
      'staging.checkin_at_work_presence' AS source_table,
      p.presence_registration_id AS source_key
    FROM
      feature.site_presence AS p
      INNER JOIN (
        VALUES
          ('undeclared', 'undeclared_work'),
          ('undeclared', 'undeclared_share'),
          ('declared_late', 'late_dimona'),
          ('other_employer', 'other_employer'),
          ('posted_without_limosa', 'posting_without_limosa'),
          ('posted_without_limosa', 'posting_share'),
          ('posted_late', 'late_limosa')
      ) AS r (standing_code, reason_code) ON r.standing_code = p.standing_code
    UNION
    SELECT
      c.avwddt_id AS subject_id,
      'late_contract' AS reason_code,
      'staging.works_declaration_contract' AS source_table,
      c.works_contract_id AS source_key
    FROM
      staging.works_declaration_contract AS c
    WHERE
      c.known_date <= $as_of_date
      AND c.known_date > c.intervention_start_date
    UNION
    SELECT
      s.avwddt_id AS subject_id,
      r.reason_code,
      'staging.works_declaration_works' AS source_table,
      s.avwddt_id AS source_key
    FROM
      feature.site_month AS s
      CROSS JOIN (
        VALUES
          ('no_presence'),
          ('late_declaration')
      ) AS r (reason_code)
    UNION
    SELECT
      c.avwddt_id AS subject_id,
      r.reason_code,
      'feature.site_contractor' AS source_table,
      c.participant_id AS source_key
    FROM
      feature.site_contractor AS c
      INNER JOIN (
        VALUES
          ('silent_contractor'),
          ('unnotified_contractor')
      ) AS r (reason_code) ON (
        (
          r.reason_code = 'silent_contractor'
          AND NOT c.has_presence
        )
        OR (
          r.reason_code = 'unnotified_contractor'
          AND c.is_foreign
          AND NOT c.has_limosa
        )
      )
    UNION
    SELECT
      s.avwddt_id AS subject_id,
      'posting_without_a1' AS reason_code,
      'staging.limosa_posting' AS source_table,
      l.limosa_id AS source_key
    FROM
      feature.site_posting AS l
      INNER JOIN feature.site_month AS s ON s.site_id = l.site_id
    WHERE
      NOT l.has_a1
    UNION
    SELECT
      p.avwddt_id AS subject_id,
      'long_chain' AS reason_code,
      'feature.site_participant' AS source_table,
      p.participant_id AS source_key
    FROM
      feature.site_participant AS p
    WHERE
      p.depth >= 4
    UNION
    SELECT
      p.avwddt_id AS subject_id,
      'foreign_chain' AS reason_code,
      'feature.site_participant' AS source_table,
      p.participant_id AS source_key
    FROM
      feature.site_participant AS p
    WHERE
      p.is_foreign
    UNION
    SELECT
      e.avwddt_id AS subject_id,
      r.reason_code,
      'feature.site_employer' AS source_table,
      e.cbe_number AS source_key
    FROM
      feature.site_enterprise AS e
      INNER JOIN feature.site_employer AS s ON s.cbe_number = e.cbe_number
      INNER JOIN (
        VALUES
          ('unlisted_employer'),
          ('new_contractor'),
          ('debtor_on_site'),
          ('insolvent_on_site'),
          ('offending_contractor')
      ) AS r (reason_code) ON (
        (
          r.reason_code = 'unlisted_employer'
          AND e.is_unlisted
        )
        OR (
          r.reason_code = 'new_contractor'
          AND s.is_new
        )
        OR (
          r.reason_code = 'debtor_on_site'
          AND s.is_debtor
        )
        OR (
          r.reason_code = 'insolvent_on_site'
          AND s.is_insolvent
        )
        OR (
          r.reason_code = 'offending_contractor'
          AND s.hit_count > 0
        )
      )
    UNION
    SELECT
      w.avwddt_id AS subject_id,
      'withholding_missing' AS reason_code,
      'staging.withholding_payment' AS source_table,
      w.payer_cbe_number || ' ' || w.contractor_cbe_number || ' ' || CAST(w.invoice_date AS VARCHAR) AS source_key
    FROM
      feature.site_withholding AS w
    UNION
    SELECT
      p.avwddt_id AS subject_id,
      r.reason_code,
      'feature.site_reputation' AS source_table,
      p.avwddt_id AS source_key
    FROM
      feature.site_reputation AS p
      CROSS JOIN (
        VALUES
          ('chain_hit'),
          ('declarant_hit')
      ) AS r (reason_code)
    UNION
    SELECT
      here.avwddt_id AS subject_id,
      'earlier_hit' AS reason_code,
      'staging.inspection_case' AS source_table,
      c.case_id AS source_key
    FROM
      staging.inspection_case AS c
      INNER JOIN staging.inspection_outcome AS o ON o.case_id = c.case_id
      INNER JOIN link.site_works AS there ON there.avwddt_id = c.avwddt_id
      INNER JOIN link.site_works AS here ON here.site_id = there.site_id
    WHERE
      o.outcome_code = 'hit'
      AND o.known_date <= $as_of_date
  )
SELECT
  p.subject_id AS subject_id,
  p.reason_code AS reason_code,
  p.source_table AS source_table,
  p.source_key AS source_key
FROM
  proof AS p
  INNER JOIN ranking.monthly_sites_reason AS r ON r.subject_id = p.subject_id
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
