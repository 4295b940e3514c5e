-- One row per sender: the recognised ones, and those that send for several enterprises.
-- Five enterprises in one quarter: fewer are a family or a group that declares for its own companies.
WITH
  sender AS (
    SELECT
      q.sender_id,
      coalesce(
        max(q.enterprise_count) FILTER(
          WHERE
            q.quarter >= quarter_of(months_before(quarter_first_day($quarter), 21))
        ),
        0
      ) AS most_employer_count
    FROM
      feature.provider_quarter AS q
    GROUP BY
      q.sender_id
  ),
  recognised AS (
    SELECT
      p.service_provider_id AS sender_id
    FROM
      staging.employer_directory_service_provider AS p
    WHERE
      p.kind = 'recognised'
      AND (
        p.registration_date IS NULL
        OR p.registration_date <= $as_of_date
      )
  )
SELECT
  s.sender_id AS sender_id,
  r.sender_id IS NOT NULL AS is_recognised,
  r.sender_id IS NOT NULL
  OR s.most_employer_count >= 5 AS is_selected,
  CASE
    WHEN r.sender_id IS NOT NULL THEN 'recognised'
    WHEN s.most_employer_count >= 5 THEN 'several_employers'
    WHEN s.most_employer_count >= 2 THEN 'few_employers'
    ELSE 'one_employer'
  END AS selection_code,
  CAST(s.most_employer_count AS INTEGER) AS most_employer_count
FROM
  sender AS s
  LEFT JOIN recognised AS r ON r.sender_id = s.sender_id
