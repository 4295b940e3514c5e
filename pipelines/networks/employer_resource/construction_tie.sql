-- One row per pair of employers that belong to one construction, and what ties them, as known at the as-of date.
-- succession: one ended in debt and the other, begun within nine months of the end, took over people, holders, seat or clients.
-- side: an older employer of the same activity shares holders, seat or a fourth of the workers with one that ended in debt.
-- kin: two employers of one activity, both in a succession, that share a client, holder or seat: chains side by side.
-- ring: two employers that lived 18 months at most share three workers or more, a fourth of the smaller.
WITH
  succession AS (
    SELECT
      s.noss_registration_number,
      s.successor_registration_number,
      CASE
        WHEN s.gap_days >= -270 THEN 'succession'
        ELSE 'side'
      END AS tie_code,
      s.known_date
    FROM
      network.employer_succession AS s
    WHERE
      s.honest_code IS NULL
      AND (
        (
          s.gap_days BETWEEN -270 AND 270
          AND (
            s.is_same_activity
            OR 2 * s.moved_worker_count >= s.worker_count
            OR s.mandate_count > 0
          )
        )
        OR (
          s.gap_days < -270
          AND s.is_same_activity
          AND (
            s.mandate_count > 0
            OR s.has_address
          )
        )
      )
  ),
  life AS (
    SELECT
      s.noss_registration_number,
      s.registration_date,
      coalesce(s.stop_date, CAST($as_of_date AS DATE)) AS last_date,
      s.worker_count
    FROM
      network.employer_state AS s
    WHERE
      coalesce(s.stop_date, CAST($as_of_date AS DATE)) <= months_before(s.registration_date, -18)
  ),
  ring AS (
    SELECT
      a.noss_registration_number,
      b.noss_registration_number AS successor_registration_number,
      count(*) AS shared_worker_count
    FROM
      network.employer_link AS a
      INNER JOIN network.employer_link AS b ON b.resource_id = a.resource_id
      AND b.noss_registration_number > a.noss_registration_number
      INNER JOIN life AS x ON x.noss_registration_number = a.noss_registration_number
      INNER JOIN life AS y ON y.noss_registration_number = b.noss_registration_number
    WHERE
      a.resource_type_code = 'worker'
    GROUP BY
      a.noss_registration_number,
      b.noss_registration_number
    HAVING
      count(*) >= 3
      AND 4 * count(*) >= lesser_of(min(x.worker_count), min(y.worker_count))
  ),
  chained AS (
    SELECT
      s.noss_registration_number
    FROM
      succession AS s
    WHERE
      s.tie_code = 'succession'
    UNION
    SELECT
      s.successor_registration_number AS noss_registration_number
    FROM
      succession AS s
    WHERE
      s.tie_code = 'succession'
  ),
  kin AS (
    SELECT
      a.noss_registration_number,
      b.noss_registration_number AS other_registration_number
    FROM
      chained AS x
      INNER JOIN network.employer_link AS a ON a.noss_registration_number = x.noss_registration_number
      INNER JOIN network.employer_link AS b ON b.resource_id = a.resource_id
      AND b.noss_registration_number > a.noss_registration_number
      INNER JOIN chained AS y ON y.noss_registration_number = b.noss_registration_number
      INNER JOIN network.employer_state AS v ON v.noss_registration_number = a.noss_registration_number
      INNER JOIN network.employer_state AS w ON w.noss_registration_number = b.noss_registration_number
      AND w.nace_code = v.nace_code
    WHERE
      a.resource_type_code IN ('client', 'mandate', 'address')
    GROUP BY
      a.noss_registration_number,
      b.noss_registration_number
  ),
  tie AS (
    SELECT
      s.noss_registration_number,
      s.successor_registration_number AS other_registration_number,
      s.tie_code,
      1 AS precedence
    FROM
      succession AS s
    UNION ALL
    SELECT
      r.noss_registration_number,
      r.successor_registration_number AS other_registration_number,
      'ring' AS tie_code,
      2 AS precedence
    FROM
      ring AS r
    UNION ALL
    SELECT
      k.noss_registration_number,
      k.other_registration_number,
      'kin' AS tie_code,
      3 AS precedence
    FROM
      kin AS k
  ),
  strongest AS (
    SELECT
      t.noss_registration_number,
      t.other_registration_number,
      t.tie_code
    FROM
      tie AS t
    QUALIFY
      row_number() OVER (
        PARTITION BY
          lesser_of(t.noss_registration_number, t.other_registration_number),
          greater_of(t.noss_registration_number, t.other_registration_number)
        ORDER BY
          t.precedence,
          t.noss_registration_number
      ) = 1
  )
SELECT
  t.noss_registration_number AS noss_registration_number,
  t.other_registration_number AS other_registration_number,
  t.tie_code AS tie_code,
  CAST(r.shared_worker_count AS INTEGER) AS shared_worker_count,
  greater_of(
    s.known_date,
    CASE
      WHEN s.known_date IS NULL THEN greater_of(
        greater_of(x.registration_date, y.registration_date),
        greater_of(x.stop_known_date, y.stop_known_date)
      )
    END
  ) AS known_date
FROM
  strongest AS t
  INNER JOIN network.employer_state AS x ON x.noss_registration_number = t.noss_registration_number
  INNER JOIN network.employer_state AS y ON y.noss_registration_number = t.other_registration_number
  LEFT JOIN succession AS s ON s.noss_registration_number = t.noss_registration_number
  AND s.successor_registration_number = t.other_registration_number
  LEFT JOIN ring AS r ON r.noss_registration_number = t.noss_registration_number
  AND r.successor_registration_number = t.other_registration_number
  AND t.tie_code = 'ring'
