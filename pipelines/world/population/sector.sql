-- One row per sector of the economy, with its share of a ticket that draws sectors by weight.
SELECT
  code.sector,
  code.label_nl,
  code.label_fr,
  code.nace_2008,
  code.nace_2025,
  code.manual_joint_commission,
  code.employee_joint_commission,
  code.employer_class,
  code.dimona_joint_commission,
  share.weight,
  share.manual_percent,
  share.part_time_percent,
  share.student_percent,
  share.flexi_percent,
  share.monthly_wage_eur,
  share.closure_tenths,
  share.tenure_days,
  share.works_sector,
  CAST(
    sum(share.weight) OVER (
      ORDER BY
        share.sector
    ) - share.weight AS INTEGER
  ) AS weight_before,
  CAST(sum(share.weight) OVER () AS INTEGER) AS weight_total
FROM
  world.sector_code AS code
  JOIN world.sector_share AS share ON share.sector = code.sector
