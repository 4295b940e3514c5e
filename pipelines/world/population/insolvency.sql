-- One row per insolvency procedure of an employer; where two would open on one day, the bankruptcy.
WITH
  opened AS (
    SELECT
      employer.employer_id,
      CASE employer.end_reason
        WHEN 'bankruptcy' THEN 'bankruptcy'
        ELSE 'voluntary_liquidation'
      END AS procedure_code,
      employer.end_date AS opening_date
    FROM
      world.employer AS employer
    WHERE
      employer.end_date BETWEEN first_date() AND snapshot_date()
      AND (
        employer.end_reason = 'bankruptcy'
        OR (
          NOT employer.is_natural_person
          AND draw('liquidates', employer.employer_id) < .6
        )
      )
    UNION ALL
    SELECT
      scheme.employer_id,
      'judicial_reorganisation',
      scheme.unpaid_from_date + 60
    FROM
      world.scheme_employer AS scheme
    WHERE
      scheme.pay_style = 'never'
      AND draw('reorganises', scheme.employer_id) < .15
      AND scheme.unpaid_from_date + 60 >= first_date()
  ),
  dated AS (
    SELECT
      opened.*,
      opened.opening_date + CAST(pick_between('published after', opened.employer_id || opened.procedure_code, 2, 12) AS INTEGER) AS known_date,
      opened.opening_date + CAST(pick_between('closed after', opened.employer_id || opened.procedure_code, 180, 1500) AS INTEGER) AS closing_date
    FROM
      opened
  )
SELECT
  dated.employer_id,
  dated.procedure_code,
  dated.opening_date,
  dated.known_date,
  CASE
    WHEN dated.closing_date <= dated.known_date THEN dated.closing_date
  END AS closing_date
FROM
  dated
WHERE
  dated.known_date <= snapshot_date()
QUALIFY
  row_number() OVER (
    PARTITION BY
      dated.employer_id,
      dated.opening_date
    ORDER BY
      dated.procedure_code
  ) = 1
