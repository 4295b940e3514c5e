-- One row per matricule that was an employer in the last quarter before the as-of date.
-- Declarations and Dimona as known at the as-of date; an exit counts from its day, not from when it was planned.
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
  newest AS (
    SELECT
      s.noss_registration_number,
      s.quarters_ago,
      s.worker_count,
      s.wage_cents
    FROM
      feature.employer_size AS s
    QUALIFY
      row_number() OVER (
        PARTITION BY
          s.noss_registration_number
        ORDER BY
          s.quarter DESC
      ) = 1
  ),
  size AS (
    SELECT
      n.noss_registration_number,
      n.worker_count,
      n.wage_cents,
      b.worker_count AS earlier_worker_count,
      b.wage_cents AS earlier_wage_cents
    FROM
      newest AS n
      LEFT JOIN feature.employer_size AS b ON b.noss_registration_number = n.noss_registration_number
      AND b.quarters_ago = n.quarters_ago + 2
  ),
  committee_count AS (
    SELECT
      o.noss_registration_number,
      substr(o.joint_commission_number, 1, 3) AS committee_code,
      count(*) AS occupation_count
    FROM
      staging.dmfa_occupation AS o
      INNER JOIN feature.employer_declaration AS d ON d.noss_registration_number = o.noss_registration_number
      AND d.quarter = o.quarter
      AND d.trusteeship = o.trusteeship
      AND d.version_number = o.version_number
    WHERE
      d.quarter <= $quarter
      AND o.joint_commission_number IS NOT NULL
    GROUP BY
      o.noss_registration_number,
      substr(o.joint_commission_number, 1, 3)
  ),
  committee AS (
    SELECT
      c.noss_registration_number,
      c.committee_code
    FROM
      committee_count AS c
    QUALIFY
      row_number() OVER (
        PARTITION BY
          c.noss_registration_number
        ORDER BY
          c.occupation_count DESC,
          c.committee_code ASC
      ) = 1
  ),
  turnover AS (
    SELECT
      p.noss_registration_number,
      count(*) FILTER(
        WHERE
          p.starting_date > months_before($as_of_date, 6)
          AND p.starting_date <= $as_of_date
      ) AS hire_count,
      count(*) FILTER(
        WHERE
          p.ending_date > months_before($as_of_date, 6)
          AND p.ending_date <= $as_of_date
      ) AS exit_count,
      count(*) FILTER(
        WHERE
          p.ending_date > months_before($as_of_date, 12)
          AND p.ending_date <= $as_of_date
      ) AS year_exit_count,
      count(*) FILTER(
        WHERE
          p.ending_date > months_before($as_of_date, 12)
          AND p.ending_date <= $as_of_date
          AND date_diff('day', p.starting_date, p.ending_date) < 120
      ) AS short_exit_count
    FROM
      staging.dimona_period AS p
    WHERE
      NOT p.is_cancelled
      AND CAST(p.form_creation_at AS DATE) <= $as_of_date
      AND coalesce(p.worker_type, 'OTH') NOT IN ('STU', 'STX', 'FLX', 'EXT', 'DWD')
    GROUP BY
      p.noss_registration_number
  ),
  sender AS (
    SELECT
      d.noss_registration_number,
      count(DISTINCT d.sender_id) AS sender_count
    FROM
      staging.dmfa_declaration AS d
    WHERE
      d.known_date <= $as_of_date
      AND d.known_date > months_before($as_of_date, 12)
    GROUP BY
      d.noss_registration_number
  ),
  director AS (
    SELECT
      m.cbe_number,
      count(*) AS change_count
    FROM
      staging.mandate_function AS m
    WHERE
      m.known_date <= $as_of_date
      AND m.known_date > months_before($as_of_date, 12)
    GROUP BY
      m.cbe_number
  )
SELECT
  e.noss_registration_number AS noss_registration_number,
  c.committee_code AS committee_code,
  CASE
    WHEN s.worker_count < 5 THEN '1'
    WHEN s.worker_count < 10 THEN '2'
    WHEN s.worker_count < 20 THEN '3'
    WHEN s.worker_count < 50 THEN '4'
    WHEN s.worker_count >= 50 THEN '5'
  END AS size_code,
  s.worker_count AS declared_worker_count,
  CAST(
    CASE
      WHEN s.worker_count > 0 THEN whole_part(s.wage_cents, s.worker_count)
    END AS BIGINT
  ) AS wage_per_worker_cents,
  share_of(s.worker_count, s.earlier_worker_count) AS worker_ratio,
  share_of(s.wage_cents, s.earlier_wage_cents) AS wage_ratio,
  share_of(coalesce(t.hire_count, 0), s.worker_count) AS hire_share,
  share_of(coalesce(t.exit_count, 0), s.worker_count) AS exit_share,
  share_of(t.short_exit_count, t.year_exit_count) AS short_stay_share,
  CAST(coalesce(n.sender_count, 0) AS INTEGER) AS sender_count,
  CAST(coalesce(m.change_count, 0) AS INTEGER) AS director_change_count
FROM
  employer AS e
  LEFT JOIN size AS s ON s.noss_registration_number = e.noss_registration_number
  LEFT JOIN committee AS c ON c.noss_registration_number = e.noss_registration_number
  LEFT JOIN turnover AS t ON t.noss_registration_number = e.noss_registration_number
  LEFT JOIN sender AS n ON n.noss_registration_number = e.noss_registration_number
  LEFT JOIN director AS m ON m.cbe_number = e.cbe_number
