-- One row per inspection case with its result. Selection is biased (sector, size, foreign workers, complaints, past offenders), a small arm
-- is random; inspectors miss a part of the fraud, find small things where there is none, and are known to us some weeks later.
WITH
  first_round AS (
    SELECT
      subject.*,
      subject.subject_id AS draw_id,
      subject.from_date + wait_days('routine', subject.subject_id, 30.4 / subject.routine_rate) AS routine_date,
      subject.from_date + wait_days('random arm', subject.subject_id, 30.4 / subject.random_rate) AS random_date,
      greatest(
        subject.from_date,
        coalesce(
          CASE
            WHEN subject.is_fraud THEN subject.fraud_start_date
          END,
          subject.from_date
        )
      ) + wait_days('complaint', subject.subject_id, 30.4 / subject.complaint_rate) AS complaint_date
    FROM
      world.inspection_subject AS subject
  ),
  first_case AS (
    SELECT
      first_round.*,
      least(first_round.routine_date, first_round.random_date, first_round.complaint_date) AS opened_date,
      CASE least(first_round.routine_date, first_round.random_date, first_round.complaint_date)
        WHEN first_round.complaint_date THEN 'complaint'
        WHEN first_round.random_date THEN 'coordinated'
        ELSE 'own_initiative'
      END AS origin_code
    FROM
      first_round
    WHERE
      least(first_round.routine_date, first_round.random_date, first_round.complaint_date) <= least(first_round.to_date, horizon_date())
  ),
  first_result AS (
    SELECT
      judged.*,
      judged.visit_date + CAST(
        pick_between('outcome after', judged.draw_id, judged.result_low_days, judged.result_high_days) AS INTEGER
      ) AS outcome_date,
      CASE
        WHEN draw('finds', judged.draw_id) < CASE
          WHEN judged.is_caught THEN judged.sensitivity
          ELSE judged.false_hit_share
        END THEN TRUE
        ELSE FALSE
      END AS finds
    FROM
      (
        SELECT
          c.*,
          p.sensitivity,
          p.false_hit_share,
          p.result_low_days,
          p.result_high_days,
          c.opened_date + CAST(pick_between('visited', c.draw_id, 2, 40) AS INTEGER) AS visit_date,
          c.is_fraud
          AND c.opened_date + 40 >= c.fraud_start_date
          AND c.opened_date <= coalesce(c.fraud_end_date, c.opened_date) + 365 AS is_caught
        FROM
          first_case AS c
          JOIN world.phenomenon AS p ON p.scheme = c.scheme
      ) AS judged
  ),
  second_case AS (
    SELECT
      first_result.* REPLACE(
        first_result.draw_id || '+' AS draw_id,
        first_result.outcome_date + wait_days('comes back', first_result.draw_id, 250) AS opened_date,
        'own_initiative' AS origin_code
      )
    FROM
      first_result
    WHERE
      first_result.finds
  ),
  visited AS (
    SELECT
      c.draw_id,
      c.site_id,
      c.employer_id,
      c.scheme,
      c.opened_date,
      c.origin_code,
      c.is_fraud
      AND c.opened_date + 40 >= c.fraud_start_date
      AND c.opened_date <= coalesce(c.fraud_end_date, c.opened_date) + 365 AS is_caught,
      c.opened_date + CAST(pick_between('visited', c.draw_id, 2, 40) AS INTEGER) AS visit_date
    FROM
      (
        SELECT
          first_result.* EXCLUDE (finds, outcome_date, visit_date, is_caught)
        FROM
          first_result
        UNION ALL
        SELECT
          second_case.* EXCLUDE (finds, outcome_date, visit_date, is_caught)
        FROM
          second_case
        WHERE
          second_case.opened_date <= second_case.to_date
      ) AS c
    WHERE
      c.opened_date <= snapshot_date()
  ),
  closed AS (
    SELECT
      visited.*,
      phenomenon.phenomenon_code,
      phenomenon.services,
      phenomenon.infringements,
      phenomenon.usual_eur,
      visited.visit_date + CAST(
        pick_between('outcome after', visited.draw_id, phenomenon.result_low_days, phenomenon.result_high_days) AS INTEGER
      ) AS outcome_date,
      CASE
        WHEN draw('goes wrong', visited.draw_id) < .03 THEN 'not_found'
        WHEN draw('goes wrong', visited.draw_id) < .06 THEN 'closed'
        WHEN draw('goes wrong', visited.draw_id) < .07 THEN 'already_treated'
        WHEN draw('goes wrong', visited.draw_id) < .075 THEN 'refused'
        WHEN draw('finds', visited.draw_id) < CASE
          WHEN visited.is_caught THEN phenomenon.sensitivity
          ELSE phenomenon.false_hit_share
        END THEN 'hit'
        ELSE 'no_infringement'
      END AS outcome_code
    FROM
      visited
      JOIN world.phenomenon AS phenomenon ON phenomenon.scheme = visited.scheme
  )
SELECT
  closed.draw_id,
  closed.site_id,
  closed.employer_id,
  closed.phenomenon_code,
  closed.services[1 + pick('service', closed.draw_id, len(closed.services))] AS service_code,
  closed.origin_code,
  closed.opened_date,
  known(closed.visit_date) AS visit_date,
  closed.outcome_date,
  closed.outcome_code,
  closed.outcome_date + CAST(pick_between('outcome known', closed.draw_id, 4, 30) AS INTEGER) AS outcome_known_date,
  CASE
    WHEN closed.outcome_code = 'hit' THEN closed.infringements[1 + pick('infringement', closed.draw_id, len(closed.infringements))]
  END AS infringement_codes,
  CASE
    WHEN closed.outcome_code = 'hit' THEN CAST(pick_between('workers concerned', closed.draw_id, 1, 14) AS INTEGER)
  END AS workers_concerned,
  CASE
    WHEN closed.outcome_code = 'hit' THEN 100 * CAST(
      round(
        CASE
          WHEN closed.is_caught
          AND euro.cents > 100000 THEN euro.cents / 100.0 * (.3 + .6 * draw('regularised', closed.draw_id))
          ELSE closed.usual_eur * CASE
            WHEN closed.is_caught THEN 1
            ELSE .15
          END * exp(.8 * normal('regularised', closed.draw_id))
        END
      ) AS BIGINT
    )
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
  LEFT JOIN world.euro AS euro ON euro.employer_id = closed.employer_id
  AND euro.scheme = closed.scheme
