-- One row per pair of enterprises that meets both prongs of the legal test within twelve months.
-- Programme law (I) of 24-12-2002, article 344: a common person and socio-economic interweaving.
WITH
  shared AS (
    SELECT
      a.cbe_number AS left_cbe_number,
      b.cbe_number AS right_cbe_number,
      a.clue_code,
      greatest(a.begin_date, b.begin_date) AS begin_date,
      coalesce(lesser_of(a.end_date, b.end_date), DATE '9999-12-31') AS end_date,
      x.joint_committee = y.joint_committee AS is_activity_same,
      lesser_of(
        CASE
          WHEN x.first_date >= y.first_date THEN x.first_year_count
        END,
        CASE
          WHEN y.first_date >= x.first_date THEN y.first_year_count
        END
      ) AS first_year_count,
      a.clue_code = 'worker'
      AND CASE
        WHEN y.first_date > x.first_date THEN a.begin_date < b.begin_date
        AND b.begin_date < months_after(y.first_date, 12)
        WHEN x.first_date > y.first_date THEN b.begin_date < a.begin_date
        AND a.begin_date < months_after(x.first_date, 12)
        ELSE FALSE
      END AS is_moved
    FROM
      link.employer_unit_clue AS a
      INNER JOIN link.employer_unit_clue AS b ON b.clue_code = a.clue_code
      AND b.resource_id = a.resource_id
      AND b.cbe_number > a.cbe_number
      LEFT JOIN link.employer_unit_staff AS x ON x.cbe_number = a.cbe_number
      LEFT JOIN link.employer_unit_staff AS y ON y.cbe_number = b.cbe_number
    WHERE
      months_before(b.begin_date, 12) <= coalesce(a.end_date, $as_of_date)
      AND months_before(a.begin_date, 12) <= coalesce(b.end_date, $as_of_date)
  ),
  pair AS (
    SELECT
      s.left_cbe_number,
      s.right_cbe_number,
      count(*) FILTER(
        WHERE
          s.clue_code = 'worker'
      ) AS worker_count,
      count(*) FILTER(
        WHERE
          s.clue_code = 'mandate'
      ) AS mandate_count,
      count(*) FILTER(
        WHERE
          s.clue_code = 'address'
      ) AS address_count,
      count(*) FILTER(
        WHERE
          s.clue_code = 'contact'
      ) AS contact_count,
      count(*) FILTER(
        WHERE
          s.clue_code = 'client'
      ) AS client_count,
      count(*) FILTER(
        WHERE
          s.is_moved
      ) AS moved_worker_count,
      min(s.first_year_count) AS first_year_count,
      bool_or(coalesce(s.is_activity_same, FALSE)) AS is_activity_same,
      min(s.begin_date) FILTER(
        WHERE
          s.clue_code IN ('worker', 'mandate')
      ) AS person_begin_date,
      max(s.end_date) FILTER(
        WHERE
          s.clue_code IN ('worker', 'mandate')
      ) AS person_end_date,
      min(s.begin_date) FILTER(
        WHERE
          s.is_moved
          OR s.clue_code IN ('address', 'contact', 'client')
      ) AS interweaving_begin_date,
      max(s.end_date) FILTER(
        WHERE
          s.is_moved
          OR s.clue_code IN ('address', 'contact', 'client')
      ) AS interweaving_end_date
    FROM
      shared AS s
    GROUP BY
      s.left_cbe_number,
      s.right_cbe_number
  ),
  judged AS (
    SELECT
      p.*,
      p.moved_worker_count >= 2
      AND p.moved_worker_count * 10 >= p.first_year_count * 3 AS is_staff_moved
    FROM
      pair AS p
    WHERE
      p.worker_count + p.mandate_count > 0
  ),
  weighed AS (
    SELECT
      j.*,
      CASE
        WHEN j.is_staff_moved THEN 2
        ELSE 0
      END + CASE
        WHEN j.address_count > 0 THEN 2
        ELSE 0
      END + CASE
        WHEN j.contact_count > 0 THEN 1
        ELSE 0
      END + CASE
        WHEN j.client_count > 0 THEN 1
        ELSE 0
      END + CASE
        WHEN j.is_activity_same THEN 1
        ELSE 0
      END + CASE
        WHEN j.worker_count > 0
        AND j.mandate_count > 0 THEN 1
        ELSE 0
      END AS interweaving_points,
      greatest(j.person_begin_date, j.interweaving_begin_date) AS begin_date,
      least(j.person_end_date, j.interweaving_end_date) AS end_date
    FROM
      judged AS j
  ),
  declared_transfer AS (
    SELECT DISTINCT
      least(a.cbe_number, b.cbe_number) AS left_cbe_number,
      greatest(a.cbe_number, b.cbe_number) AS right_cbe_number
    FROM
      staging.employer_directory_transfer AS t
      INNER JOIN link.employer AS a ON a.noss_registration_number = t.initial_noss_registration_number
      INNER JOIN link.employer AS b ON b.noss_registration_number = t.final_noss_registration_number
    WHERE
      t.transfer_date <= $as_of_date
      AND a.cbe_number <> b.cbe_number
  )
SELECT
  w.left_cbe_number AS left_cbe_number,
  w.right_cbe_number AS right_cbe_number,
  CAST(w.worker_count AS INTEGER) AS common_worker_count,
  CAST(w.mandate_count AS INTEGER) AS common_mandate_count,
  CAST(w.address_count AS INTEGER) AS common_address_count,
  CAST(w.contact_count AS INTEGER) AS common_contact_count,
  CAST(w.client_count AS INTEGER) AS common_client_count,
  CAST(w.moved_worker_count AS INTEGER) AS moved_worker_count,
  coalesce(w.is_staff_moved, FALSE) AS is_staff_moved,
  w.is_activity_same AS is_activity_same,
  CAST(w.interweaving_points AS INTEGER) AS interweaving_points,
  w.begin_date AS begin_date,
  CASE
    WHEN w.end_date < DATE '9999-12-31'
    AND months_after(least(w.end_date, $as_of_date), 12) <= $as_of_date THEN months_after(least(w.end_date, $as_of_date), 12)
  END AS end_date
FROM
  weighed AS w
  LEFT JOIN declared_transfer AS t ON t.left_cbe_number = w.left_cbe_number
  AND t.right_cbe_number = w.right_cbe_number
WHERE
  w.interweaving_points >= 3
  AND w.begin_date IS NOT NULL
  AND t.left_cbe_number IS NULL
