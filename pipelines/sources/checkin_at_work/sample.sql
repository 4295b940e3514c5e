-- extract: presence, parted by month of registration_date
SELECT
  CAST(presence.presence_id AS VARCHAR) AS presence_registration_id,
  presence.day AS registration_date,
  site.avwddt_id AS work_place_id,
  presence.niss AS inss,
  presence.limosa_id,
  employer.cbe_number AS company_id,
  presence.creation_at AS creation_timestamp,
  presence.status,
  presence.channel
FROM
  world.presence AS presence
  JOIN world.site AS site ON site.site_id = presence.site_id
  LEFT JOIN world.employer AS employer ON employer.employer_id = presence.employer_id;
