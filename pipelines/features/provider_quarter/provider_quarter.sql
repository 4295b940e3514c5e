-- One row per sender and quarter: for whom it declared, who came and who left.
WITH
  mandate AS (
    SELECT
      m.noss_registration_number,
      m.quarter,
      m.sender_id,
      coalesce(e.cbe_number, m.noss_registration_number) AS enterprise_number,
      lag (m.sender_id) OVER (
        PARTITION BY
          m.noss_registration_number
        ORDER BY
          m.quarter
      ) AS earlier_sender_id,
      lead (m.sender_id) OVER (
        PARTITION BY
          m.noss_registration_number
        ORDER BY
          m.quarter
      ) AS later_sender_id
    FROM
      feature.provider_mandate AS m
      LEFT JOIN link.employer AS e ON e.noss_registration_number = m.noss_registration_number
  )
SELECT
  m.sender_id AS sender_id,
  m.quarter AS quarter,
  CAST(count(*) AS INTEGER) AS matricule_count,
  CAST(count(DISTINCT m.enterprise_number) AS INTEGER) AS enterprise_count,
  CAST(
    count(*) FILTER(
      WHERE
        m.earlier_sender_id <> m.sender_id
    ) AS INTEGER
  ) AS joined_count,
  CAST(
    count(*) FILTER(
      WHERE
        m.later_sender_id <> m.sender_id
    ) AS INTEGER
  ) AS left_count
FROM
  mandate AS m
GROUP BY
  m.sender_id,
  m.quarter
