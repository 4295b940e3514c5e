-- warn: functions that name no holder, or a person and an enterprise at once.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.mandate_function AS f
WHERE
  (f.worker_id IS NULL) = (f.holder_cbe_number IS NULL);

-- fail: of a hundred or more functions, over a tenth name no holder; the delivery lost the holders.
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
      count(*) - count(coalesce(f.worker_id, f.holder_cbe_number)) AS lost_count,
      count(*) AS total_count
    FROM
      staging.mandate_function AS f
  ) AS g;

-- warn: functions that end before they begin.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.mandate_function AS f
WHERE
  f.end_date < f.begin_date;

-- warn: enterprises that hold a function in themselves.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.mandate_function AS f
WHERE
  f.holder_cbe_number = f.cbe_number;
