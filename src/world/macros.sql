-- The vocabulary of the synthetic world: draws by hash, identifiers with their check digits, settings as functions.
-- A draw depends on the seed, the stream and the id only: never on row order, threads or what else exists.

CREATE OR REPLACE MACRO first_date() AS CAST(getvariable('first_date') AS DATE);
CREATE OR REPLACE MACRO last_date() AS CAST(getvariable('last_date') AS DATE);
CREATE OR REPLACE MACRO snapshot_date() AS CAST(getvariable('snapshot_date') AS DATE);
CREATE OR REPLACE MACRO employer_count() AS CAST(getvariable('employer_count') AS INTEGER);

-- A text that orders ids at random.
CREATE OR REPLACE MACRO shuffle(stream, id) AS md5(concat_ws('|', getvariable('seed'), stream, id));

-- A number from 0 to below 1.
CREATE OR REPLACE MACRO draw(stream, id) AS
  CAST(md5_number_lower(concat_ws('|', getvariable('seed'), stream, id)) >> 11 AS DOUBLE) / 9007199254740992.0;

-- A whole number from 0 to n - 1.
CREATE OR REPLACE MACRO pick(stream, id, n) AS CAST(floor(draw(stream, id) * n) AS BIGINT);

-- A whole number from low to high.
CREATE OR REPLACE MACRO pick_between(stream, id, low, high) AS low + pick(stream, id, high - low + 1);

-- Days until an event that has a mean waiting time and no memory, at least 1.
CREATE OR REPLACE MACRO wait_days(stream, id, mean_days) AS
  CAST(1 + floor(-ln(1 - draw(stream, id)) * mean_days) AS INTEGER);

-- A normal deviate.
CREATE OR REPLACE MACRO normal(stream, id) AS
  sqrt(-2 * ln(1 - draw(stream, id || '~a'))) * cos(6.283185307179586 * draw(stream, id || '~b'));

-- CBE and establishment unit numbers: ten digits, check = 97 - (first eight mod 97).
CREATE OR REPLACE MACRO cbe_number_of(base) AS
  lpad(CAST(base AS VARCHAR), 8, '0') || lpad(CAST(97 - base % 97 AS VARCHAR), 2, '0');

-- NSSO matricule: nine digits, check = 97 - ((base * 100 + 1) mod 97).
CREATE OR REPLACE MACRO nsso_number_of(base) AS
  lpad(CAST(base AS VARCHAR), 7, '0') || lpad(CAST(97 - (base * 100 + 1) % 97 AS VARCHAR), 2, '0');

-- Dimona period id: twelve digits, check = first ten mod 97, 97 for 0.
CREATE OR REPLACE MACRO dimona_period_id_of(base) AS
  CAST(base AS VARCHAR) || lpad(CAST(CASE WHEN base % 97 = 0 THEN 97 ELSE base % 97 END AS VARCHAR), 2, '0');

-- NISS from a birth date and a serial; month_shift is 40 for a BIS number, else 0.
CREATE OR REPLACE MACRO niss_base_of(birth_date, month_shift, serial) AS
  (year(birth_date) % 100) * 10000000 + (month(birth_date) + month_shift) * 100000 + day(birth_date) * 1000 + serial;
CREATE OR REPLACE MACRO niss_of(birth_date, month_shift, serial) AS
  lpad(CAST(niss_base_of(birth_date, month_shift, serial) AS VARCHAR), 9, '0') || lpad(
    CAST(
      97 - (
        CASE WHEN year(birth_date) >= 2000 THEN 2000000000 ELSE 0 END + niss_base_of(birth_date, month_shift, serial)
      ) % 97 AS VARCHAR
    ),
    2,
    '0'
  );

-- Quarter of a date, 2024Q1, and the official form 20241.
CREATE OR REPLACE MACRO world_quarter(day) AS CAST(year(day) AS VARCHAR) || 'Q' || CAST(quarter(day) AS VARCHAR);
CREATE OR REPLACE MACRO official_quarter(name) AS replace(name, 'Q', '');

-- A day in the working hours of an office, as a moment.
CREATE OR REPLACE MACRO office_moment(day, stream, id) AS
  CAST(day AS TIMESTAMP) + to_seconds(pick_between(stream, id, 25200, 64800));

-- NULL for what lies after the snapshot: nobody knows it yet.
CREATE OR REPLACE MACRO known(day) AS CASE WHEN day <= snapshot_date() THEN day END;

-- How another clerk writes the same street: capitals, abbreviations, lost accents.
CREATE OR REPLACE MACRO written_street(street, stream, id) AS
  CASE pick(stream, id, 8)
    WHEN 0 THEN upper(strip_accents(street))
    WHEN 1 THEN replace(replace(replace(replace(street, 'Rue ', 'R. '), 'Avenue ', 'Av. '), 'straat', 'str.'), 'Chaussée ', 'Chée ')
    WHEN 2 THEN strip_accents(street)
    WHEN 3 THEN replace(replace(replace(street, 'laan', 'ln'), 'steenweg', 'stwg'), 'Boulevard ', 'Bd ')
    ELSE street
  END;

-- How another clerk writes the same name of a company.
CREATE OR REPLACE MACRO written_name(name, stream, id) AS
  CASE pick(stream, id, 6)
    WHEN 0 THEN upper(strip_accents(name))
    WHEN 1 THEN replace(name, '.', '')
    WHEN 2 THEN replace(name, ' ', '  ')
    ELSE name
  END;

-- Letters that number the contracts of one declaration of works: A to Z, then AA, AB…
CREATE OR REPLACE MACRO works_contract_letters(turn) AS
  CASE WHEN turn < 26 THEN chr(CAST(65 + turn AS INTEGER))
    ELSE chr(CAST(64 + turn // 26 AS INTEGER)) || chr(CAST(65 + turn % 26 AS INTEGER)) END;

-- The CBE open data write numbers with dots.
CREATE OR REPLACE MACRO dotted_cbe(number) AS
  substr(number, 1, 4) || '.' || substr(number, 5, 3) || '.' || substr(number, 8, 3);
CREATE OR REPLACE MACRO dotted_unit(number) AS
  substr(number, 1, 1) || '.' || substr(number, 2, 3) || '.' || substr(number, 5, 3) || '.' || substr(number, 8, 3);
