-- One row per employer, quarter and reading of its account: fifteen days after the due date, then every 91 days until paid.
-- A reading knows the version of the declaration that had arrived by then.
WITH
  due AS (
    SELECT
      declaration.employer_id,
      declaration.quarter,
      declaration.due_date,
      declaration.draw_id,
      max(declaration.owed_cents) FILTER(
        WHERE
          declaration.version_number = 1
      ) AS first_due_cents,
      max(declaration.known_date) FILTER(
        WHERE
          declaration.version_number = 1
      ) AS first_known_date,
      max(declaration.owed_cents) FILTER(
        WHERE
          declaration.version_number = 2
      ) AS second_due_cents,
      max(declaration.known_date) FILTER(
        WHERE
          declaration.version_number = 2
      ) AS second_known_date
    FROM
      world.declaration AS declaration
    GROUP BY
      declaration.employer_id,
      declaration.quarter,
      declaration.due_date,
      declaration.draw_id
  ),
  conduct AS (
    SELECT
      due.*,
      scheme.pay_style,
      CASE
        WHEN scheme.pay_share IS NOT NULL THEN scheme.pay_share
        WHEN draw('forgets to pay', due.draw_id) < CASE
          WHEN employer.size < 100 THEN .028
          ELSE .006
        END THEN draw('partly paid', due.draw_id) * .7
        ELSE 1
      END AS paid_share_at_due
    FROM
      due
      JOIN world.employer AS employer ON employer.employer_id = due.employer_id
      LEFT JOIN world.scheme_employer AS scheme ON scheme.employer_id = due.employer_id
      AND scheme.pay_share IS NOT NULL
      AND scheme.unpaid_from_date <= due.due_date
      AND CASE scheme.pay_style
        WHEN 'second' THEN scheme.unpaid_from_date + 91 >= due.due_date
        WHEN 'slow' THEN scheme.end_date >= due.due_date
        WHEN 'bits' THEN draw('pays this one', due.draw_id) >= .45
        ELSE TRUE
      END
  ),
  reading AS (
    SELECT
      conduct.*,
      r.reading,
      conduct.due_date + 15 + CAST(r.reading * 91 AS INTEGER) AS as_of_date,
      CASE
        WHEN r.reading = 0 THEN conduct.paid_share_at_due
        WHEN conduct.pay_style = 'bits' THEN least(1, conduct.paid_share_at_due + .08 * r.reading * draw('pays bits', conduct.draw_id))
        WHEN conduct.pay_style = 'slow' THEN least(1, conduct.paid_share_at_due + .16 * r.reading)
        WHEN conduct.pay_style = 'never' THEN conduct.paid_share_at_due
        WHEN r.reading = 1
        AND draw('pays second', conduct.draw_id) < .35 THEN conduct.paid_share_at_due
        ELSE 1
      END AS paid_share
    FROM
      conduct,
      range(9) AS r (reading)
  ),
  shown AS (
    SELECT
      reading.*,
      lag (reading.paid_share) OVER (
        PARTITION BY
          reading.employer_id,
          reading.quarter
        ORDER BY
          reading.reading
      ) AS earlier_share
    FROM
      reading
  ),
  known_due AS (
    SELECT
      shown.*,
      CASE
        WHEN shown.second_known_date <= shown.as_of_date THEN shown.second_due_cents
        ELSE shown.first_due_cents
      END AS due_cents
    FROM
      shown
    WHERE
      shown.first_known_date <= shown.as_of_date
      AND shown.as_of_date <= snapshot_date()
      AND (
        shown.reading = 0
        OR shown.earlier_share < 1
      )
  )
SELECT
  known_due.employer_id,
  known_due.quarter,
  known_due.as_of_date,
  CAST(known_due.reading AS INTEGER) AS reading,
  known_due.due_cents,
  CAST(round(known_due.due_cents * known_due.paid_share_at_due) AS BIGINT) AS paid_at_due_cents,
  CAST(round(known_due.due_cents * known_due.paid_share) AS BIGINT) AS paid_cents,
  CAST(round(known_due.due_cents * (1 - known_due.paid_share_at_due) * .1) AS BIGINT) AS increase_cents,
  CAST(
    round(known_due.due_cents * (1 - known_due.paid_share) * .07 * (15 + 91 * known_due.reading) / 365) AS BIGINT
  ) AS interest_cents,
  CASE
    WHEN known_due.reading >= 3
    AND known_due.paid_share < 1 THEN 15000 + 5000 * known_due.reading
    ELSE 0
  END AS legal_cost_cents,
  known_due.reading >= 1
  AND known_due.paid_share < 1
  AND draw('plan', known_due.employer_id) < CASE
    WHEN known_due.pay_style = 'slow' THEN .8
    ELSE .3
  END AS is_plan_running,
  known_due.reading >= 1
  AND known_due.paid_share < 1
  AND draw('plan', known_due.employer_id) < CASE
    WHEN known_due.pay_style = 'slow' THEN .8
    ELSE .3
  END
  AND draw('plan kept', known_due.employer_id || known_due.reading) < CASE known_due.pay_style
    WHEN 'never' THEN .15
    WHEN 'bits' THEN .5
    ELSE .85
  END AS is_plan_followed
FROM
  known_due
