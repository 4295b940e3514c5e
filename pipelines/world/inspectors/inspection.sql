-- One row per inspection case with its result. Selection is biased (amount, foreign workers, complaints), a small arm is random;
-- inspectors miss a part of the fraud, find small things on honest sites, and are known to us some weeks later.
WITH
  month AS (
    SELECT
      CAST(s.moment AS DATE) AS month_date
    FROM
      generate_series(first_date() + 31, snapshot_date(), INTERVAL 1 MONTH) AS s (moment)
  ),
  site_candidate AS (
    SELECT
      site.site_id,
      CAST(NULL AS INTEGER) AS employer_id,
      'S' || site.site_id || '@' || CAST(month.month_date AS VARCHAR) AS draw_id,
      month.month_date,
      coalesce(scheme.is_fraud, FALSE) AS is_fraud,
      .012 + CASE
        WHEN site.is_obliged THEN .03
        ELSE 0
      END + .04 * conduct.foreign_share AS routine_rate,
      CASE
        WHEN coalesce(scheme.is_fraud, FALSE) THEN .04
        ELSE .006
      END AS complaint_rate
    FROM
      world.site AS site
      JOIN month ON month.month_date BETWEEN site.start_date AND site.end_date
      AND month.month_date >= site.known_date
      JOIN world.site_conduct AS conduct ON conduct.site_id = site.site_id
      LEFT JOIN world.scheme_site AS scheme ON scheme.site_id = site.site_id
  ),
  employer_candidate AS (
    SELECT
      CAST(NULL AS BIGINT) AS site_id,
      employer.employer_id,
      'E' || employer.employer_id || '@' || CAST(month.month_date AS VARCHAR) AS draw_id,
      month.month_date,
      hidden.employer_id IS NOT NULL AS is_fraud,
      CASE
        WHEN sector.closure_tenths >= 15 THEN .006
        ELSE .001
      END AS routine_rate,
      CASE
        WHEN hidden.employer_id IS NOT NULL THEN .02
        ELSE .0005
      END AS complaint_rate
    FROM
      world.employer AS employer
      JOIN world.sector AS sector ON sector.sector = employer.sector
      JOIN month ON month.month_date BETWEEN employer.start_date AND employer.end_date
      LEFT JOIN world.scheme_employer AS hidden ON hidden.employer_id = employer.employer_id
      AND hidden.scheme = 'hidden_work'
      AND hidden.is_fraud
  ),
  selected AS (
    SELECT
      candidate.*,
      CASE
        WHEN draw('complaint', candidate.draw_id) < candidate.complaint_rate THEN 'complaint'
        WHEN draw('routine', candidate.draw_id) < candidate.routine_rate THEN 'own_initiative'
        WHEN draw('random arm', candidate.draw_id) < .003 THEN 'coordinated'
      END AS origin_code
    FROM
      (
        SELECT
          *
        FROM
          site_candidate
        UNION ALL
        SELECT
          *
        FROM
          employer_candidate
      ) AS candidate
    QUALIFY
      row_number() OVER (
        PARTITION BY
          candidate.site_id,
          candidate.employer_id,
          origin_code IS NULL
        ORDER BY
          candidate.month_date
      ) = 1
  ),
  dated AS (
    SELECT
      selected.*,
      selected.month_date + CAST(pick('opened', selected.draw_id, 12) AS INTEGER) AS opened_date,
      selected.month_date + CAST(pick_between('visited', selected.draw_id, 13, 40) AS INTEGER) AS visit_date
    FROM
      selected
    WHERE
      selected.origin_code IS NOT NULL
  ),
  closed AS (
    SELECT
      dated.*,
      dated.visit_date + CAST(pick_between('outcome after', dated.draw_id, 0, 25) AS INTEGER) AS outcome_date,
      CASE
        WHEN draw('goes wrong', dated.draw_id) < .03 THEN 'not_found'
        WHEN draw('goes wrong', dated.draw_id) < .06 THEN 'closed'
        WHEN draw('goes wrong', dated.draw_id) < .07 THEN 'already_treated'
        WHEN draw('goes wrong', dated.draw_id) < .075 THEN 'refused'
        WHEN draw('finds', dated.draw_id) < CASE
          WHEN dated.is_fraud THEN .75
          ELSE .08
        END THEN 'hit'
        ELSE 'no_infringement'
      END AS outcome_code
    FROM
      dated
  )
SELECT
  closed.draw_id,
  closed.site_id,
  closed.employer_id,
  closed.origin_code,
  closed.opened_date,
  known(closed.visit_date) AS visit_date,
  closed.outcome_date,
  closed.outcome_code,
  closed.outcome_date + CAST(pick_between('outcome known', closed.draw_id, 4, 30) AS INTEGER) AS outcome_known_date,
  CASE
    WHEN closed.outcome_code = 'hit' THEN CASE
      WHEN closed.site_id IS NULL THEN ['DIMONA', 'DIMONA|DMFA', 'PART_TIME'] [1 + pick('infringement', closed.draw_id, 3)]
      ELSE ['LIMOSA', 'LIMOSA|CIAW', 'DIMONA|CIAW', 'LIMOSA|WAGE', '30BIS'] [1 + pick('infringement', closed.draw_id, 5)]
    END
  END AS infringement_codes,
  CASE
    WHEN closed.outcome_code = 'hit' THEN CAST(pick_between('workers concerned', closed.draw_id, 1, 14) AS INTEGER)
  END AS workers_concerned,
  CASE
    WHEN closed.outcome_code = 'hit' THEN 100 * pick_between('regularised', closed.draw_id, 900, 60000)
  END AS regularised_cents,
  year(closed.opened_date) || '-' || lpad(
    CAST(
      row_number() OVER (
        ORDER BY
          closed.opened_date,
          shuffle('case', closed.draw_id)
      ) AS VARCHAR
    ),
    6,
    '0'
  ) AS case_id
FROM
  closed
WHERE
  closed.opened_date <= snapshot_date()
