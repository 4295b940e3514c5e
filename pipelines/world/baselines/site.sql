-- One row per declaration of works that went on in the last half year, with the single columns that anybody would try first.
WITH
  stamp AS (
    SELECT
      max(period.form_creation_timestamp)::DATE AS as_of_date
    FROM
      extract.dimona_period AS period
  ),
  contract AS (
    SELECT
      contract.avwddt_id,
      count(*) AS contracts,
      count(contract.contractor_foreign_id) AS foreign_contracts,
      count(contract.contractor_foreign_id) / count(*) AS foreign_share,
      count(DISTINCT contract.principal_company_id) AS principals,
      count(*) FILTER(
        WHERE
          contract.known_date > contract.intervention_start_date
      ) AS late_contracts
    FROM
      extract.works_declaration_contract AS contract
    GROUP BY ALL
  ),
  presence AS (
    SELECT
      presence.work_place_id AS avwddt_id,
      count(*) AS presences,
      count(DISTINCT coalesce(presence.inss, presence.limosa_id)) AS people,
      count(DISTINCT presence.inss) FILTER(
        WHERE
          posting.limosa_id IS NULL
          AND presence.company_id IS NULL
      ) AS without_employer,
      count(DISTINCT presence.inss) FILTER(
        WHERE
          dimona.inss IS NULL
          AND presence.inss IS NOT NULL
      ) AS without_dimona,
      count(DISTINCT presence.limosa_id) FILTER(
        WHERE
          posting.limosa_id IS NULL
          AND presence.limosa_id IS NOT NULL
      ) AS without_limosa,
      count(DISTINCT presence.limosa_id) FILTER(
        WHERE
          presence.registration_date > posting.end_date
      ) AS after_limosa
    FROM
      extract.checkin_at_work_presence AS presence
      LEFT JOIN extract.limosa_posting AS posting ON posting.limosa_id = presence.limosa_id
      LEFT JOIN (
        SELECT DISTINCT
          period.inss,
          period.company_id
        FROM
          extract.dimona_period AS period
      ) AS dimona ON dimona.inss = presence.inss
      AND dimona.company_id = presence.company_id
    GROUP BY ALL
  ),
  visited AS (
    SELECT
      c.avwddt_id,
      count(*) AS cases,
      count(*) FILTER(
        WHERE
          outcome.outcome_code = 'hit'
      ) AS past_hits
    FROM
      extract.inspection_case AS c
      LEFT JOIN extract.inspection_outcome AS outcome ON outcome.case_id = c.case_id
    WHERE
      c.avwddt_id IS NOT NULL
    GROUP BY ALL
  )
SELECT
  works.avwddt_id AS subject,
  works.works_global_project_type AS sector,
  CAST('0x' || substr(works.avwddt_id, 4) AS BIGINT) AS declaration_number,
  works.total_amount,
  works.end_date - works.start_date AS days,
  works.known_date - works.start_date AS declared_after,
  CAST(works.is_obliged_to_register AS INTEGER) AS is_obliged_to_register,
  contract.* EXCLUDE (avwddt_id),
  presence.* EXCLUDE (avwddt_id),
  presence.without_dimona / greatest(presence.people, 1) AS without_dimona_share,
  presence.without_limosa / greatest(presence.people, 1) AS without_limosa_share,
  visited.* EXCLUDE (avwddt_id)
FROM
  extract.works_declaration_works AS works
  JOIN stamp ON works.end_date >= stamp.as_of_date - 180
  LEFT JOIN contract ON contract.avwddt_id = works.avwddt_id
  LEFT JOIN presence ON presence.avwddt_id = works.avwddt_id
  LEFT JOIN visited ON visited.avwddt_id = works.avwddt_id
