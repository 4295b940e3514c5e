-- One row per stay of a posted worker in Belgium, notified or not: notice is full, expired (too short) or absent.
WITH
  receiver AS (
    SELECT
      employer.employer_id,
      row_number() OVER (
        ORDER BY
          shuffle('user', employer.employer_id)
      ) - 1 AS turn
    FROM
      world.employer AS employer
  ),
  on_site AS (
    SELECT
      contract.draw_id || '/' || w.position AS posting_id,
      contract.site_id,
      contract.draw_id AS contract_draw_id,
      contract.company_id,
      contract.company_id * 64 + (pick('crew', contract.draw_id, 40) + w.position) % 40 AS posted_worker_id,
      contract.principal_employer_id,
      contract.start_date,
      contract.end_date,
      conduct.missing_limosa_share
    FROM
      world.works_contract AS contract
      JOIN world.site_conduct AS conduct ON conduct.site_id = contract.site_id,
      range(9) AS w (position)
    WHERE
      contract.company_id IS NOT NULL
      AND w.position < pick_between('crew size', contract.draw_id, 2, 9)
  ),
  ticket AS (
    SELECT
      s.position,
      pick(
        'other user',
        s.position,
        (
          SELECT
            count(*)
          FROM
            receiver
        )
      ) AS receiver_turn
    FROM
      range(employer_count() * (30 + horizon_date() - first_date()) // 1600) AS s (position)
  ),
  elsewhere AS (
    SELECT
      'x' || s.position AS posting_id,
      CAST(NULL AS BIGINT) AS site_id,
      CAST(NULL AS VARCHAR) AS contract_draw_id,
      company.company_id,
      company.company_id * 64 + pick('other crew', s.position, 40) AS posted_worker_id,
      user.employer_id AS principal_employer_id,
      first_date() - 30 + CAST(pick('other start', s.position, 30 + (horizon_date() - first_date())) AS INTEGER) AS start_date
    FROM
      ticket AS s
      JOIN world.foreign_company AS company ON company.company_id = pick('other company', s.position, greatest(48, employer_count() // 12))
      JOIN receiver AS user ON user.turn = s.receiver_turn
  ),
  stay AS (
    SELECT
      *
    FROM
      on_site
    UNION ALL
    SELECT
      elsewhere.*,
      elsewhere.start_date + CAST(pick_between('other days', elsewhere.posting_id, 20, 300) AS INTEGER),
      .01
    FROM
      elsewhere
  )
SELECT
  stay.posting_id,
  stay.site_id,
  stay.contract_draw_id,
  stay.company_id,
  CAST(stay.posted_worker_id AS INTEGER) AS posted_worker_id,
  stay.principal_employer_id,
  stay.start_date,
  stay.end_date,
  '249' || lpad(CAST(shuffle('limosa', stay.posting_id) % 100000000000000 AS VARCHAR), 14, '0') AS limosa_id,
  CASE
    WHEN draw('limosa missing', stay.posting_id) >= stay.missing_limosa_share THEN 'full'
    WHEN draw('limosa how', stay.posting_id) < .45 THEN 'expired'
    ELSE 'absent'
  END AS notice,
  CASE
    WHEN draw('limosa late', stay.posting_id) < .04 THEN stay.start_date + CAST(pick_between('limosa after', stay.posting_id, 1, 20) AS INTEGER)
    ELSE stay.start_date - CAST(pick_between('limosa ahead', stay.posting_id, 0, 20) AS INTEGER)
  END AS known_date,
  CASE
    WHEN draw('a1', stay.posting_id) < CASE
      WHEN company.is_letterbox THEN .8
      ELSE .93
    END THEN 'A1-' || format('{:09X}', pick('a1 number', stay.posting_id, 68719476736))
  END AS a1_number
FROM
  stay
  JOIN world.foreign_company AS company ON company.company_id = stay.company_id
