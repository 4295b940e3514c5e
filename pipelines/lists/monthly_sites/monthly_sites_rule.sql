-- One row per rule of the points score: from which count it fires, and what it gives.
-- Points: first_points at the threshold, unit_points for each further unit_count, never more than most_points.
-- Opinion of the data-mining team, 2024-05: what is checked on the spot weighs most, what honest large sites share least.
SELECT
  CAST(r.reason_code AS VARCHAR) AS reason_code,
  CAST(r.theme_code AS VARCHAR) AS theme_code,
  CAST(r.threshold_count AS INTEGER) AS threshold_count,
  CAST(r.first_points AS INTEGER) AS first_points,
  CAST(r.unit_count AS INTEGER) AS unit_count,
  CAST(r.unit_points AS INTEGER) AS unit_points,
  CAST(r.most_points AS INTEGER) AS most_points
FROM
  (
    VALUES
      ('undeclared_work', 'undeclared_work', 1, 6, 1, 2, 24),
      ('undeclared_share', 'undeclared_work', 10, 8, 10, 4, 24),
      ('late_dimona', 'undeclared_work', 3, 3, 5, 1, 8),
      ('other_employer', 'undeclared_work', 3, 3, 5, 1, 8),
      ('posting_without_limosa', 'posting', 1, 6, 1, 2, 24),
      ('posting_share', 'posting', 10, 8, 10, 4, 24),
      ('late_limosa', 'posting', 3, 3, 5, 1, 8),
      ('unnotified_contractor', 'posting', 1, 6, 1, 3, 18),
      ('posting_without_a1', 'posting', 2, 3, 2, 1, 9),
      ('no_presence', 'registration', 10, 8, 10, 1, 15),
      ('silent_contractor', 'registration', 1, 4, 1, 2, 12),
      ('unlisted_employer', 'declaration', 1, 5, 1, 3, 14),
      ('late_declaration', 'declaration', 1, 3, 10, 1, 8),
      ('late_contract', 'declaration', 2, 2, 1, 1, 6),
      ('long_chain', 'chain', 4, 3, 1, 2, 8),
      ('foreign_chain', 'foreign', 50, 2, 25, 1, 4),
      ('new_contractor', 'chain', 2, 3, 1, 2, 9),
      ('debtor_on_site', 'debt', 1, 4, 1, 2, 10),
      ('withholding_missing', 'debt', 1, 8, 1, 2, 16),
      ('insolvent_on_site', 'debt', 1, 4, 1, 2, 10),
      ('earlier_hit', 'history', 1, 10, 1, 4, 20),
      ('offending_contractor', 'history', 1, 4, 1, 2, 10),
      ('chain_hit', 'history', 2, 4, 2, 1, 10),
      ('declarant_hit', 'history', 1, 6, 1, 2, 12)
  ) AS r (reason_code, theme_code, threshold_count, first_points, unit_count, unit_points, most_points)
