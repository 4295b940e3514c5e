-- One row per employer that some scheme makes behave otherwise than usual: the strongest share of each kind. What leaves traces is this
-- conduct, never the part that an employer plays.
SELECT
  scheme.employer_id,
  max(scheme.hidden_share) AS hidden_share,
  max(scheme.late_share) AS late_share,
  max(scheme.short_share) AS short_share,
  max(scheme.claim_share) AS claim_share,
  max(scheme.ill_share) AS ill_share,
  max(scheme.ex_officio_share) AS ex_officio_share,
  max(scheme.part_time_share) AS part_time_share,
  max(scheme.home_share) AS home_share,
  max(scheme.skip_share) AS skip_share,
  max(scheme.undeclared_works_share) AS undeclared_works_share
FROM
  world.scheme_employer AS scheme
GROUP BY
  scheme.employer_id
