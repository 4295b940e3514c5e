-- warn: presences that name nobody, neither by NISS nor by Limosa number.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.checkin_at_work_presence AS p
WHERE
  p.worker_id IS NULL
  AND p.limosa_id IS NULL;

-- fail: of a hundred or more presences, over a tenth name nobody; the delivery lost the persons.
SELECT
  CAST(
    CASE
      WHEN g.total_count >= 100
      AND 10 * g.lost_count > g.total_count THEN g.lost_count
      ELSE 0
    END AS INTEGER
  ) AS offending_count
FROM
  (
    SELECT
      count(*) - count(coalesce(p.worker_id, p.limosa_id)) AS lost_count,
      count(*) AS total_count
    FROM
      staging.checkin_at_work_presence AS p
  ) AS g;

-- warn: presences without a place of work.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.checkin_at_work_presence AS p
WHERE
  p.work_place_id IS NULL;

-- warn: presences registered more than 36 days ahead, which the service does not allow.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.checkin_at_work_presence AS p
WHERE
  p.registration_date > CAST(p.creation_at AS DATE) + INTERVAL 36 DAY;

-- warn: second registrations of one person on one day at one place for one enterprise.
SELECT
  CAST(coalesce(sum(g.registration_count - 1), 0) AS INTEGER) AS offending_count
FROM
  (
    SELECT
      count(*) AS registration_count
    FROM
      staging.checkin_at_work_presence AS p
    WHERE
      p.worker_id IS NOT NULL
      AND coalesce(p.status, 'SUCCESSFULLY_REGISTERED') = 'SUCCESSFULLY_REGISTERED'
    GROUP BY
      p.worker_id,
      p.registration_date,
      p.work_place_id,
      p.cbe_number
    HAVING
      count(*) > 1
  ) AS g;
