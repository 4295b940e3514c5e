-- extract: decision
SELECT
  'person' AS link_code,
  'limosa' AS left_source_code,
  min(posting.limosa_id) AS left_key,
  'limosa' AS right_source_code,
  max(posting.limosa_id) AS right_key,
  'same' AS decision_code,
  max(posting.known_date) + 7 AS known_date
FROM
  world.posting AS posting
WHERE
  posting.notice <> 'absent'
GROUP BY
  posting.posted_worker_id
HAVING
  count(*) > 1
  AND draw('judged person', posting.posted_worker_id) < .02
  AND max(posting.known_date) + 7 <= snapshot_date()
UNION ALL
SELECT
  'foreign_employer',
  'limosa',
  min(posting.limosa_id),
  'limosa',
  max(posting.limosa_id),
  'same',
  max(posting.known_date) + 7
FROM
  world.posting AS posting
WHERE
  posting.notice <> 'absent'
GROUP BY
  posting.company_id
HAVING
  count(*) > 1
  AND draw('judged company', posting.company_id) < .02
  AND max(posting.known_date) + 7 <= snapshot_date();
