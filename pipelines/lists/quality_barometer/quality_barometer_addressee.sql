-- One row per sender: who is judged and why, its clients of the last quarter and the language of most of them.
WITH
  client AS (
    SELECT
      m.sender_id,
      count(*) FILTER(
        WHERE
          m.quarter = $quarter
      ) AS client_count,
      count(*) FILTER(
        WHERE
          e.language = 'fr'
      ) AS fr_count,
      count(*) FILTER(
        WHERE
          e.language = 'nl'
      ) AS nl_count,
      count(*) FILTER(
        WHERE
          e.language = 'de'
      ) AS de_count
    FROM
      feature.provider_mandate AS m
      LEFT JOIN staging.employer_directory_employer AS e ON e.noss_registration_number = m.noss_registration_number
    GROUP BY
      m.sender_id
  )
SELECT
  s.sender_id AS sender_id,
  s.is_recognised AS is_recognised,
  s.is_selected AS is_selected,
  s.selection_code AS selection_code,
  s.most_employer_count AS most_employer_count,
  CAST(c.client_count AS INTEGER) AS client_count,
  CASE
    WHEN c.de_count > c.nl_count
    AND c.de_count > c.fr_count THEN 'de'
    WHEN c.fr_count > c.nl_count THEN 'fr'
    ELSE 'nl'
  END AS language
FROM
  feature.provider_selection AS s
  INNER JOIN client AS c ON c.sender_id = s.sender_id
