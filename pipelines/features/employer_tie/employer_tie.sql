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
  bankruptcy AS (
    SELECT DISTINCT
      i.cbe_number
    FROM
      feature.insolvency AS i
    WHERE
      i.procedure_code = 'bankruptcy'
  ),
  gone AS (
    SELECT
      e.noss_registration_number
    FROM
      link.employer AS e
      LEFT JOIN bankruptcy AS b ON b.cbe_number = e.cbe_number
    WHERE
      e.end_date <= $as_of_date
      OR b.cbe_number IS NOT NULL
  ),
  unemployed AS (
    SELECT DISTINCT
      b.last_noss_registration_number AS noss_registration_number,
      coalesce(m.valid_worker_id, b.worker_id) AS worker_id
    FROM
      staging.benefit_unemployment AS b
      LEFT JOIN link.person_mutation AS m ON m.worker_id = b.worker_id
    WHERE
      b.known_date <= $as_of_date
      AND b.period_start_date > months_before($as_of_date, 14)
  ),
  unfit AS (
    SELECT DISTINCT
      b.last_noss_registration_number AS noss_registration_number,
      coalesce(m.valid_worker_id, b.worker_id) AS worker_id
    FROM
      staging.benefit_incapacity AS b
      LEFT JOIN link.person_mutation AS m ON m.worker_id = b.worker_id
    WHERE
      b.known_date <= $as_of_date
      AND b.period_start_date > months_before($as_of_date, 14)
  ),
  staffing AS (
    SELECT
      s.noss_registration_number,
      count(*) AS worker_count,
      count(*) FILTER(
        WHERE
          s.last_date <= $as_of_date
      ) AS leaver_count,
      count(u.worker_id) FILTER(
        WHERE
          s.last_date <= $as_of_date
      ) AS unemployed_count,
      count(i.worker_id) AS unfit_count
    FROM
      feature.employer_staff AS s
      LEFT JOIN unemployed AS u ON u.noss_registration_number = s.noss_registration_number
      AND u.worker_id = s.worker_id
      LEFT JOIN unfit AS i ON i.noss_registration_number = s.noss_registration_number
      AND i.worker_id = s.worker_id
    GROUP BY
      s.noss_registration_number
  ),
  pair AS (
    SELECT
      o.noss_registration_number,
      o.other_noss_registration_number,
      count(*) FILTER(
        WHERE
          o.is_taken_over
      ) AS origin_count,
      count(*) FILTER(
        WHERE
          o.is_parallel
      ) AS parallel_count
    FROM
      feature.employer_worker_other AS o
    GROUP BY
      o.noss_registration_number,
      o.other_noss_registration_number
  ),
  tie AS (
    SELECT
      p.noss_registration_number,
      max(p.origin_count) AS largest_origin_count,
      max(p.parallel_count) AS largest_parallel_count
    FROM
      pair AS p
    GROUP BY
      p.noss_registration_number
  ),
  gone_origin AS (
    SELECT
      o.noss_registration_number,
      count(DISTINCT o.worker_id) AS worker_count
    FROM
      feature.employer_worker_other AS o
      INNER JOIN gone AS g ON g.noss_registration_number = o.other_noss_registration_number
    WHERE
      o.is_taken_over
    GROUP BY
      o.noss_registration_number
  ),
  transfer AS (
    SELECT DISTINCT
      t.final_noss_registration_number AS noss_registration_number
    FROM
      staging.employer_directory_transfer AS t
    WHERE
      t.transfer_date <= $as_of_date
      AND t.transfer_date > months_before($as_of_date, 24)
  ),
  director AS (
    SELECT DISTINCT
      m.cbe_number,
      m.worker_id
    FROM
      staging.mandate_function AS m
    WHERE
      m.known_date <= $as_of_date
      AND m.begin_date <= $as_of_date
      AND m.worker_id IS NOT NULL
  ),
  co_run AS (
    SELECT DISTINCT
      d.cbe_number,
      o.cbe_number AS other_cbe_number
    FROM
      director AS d
      INNER JOIN director AS o ON o.worker_id = d.worker_id
      AND o.cbe_number <> d.cbe_number
  ),
  relation AS (
    SELECT
      c.cbe_number,
      count(DISTINCT e.noss_registration_number) AS employer_count,
      count(DISTINCT b.cbe_number) AS gone_count
    FROM
      co_run AS c
      LEFT JOIN link.employer AS e ON e.cbe_number = c.other_cbe_number
      LEFT JOIN bankruptcy AS b ON b.cbe_number = c.other_cbe_number
    GROUP BY
      c.cbe_number
  ),
  director_origin AS (
    SELECT DISTINCT
      p.noss_registration_number
    FROM
      pair AS p
      INNER JOIN link.employer AS e ON e.noss_registration_number = p.noss_registration_number
      INNER JOIN link.employer AS o ON o.noss_registration_number = p.other_noss_registration_number
      INNER JOIN co_run AS c ON c.cbe_number = e.cbe_number
      AND c.other_cbe_number = o.cbe_number
    WHERE
      p.origin_count > 0
  ),
  inspection AS (
    SELECT
      c.noss_registration_number,
      count(*) AS inspection_count,
      count(*) FILTER(
        WHERE
          o.outcome_code = 'hit'
      ) AS hit_count
    FROM
      staging.inspection_case AS c
      LEFT JOIN staging.inspection_outcome AS o ON o.case_id = c.case_id
      AND o.known_date <= $as_of_date
    WHERE
      c.opened_date <= $as_of_date
      AND c.opened_date > months_before($as_of_date, 36)
    GROUP BY
      c.noss_registration_number
  )
SELECT
  e.noss_registration_number AS noss_registration_number,
  CAST(coalesce(s.worker_count, 0) AS INTEGER) AS worker_count,
  share_of(coalesce(t.largest_origin_count, 0), s.worker_count) AS largest_origin_share,
  share_of(coalesce(t.largest_parallel_count, 0), s.worker_count) AS largest_parallel_share,
  share_of(coalesce(g.worker_count, 0), s.worker_count) AS gone_origin_share,
  f.noss_registration_number IS NOT NULL AS is_transfer_declared,
  CAST(coalesce(r.employer_count, 0) AS INTEGER) AS director_employer_count,
  CAST(coalesce(r.gone_count, 0) AS INTEGER) AS director_gone_count,
  d.noss_registration_number IS NOT NULL AS has_director_origin,
  share_of(s.unemployed_count, s.leaver_count) AS benefit_share,
  share_of(s.unfit_count, s.worker_count) AS incapacity_share,
  CAST(coalesce(i.hit_count, 0) AS INTEGER) AS hit_count,
  CAST(coalesce(i.inspection_count, 0) AS INTEGER) AS inspection_count
FROM
  employer AS e
  LEFT JOIN staffing AS s ON s.noss_registration_number = e.noss_registration_number
  LEFT JOIN tie AS t ON t.noss_registration_number = e.noss_registration_number
  LEFT JOIN gone_origin AS g ON g.noss_registration_number = e.noss_registration_number
  LEFT JOIN transfer AS f ON f.noss_registration_number = e.noss_registration_number
  LEFT JOIN relation AS r ON r.cbe_number = e.cbe_number
  LEFT JOIN director_origin AS d ON d.noss_registration_number = e.noss_registration_number
  LEFT JOIN inspection AS i ON i.noss_registration_number = e.noss_registration_number
