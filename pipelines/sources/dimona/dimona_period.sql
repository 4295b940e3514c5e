-- One row per Dimona period, in the state known at the as-of date: periods delivered by the personnel file, and
-- periods folded from the forms. Source: Dimona glossary 2023/1; which form changes what: NOTES.md of this room.
WITH
  known_event AS (
    SELECT
      e.*,
      coalesce(e.noss_registration_number, e.provisional_nsso_number, e.cbe_number) AS employer,
      TRY_CAST (e.reference_number AS BIGINT) AS reference_value
    FROM
      staging.dimona_event AS e
    WHERE
      CAST(e.form_creation_at AS DATE) <= $as_of_date
  ),
  -- An entry carries no period number; some senders write it as their reference.
  identified_entry AS (
    SELECT
      k.*,
      CASE
        WHEN length(k.reference_number) = 12
        AND lpad(CAST(k.reference_value AS VARCHAR), 12, '0') = k.reference_number
        AND k.reference_value % 100 = coalesce(nullif(whole_part(k.reference_value, 100) % 97, 0), 97) THEN k.reference_number
        ELSE opaque_id(
          'X',
          concat_ws(
            '|',
            k.employer,
            coalesce(k.worker_id, CAST(k.form_creation_at AS VARCHAR)),
            CAST(k.starting_date AS VARCHAR),
            coalesce(k.starting_hour, ''),
            coalesce(k.reference_number, '')
          )
        )
      END AS period_id
    FROM
      known_event AS k
    WHERE
      k.kind = 'in'
      AND k.starting_date IS NOT NULL
  ),
  -- What the personnel file said at the as-of date. If it changed the period since, only what the entry declared is sure.
  delivered AS (
    SELECT
      d.*,
      coalesce(d.last_update_at, d.form_creation_at) AS updated_at,
      CAST(coalesce(d.last_update_at, d.form_creation_at) AS DATE) <= $as_of_date AS is_current,
      d.worker_type IN ('STU', 'FLX', 'EXT', 'O17', 'S17', 'T17') AS has_end_from_entry
    FROM
      staging.dimona_period_delivery AS d
    WHERE
      CAST(d.form_creation_at AS DATE) <= $as_of_date
  ),
  opening AS (
    SELECT
      d.dimona_period_id AS period_id,
      d.form_creation_at AS at,
      CASE
        WHEN d.is_current THEN d.updated_at
        ELSE d.form_creation_at
      END AS updated_at,
      d.noss_registration_number,
      CAST(NULL AS VARCHAR) AS provisional_nsso_number,
      d.cbe_number,
      d.worker_id,
      d.starting_date,
      d.starting_hour,
      CASE
        WHEN d.is_current
        OR d.has_end_from_entry THEN d.ending_date
      END AS ending_date,
      CASE
        WHEN d.is_current
        OR d.has_end_from_entry THEN d.ending_hour
      END AS ending_hour,
      d.worker_type,
      d.joint_commission_number,
      d.planned_hours_number,
      d.planned_days_number,
      d.using_cbe_number,
      CASE
        WHEN d.is_current THEN d.is_locked
      END AS is_locked,
      d.is_current
      AND d.is_cancelled AS is_cancelled,
      d.is_late,
      1 AS source_rank
    FROM
      delivered AS d
    UNION ALL
    SELECT
      i.period_id,
      i.form_creation_at AS at,
      i.form_creation_at AS updated_at,
      i.noss_registration_number,
      i.provisional_nsso_number,
      i.cbe_number,
      i.worker_id,
      i.starting_date,
      i.starting_hour,
      i.ending_date,
      i.ending_hour,
      i.worker_type,
      i.joint_commission_number,
      i.planned_hours_number,
      i.planned_days_number,
      i.using_cbe_number,
      CAST(NULL AS BOOLEAN) AS is_locked,
      FALSE AS is_cancelled,
      CAST(NULL AS BOOLEAN) AS is_late,
      2 AS source_rank
    FROM
      identified_entry AS i
  ),
  -- The same period from both, or an entry sent twice: the personnel file first, then the earliest form.
  first_opening AS (
    SELECT
      o.*,
      coalesce(o.noss_registration_number, o.provisional_nsso_number, o.cbe_number) AS employer
    FROM
      opening AS o
    QUALIFY
      row_number() OVER (
        PARTITION BY
          o.period_id
        ORDER BY
          o.source_rank,
          o.at,
          o.starting_date,
          o.worker_id,
          o.ending_date,
          o.ending_hour,
          o.worker_type,
          o.joint_commission_number,
          o.planned_hours_number,
          o.planned_days_number,
          o.using_cbe_number
      ) = 1
  ),
  change AS (
    SELECT
      k.*,
      row_number() OVER (
        ORDER BY
          k.form_creation_at,
          CASE k.kind
            WHEN 'update' THEN 1
            WHEN 'out' THEN 2
            ELSE 3
          END,
          k.dimona_period_id,
          k.employer,
          k.cbe_number,
          k.worker_id,
          k.reference_number,
          k.starting_date,
          k.starting_hour,
          k.ending_date,
          k.ending_hour,
          k.planned_hours_number,
          k.planned_days_number
      ) AS change_rank
    FROM
      known_event AS k
    WHERE
      k.kind IN ('out', 'update', 'cancel')
  ),
  numbered_change AS (
    SELECT
      c.*,
      o.period_id
    FROM
      change AS c
      JOIN first_opening AS o ON o.period_id = c.dimona_period_id
  ),
  -- A number that no entry told: the latest start of this worker at this employer that the change can be about.
  unnumbered_change AS (
    SELECT
      c.*,
      o.period_id
    FROM
      change AS c
      JOIN first_opening AS o ON o.employer = c.employer
      AND o.worker_id = c.worker_id
      AND o.at <= c.form_creation_at
      AND (
        c.kind <> 'out'
        OR o.starting_date <= c.ending_date
      )
    WHERE
      NOT EXISTS (
        SELECT
          1
        FROM
          first_opening AS known
        WHERE
          known.period_id = c.dimona_period_id
      )
    QUALIFY
      row_number() OVER (
        PARTITION BY
          c.change_rank
        ORDER BY
          o.starting_date DESC,
          o.starting_hour DESC NULLS LAST,
          o.period_id
      ) = 1
  ),
  applied_change AS (
    SELECT
      a.*
    FROM
      (
        SELECT
          *
        FROM
          numbered_change
        UNION ALL
        SELECT
          *
        FROM
          unnumbered_change
      ) AS a
      JOIN first_opening AS o ON o.period_id = a.period_id
      AND (
        o.source_rank = 2
        OR o.updated_at < a.form_creation_at
      )
  ),
  last_change AS (
    SELECT
      a.period_id,
      max(a.form_creation_at) AS changed_at,
      max(
        CASE
          WHEN a.kind = 'cancel' THEN 1
          ELSE 0
        END
      ) = 1 AS is_cancelled,
      max(
        CASE
          WHEN a.starting_date IS NOT NULL THEN a.change_rank
        END
      ) AS start_rank,
      max(
        CASE
          WHEN a.ending_date IS NOT NULL THEN a.change_rank
        END
      ) AS end_rank,
      max(
        CASE
          WHEN coalesce(a.planned_hours_number, a.planned_days_number) IS NOT NULL THEN a.change_rank
        END
      ) AS plan_rank
    FROM
      applied_change AS a
    GROUP BY
      a.period_id
  )
