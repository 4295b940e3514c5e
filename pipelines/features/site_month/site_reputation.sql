-- One row per declared works, with what is known of the enterprises of their chain at all other addresses.
-- Window: results of the 24 months, notifications of the 12 months and presences of the 3 months before the as-of date.
WITH
  member AS (
    SELECT
      p.avwddt_id,
      w.site_id,
      p.participant_id,
      p.depth,
      p.is_foreign
    FROM
      feature.site_participant AS p
      INNER JOIN link.site_works AS w ON w.avwddt_id = p.avwddt_id
  ),
  result AS (
    SELECT
      c.case_id,
      c.avwddt_id,
      w.site_id,
      o.outcome_code = 'hit' AS is_hit
    FROM
      staging.inspection_case AS c
      INNER JOIN staging.inspection_outcome AS o ON o.case_id = c.case_id
      INNER JOIN link.site_works AS w ON w.avwddt_id = c.avwddt_id
    WHERE
      o.outcome_code IN ('hit', 'no_infringement')
      AND o.known_date <= $as_of_date
      AND coalesce(o.outcome_date, o.known_date) > months_before($as_of_date, 24)
  ),
  judged AS (
    SELECT
      r.case_id,
      r.site_id,
      r.is_hit,
      d.declarant_cbe_number AS participant_id,
      TRUE AS is_declarant
    FROM
      result AS r
      INNER JOIN staging.works_declaration_works AS d ON d.avwddt_id = r.avwddt_id
    WHERE
      d.known_date <= $as_of_date
    UNION
    SELECT
      r.case_id,
      r.site_id,
      r.is_hit,
      coalesce(c.contractor_cbe_number, c.contractor_foreign_id) AS participant_id,
      FALSE AS is_declarant
    FROM
      result AS r
      INNER JOIN staging.works_declaration_contract AS c ON c.avwddt_id = r.avwddt_id
    WHERE
      c.known_date <= $as_of_date
  ),
  past AS (
    SELECT
      m.avwddt_id,
      count(DISTINCT j.case_id) AS chain_result_count,
      count(
        DISTINCT CASE
          WHEN j.is_hit THEN j.case_id
        END
      ) AS chain_hit_count,
      count(
        DISTINCT CASE
          WHEN j.is_declarant
          AND m.depth = 1 THEN j.case_id
        END
      ) AS declarant_result_count,
      count(
        DISTINCT CASE
          WHEN j.is_declarant
          AND m.depth = 1
          AND j.is_hit THEN j.case_id
        END
      ) AS declarant_hit_count
    FROM
      member AS m
      INNER JOIN judged AS j ON j.participant_id = m.participant_id
      AND j.site_id <> m.site_id
    GROUP BY
      m.avwddt_id
  ),
  notified AS (
    SELECT
      l.employer_foreign_id AS participant_id,
      count(DISTINCT l.limosa_id) AS posting_count,
      count(
        DISTINCT CASE
          WHEN l.a1_document_number IS NULL THEN l.limosa_id
        END
      ) AS without_a1_count
    FROM
      staging.limosa_posting AS l
    WHERE
      l.known_date <= $as_of_date
      AND l.start_date <= $as_of_date
      AND coalesce(l.end_date, $as_of_date) >= months_before($as_of_date, 12)
    GROUP BY
      l.employer_foreign_id
  ),
  checked AS (
    SELECT
      p.employer_foreign_id AS participant_id,
      count(*) AS posted_presence_count,
      count(*) FILTER(
        WHERE
          p.standing_code = 'posted_without_limosa'
      ) AS unposted_presence_count
    FROM
      feature.site_presence AS p
    GROUP BY
      p.employer_foreign_id
  ),
  abroad AS (
    SELECT
      m.avwddt_id,
      sum(n.posting_count) AS posting_count,
      sum(n.without_a1_count) AS without_a1_count,
      sum(c.posted_presence_count) AS posted_presence_count,
      sum(c.unposted_presence_count) AS unposted_presence_count
    FROM
      member AS m
      LEFT JOIN notified AS n ON n.participant_id = m.participant_id
      LEFT JOIN checked AS c ON c.participant_id = m.participant_id
    WHERE
      m.is_foreign
    GROUP BY
      m.avwddt_id
  ),
  works AS (
    SELECT DISTINCT
      m.avwddt_id
    FROM
      member AS m
  )
SELECT
  w.avwddt_id AS avwddt_id,
  CAST(coalesce(p.chain_result_count, 0) AS INTEGER) AS chain_result_count,
  CAST(coalesce(p.chain_hit_count, 0) AS INTEGER) AS chain_hit_count,
  share_of(p.chain_hit_count, p.chain_result_count) AS chain_hit_share,
  CAST(coalesce(p.declarant_result_count, 0) AS INTEGER) AS declarant_result_count,
  CAST(coalesce(p.declarant_hit_count, 0) AS INTEGER) AS declarant_hit_count,
  share_of(p.declarant_hit_count, p.declarant_result_count) AS declarant_hit_share,
  share_of(a.without_a1_count, a.posting_count) AS chain_without_a1_share,
  share_of(a.unposted_presence_count, a.posted_presence_count) AS chain_unposted_share
FROM
  works AS w
  LEFT JOIN past AS p ON p.avwddt_id = w.avwddt_id
  LEFT JOIN abroad AS a ON a.avwddt_id = w.avwddt_id
