-- One row per employer whose fraud of this kind is known at the as-of date: found by an inspection, or ended in debt as one of two
-- or more of a construction. Only these carry scores through the network: neither a bankruptcy alone nor an open suspicion does.
WITH
  hit AS (
    SELECT
      coalesce(c.noss_registration_number, s.noss_registration_number) AS noss_registration_number,
      'inspection' AS fraud_code,
      o.known_date
    FROM
      staging.inspection_case AS c
      INNER JOIN staging.inspection_outcome AS o ON o.case_id = c.case_id
      LEFT JOIN network.employer_state AS s ON s.cbe_number = c.cbe_number
    WHERE
      o.outcome_code = 'hit'
      AND o.known_date <= $as_of_date
      AND c.phenomenon_code IN ('bankruptcy_carousel', 'fictitious_employment')
  ),
  dead AS (
    SELECT
      m.noss_registration_number,
      'construction' AS fraud_code,
      s.stop_known_date AS known_date
    FROM
      network.construction_member AS m
      INNER JOIN network.construction AS c ON c.construction_id = m.construction_id
      INNER JOIN network.employer_state AS s ON s.noss_registration_number = m.noss_registration_number
    WHERE
      m.role_code = 'dead'
      AND c.death_count >= 2
      AND c.points >= 35
  ),
  known AS (
    SELECT
      h.noss_registration_number,
      h.fraud_code,
      h.known_date
    FROM
      hit AS h
    UNION ALL
    SELECT
      d.noss_registration_number,
      d.fraud_code,
      d.known_date
    FROM
      dead AS d
  )
SELECT
  k.noss_registration_number AS noss_registration_number,
  max(k.fraud_code) AS fraud_code,
  max(k.known_date) AS known_date
FROM
  known AS k
  INNER JOIN network.employer_state AS s ON s.noss_registration_number = k.noss_registration_number
GROUP BY
  k.noss_registration_number