SELECT
  o.period_id AS dimona_period_id,
  o.noss_registration_number,
  o.cbe_number,
  o.worker_id,
  o.provisional_nsso_number,
  coalesce(s.starting_date, o.starting_date) AS starting_date,
  coalesce(s.starting_hour, o.starting_hour) AS starting_hour,
  nullif(coalesce(e.ending_date, o.ending_date), DATE '9999-12-31') AS ending_date,
  CASE
    WHEN e.ending_date IS NOT NULL THEN e.ending_hour
    ELSE o.ending_hour
  END AS ending_hour,
  o.worker_type,
  o.joint_commission_number,
  coalesce(p.planned_hours_number, o.planned_hours_number) AS planned_hours_number,
  coalesce(p.planned_days_number, o.planned_days_number) AS planned_days_number,
  o.using_cbe_number,
  o.is_locked,
  o.is_cancelled
  OR coalesce(l.is_cancelled, FALSE) AS is_cancelled,
  coalesce(
    o.is_late,
    CAST(o.at AS DATE) > o.starting_date
    OR (
      CAST(o.at AS DATE) = o.starting_date
      AND coalesce(
        lpad(
          CAST(
            extract (
              HOUR
              FROM
                o.at
            ) * 100 + extract (
              MINUTE
              FROM
                o.at
            ) AS VARCHAR
          ),
          4,
          '0'
        ) > o.starting_hour,
        FALSE
      )
    )
  ) AS is_late,
  o.at AS form_creation_at,
  greatest(o.updated_at, coalesce(l.changed_at, o.updated_at)) AS last_update_at
FROM
  first_opening AS o
  LEFT JOIN last_change AS l ON l.period_id = o.period_id
  LEFT JOIN applied_change AS s ON s.change_rank = l.start_rank
  LEFT JOIN applied_change AS e ON e.change_rank = l.end_rank
  LEFT JOIN applied_change AS p ON p.change_rank = l.plan_rank
