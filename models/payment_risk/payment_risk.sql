-- One row per employer that both payment models score.
-- Either: unable, or able and unwilling. A debt of an employer that is able and willing is reminded of first; who cannot pay but
-- wants to gets a plan; who can and does not, the next step of the ladder; a heavy step needs what it seizes or whom it holds liable.
WITH
  both_scores AS (
    SELECT
      a.subject_id,
      a.probability AS unable_probability,
      least(1, w.probability / greatest(1 - a.probability, 0.01)) AS unwilling_probability,
      least(1, a.probability + w.probability) AS probability,
      a.model_version || ' ' || w.model_version AS model_version
    FROM
      score.payment_risk_able AS a
      INNER JOIN score.payment_risk_willing AS w ON w.subject_id = a.subject_id
  ),
  standing AS (
    SELECT
      b.subject_id,
      p.is_insolvent,
      p.is_enforced,
      p.open_cents,
      p.heaviest_step_rank,
      p.withheld_invoice_count,
      p.has_broken_plan,
      p.has_plan,
      r.director_gone_count,
      b.unable_probability,
      b.unwilling_probability,
      b.probability,
      b.model_version,
      CASE
        WHEN b.unable_probability >= 0.1 THEN 'unable'
        ELSE 'able'
      END AS ability,
      CASE
        WHEN b.unwilling_probability >= 0.1 THEN 'unwilling'
        ELSE 'willing'
      END AS willingness
    FROM
      both_scores AS b
      INNER JOIN feature.employer_payment AS p ON p.noss_registration_number = b.subject_id
      LEFT JOIN feature.employer_tie AS r ON r.noss_registration_number = b.subject_id
  )
SELECT
  s.subject_id AS subject_id,
  s.is_insolvent
  OR s.is_enforced AS is_known_case,
  s.unable_probability AS unable_probability,
  s.unwilling_probability AS unwilling_probability,
  s.probability AS probability,
  CAST(
    row_number() OVER (
      ORDER BY
        s.probability DESC,
        s.subject_id ASC
    ) AS INTEGER
  ) AS score_rank,
  s.ability || '_' || s.willingness AS quadrant_code,
  CASE
    WHEN s.is_insolvent
    OR s.open_cents = 0 THEN 'none'
    WHEN s.ability = 'able'
    AND s.willingness = 'willing' THEN CASE
      WHEN s.heaviest_step_rank = 0 THEN 'reminder'
      ELSE 'plan'
    END
    WHEN s.ability = 'able'
    AND s.heaviest_step_rank < 3 THEN 'writ'
    WHEN s.ability = 'able' THEN CASE
      WHEN s.withheld_invoice_count > 0 THEN 'third_party_seizure'
      ELSE 'seizure'
    END
    WHEN s.willingness = 'willing' THEN CASE
      WHEN s.has_broken_plan THEN 'bankruptcy_petition'
      ELSE 'plan'
    END
    WHEN s.withheld_invoice_count > 0 THEN 'third_party_seizure'
    WHEN coalesce(s.director_gone_count, 0) >= 2 THEN 'personal_liability'
    WHEN s.heaviest_step_rank < 3 THEN 'writ'
    ELSE 'bankruptcy_petition'
  END AS recovery_step_code,
  s.model_version AS model_version
FROM
  standing AS s
