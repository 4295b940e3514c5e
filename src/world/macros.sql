-- The vocabulary of the synthetic world: draws by hash, identifiers with their check digits, settings as functions.
-- A draw depends on the seed, the stream and the id only: never on row order, threads or what else exists.

CREATE OR REPLACE MACRO first_date() AS CAST(getvariable('first_date') AS DATE);
CREATE OR REPLACE MACRO last_date() AS CAST(getvariable('last_date') AS DATE);
-- What is dated or known later is not shown.
CREATE OR REPLACE MACRO snapshot_date() AS CAST(getvariable('snapshot_date') AS DATE);
-- Lives go on until here, shown or not: draws over a period, ranks and numbers look at this day and never at the snapshot,
-- so that a later snapshot of the same world shows the same past.
CREATE OR REPLACE MACRO horizon_date() AS CAST(getvariable('horizon_date') AS DATE);
CREATE OR REPLACE MACRO employer_count() AS CAST(getvariable('employer_count') AS INTEGER);

-- A whole number of 64 bits that orders ids at random. The stream is folded to one constant, so a draw costs two hashes of
-- 64 bits, not an md5 of a text (1.4 microseconds); ids are hashed as texts, so their type does not matter.
CREATE OR REPLACE MACRO shuffle(stream, id) AS
  hash(xor(hash(CAST(id AS VARCHAR)), md5_number_lower(getvariable('seed') || '|' || stream)));

-- A number from 0 to below 1.
CREATE OR REPLACE MACRO draw(stream, id) AS
  CAST(shuffle(stream, id) >> 11 AS DOUBLE) / 9007199254740992.0;

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

-- The base of the CBE number of an employer by its rank among all; more than 100 000 employers need the wide range.
CREATE OR REPLACE MACRO cbe_base_of(rank, employers) AS
  CASE
    WHEN employers > 100000 THEN 17000000 + rank * (3000000 // employers)
    WHEN rank < employers // 2 THEN 9900000 + rank * (200000 // employers)
    ELSE 19900000 + (rank - employers // 2) * (200000 // employers)
  END;

-- The base of the matricule of an employer by its rank among all.
CREATE OR REPLACE MACRO nsso_base_of(rank, employers) AS
  CASE
    WHEN employers > 100000 THEN 1000000 + rank * (1000000 // employers)
    ELSE 1900000 + rank * (100000 // employers)
  END;

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

-- Serials a day that give each of a number of persons a NISS, from 997 downwards; small worlds use 990 to 997.
CREATE OR REPLACE MACRO serials_for(persons, birth_days) AS
  CASE
    WHEN persons > 997 * birth_days THEN error('more persons than NISS')
    ELSE greatest(8, (persons + birth_days - 1) // birth_days)
  END;

-- The day on which a worker got another NISS.
CREATE OR REPLACE MACRO mutation_date(worker) AS
  first_date() + CAST(pick('mutation', worker, 1 + (horizon_date() - first_date())) AS INTEGER);

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

-- How the declarant of works writes the number of a house and its box, and the name of a town.
CREATE OR REPLACE MACRO written_house(house_number, box, id) AS
  house_number || CASE
    WHEN box IS NULL THEN ''
    ELSE [' bus ', ' bte ', '/', ' b'][1 + pick('site box', id, 4)] || box
  END;
CREATE OR REPLACE MACRO written_city(city, id) AS
  CASE WHEN draw('city capitals', id) < .2 THEN upper(strip_accents(city)) ELSE city END;

-- How another clerk writes the same name of a company.
CREATE OR REPLACE MACRO written_name(name, stream, id) AS
  CASE pick(stream, id, 6)
    WHEN 0 THEN upper(strip_accents(name))
    WHEN 1 THEN replace(name, '.', '')
    WHEN 2 THEN replace(name, ' ', '  ')
    ELSE name
  END;

-- Places of works: six in ten employers' worth in two years, at least as many as give each district some.
CREATE OR REPLACE MACRO site_place_count() AS
  (150 + horizon_date() - first_date()) * greatest(264, employer_count() * 6 // 10) // 925;

-- The last ten characters of a declaration of works: a number within the share of its rank, in hexadecimal.
CREATE OR REPLACE MACRO works_code_of(rank, sites, id) AS
  format('{:010X}', rank * (1099511627776 // sites) + pick('works code', id, 1099511627776 // sites));

-- Letters that number the contracts of one declaration of works: A to Z, then AA, AB…
CREATE OR REPLACE MACRO works_contract_letters(turn) AS
  CASE WHEN turn < 26 THEN chr(CAST(65 + turn AS INTEGER))
    ELSE chr(CAST(64 + turn // 26 AS INTEGER)) || chr(CAST(65 + turn % 26 AS INTEGER)) END;

-- The CBE open data write numbers with dots.
CREATE OR REPLACE MACRO dotted_cbe(number) AS
  substr(number, 1, 4) || '.' || substr(number, 5, 3) || '.' || substr(number, 8, 3);
CREATE OR REPLACE MACRO dotted_unit(number) AS
  substr(number, 1, 1) || '.' || substr(number, 2, 3) || '.' || substr(number, 5, 3) || '.' || substr(number, 8, 3);
