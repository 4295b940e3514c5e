-- fail: days on which a postal code begins to have no main municipality, or two.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  (
    SELECT
      d.postal_code,
      d.valid_from_date
    FROM
      staging.geography_postal_code AS d
      LEFT JOIN staging.geography_postal_code AS p ON p.postal_code = d.postal_code
      AND p.is_main
      AND d.valid_from_date BETWEEN p.valid_from_date AND p.valid_to_date
    GROUP BY
      d.postal_code,
      d.nis_code,
      d.valid_from_date
    HAVING
      count(p.postal_code) <> 1
  ) AS g;

-- fail: postal codes that point to a municipality which is not valid during the same period.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.geography_postal_code AS p
  LEFT JOIN staging.geography_municipality AS m ON m.nis_code = p.nis_code
  AND p.valid_from_date >= m.valid_from_date
  AND p.valid_to_date <= m.valid_to_date
WHERE
  m.nis_code IS NULL;

-- fail: municipalities in a judicial district that is not declared.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.geography_municipality AS m
  LEFT JOIN staging.geography_judicial_district AS d ON d.judicial_district = m.judicial_district
WHERE
  d.judicial_district IS NULL;

-- fail: joint committees that point to a sector without activities.
SELECT
  CAST(count(*) AS INTEGER) AS offending_count
FROM
  staging.geography_joint_committee_sector AS j
WHERE
  NOT EXISTS (
    SELECT
      1
    FROM
      staging.geography_nace_risk_sector AS n
    WHERE
      n.sector = j.sector
  );
