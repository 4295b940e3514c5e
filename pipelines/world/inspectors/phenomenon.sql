-- One row per scheme that inspectors look for: the phenomenon under which they book a case, the services, what share of the fraud they see and of the honest
-- cases in which they find something small, days from visit to result, infringements written down, and a usual amount in euro.
SELECT
  p.scheme,
  p.phenomenon_code,
  p.services,
  p.sensitivity,
  p.false_hit_share,
  p.result_low_days,
  p.result_high_days,
  p.infringements,
  p.usual_eur
FROM
  (
    VALUES
      (
        'social_dumping',
        'dumping_site',
        ['NSSO', 'NSSO', 'SLI'],
        .9,
        .08,
        0,
        25,
        ['LIMOSA', 'LIMOSA|CIAW', 'DIMONA|CIAW', 'LIMOSA|WAGE', '30BIS'],
        30000
      ),
      (
        'undeclared_work',
        'hidden_work',
        ['NSSO', 'NSSO', 'SLI'],
        .75,
        .08,
        0,
        25,
        ['DIMONA', 'DIMONA|DMFA', 'PART_TIME'],
        15000
      ),
      (
        'bankruptcy_carousel',
        'bankruptcy_carousel',
        ['NSSO'],
        .6,
        .04,
        40,
        260,
        ['CAROUSEL', 'CAROUSEL|DMFA', 'LIABILITY'],
        60000
      ),
      (
        'improper_reduction',
        'first_hire_reduction',
        ['NSSO'],
        .7,
        .06,
        15,
        120,
        ['FIRST_HIRE', 'FIRST_HIRE|DMFA'],
        12000
      ),
      (
        'fictitious_employment',
        'fictitious_employment',
        ['NSSO'],
        .65,
        .03,
        30,
        200,
        ['FICTITIOUS', 'FICTITIOUS|DIMONA'],
        25000
      ),
      ('undue_benefits', 'undue_benefits', ['NEO', 'NEO', 'NIHDI'], .7, .05, 5, 90, ['CUMULATION'], 4000),
      (
        'withholding_obligation',
        'withholding_evasion',
        ['NSSO'],
        .7,
        .08,
        10,
        90,
        ['30BIS', '30TER', '30BIS|WORKS'],
        20000
      ),
      (
        'economic_exploitation',
        'economic_exploitation',
        ['NSSO', 'SLI', 'SLI'],
        .55,
        .07,
        5,
        120,
        ['PART_TIME', 'WAGE|HOUSING', 'PART_TIME|WAGE'],
        25000
      ),
      (
        'improper_reduction',
        'paper_relocation',
        ['NSSO'],
        .6,
        .04,
        20,
        150,
        ['REGIONAL', 'REGIONAL|UNIT'],
        8000
      )
  ) AS p (
    phenomenon_code,
    scheme,
    services,
    sensitivity,
    false_hit_share,
    result_low_days,
    result_high_days,
    infringements,
    usual_eur
  )
