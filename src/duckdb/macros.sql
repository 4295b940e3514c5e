-- Names of our own for what DuckDB alone can do. Another engine defines the same names in its own way.
-- Each macro: what it returns, its source, and examples in macros.test.ts.

-- Calendar quarter of a date, '2024Q1'.
CREATE OR REPLACE MACRO quarter_of(day) AS
  CAST(year(day) AS VARCHAR) || 'Q' || CAST(quarter(day) AS VARCHAR);

-- Text for comparison: upper case without accents, anything but letters and digits becomes one blank.
CREATE OR REPLACE MACRO normalised_text(value) AS
  trim(regexp_replace(
    strip_accents(upper(replace(replace(replace(value, 'ß', 'ss'), 'œ', 'oe'), 'Œ', 'OE'))),
    '[^A-Z0-9]+', ' ', 'g'
  ));

-- Part 1 or 2 of a street written in two languages: 'Rue Haute - Hoogstraat', 'Rue Haute / Hoogstraat'. '' if absent.
CREATE OR REPLACE MACRO street_part(street, part) AS
  trim(split_part(regexp_replace(street, '\s+[-–]\s+|\s*[/|;]\s*', '|', 'g'), '|', part));

-- Key of a street name in one language: street types and their abbreviations in French, Dutch and German are brought to
-- one form, titles too, blanks dropped. 'Av. St-Jean' and 'AVENUE SAINT JEAN' agree; so do 'Kerkstr.' and 'Kerkstraat'.
-- Types: official abbreviations of the postal and social-security address lists, retyped.
CREATE OR REPLACE MACRO street_key(street) AS
  replace(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      normalised_text(street),
      '^(AV|AVE|AVN|AVENUE)\b', 'AVENUE'),
      '^(BD|BLD|BVD|BLVD|BOUL|BOULEVARD)\b', 'BOULEVARD'),
      '^(CH|CHEE|CHSS|CHSSEE|CHAUSSEE)\b', 'CHAUSSEE'),
      '^(R|RUE)\b', 'RUE'),
      '^(PL|PLACE)\b', 'PLACE'),
      '^(SQ|SQUARE)\b', 'SQUARE'),
      '^(CHEM|CHEMIN)\b', 'CHEMIN'),
      '(STRAAT|STRASSE|STR)\b', 'STR'),
      '(STEENWEG|STWG|STW)\b', 'STEENWEG'),
      '(LAAN|LN)\b', 'LAAN'),
      '\b(SAINTE|SAINT|STE|SINT|SANKT|ST)\b', 'ST'),
      '\b(DOCTEUR|DOKTER|DOKTOR|DR)\b', 'DR'),
    ' ', ''
  );

-- House number without its box: 'nr. 012 A bus 3' gives '12A', '12/3' gives '12', '12-14' gives '12'. '' if none.
CREATE OR REPLACE MACRO house_key(house) AS
  regexp_replace(
    regexp_extract(
      regexp_replace(
        regexp_replace(strip_accents(upper(house)), '([0-9])\s*B\s*[0-9]+.*$', '\1'),
        '(/.*|-.*|(BUS|BTE|BOITE|BOX|BT|APP|POSTFACH)[\s.]*[A-Z0-9]*)$', ''
      ),
      '0*([0-9]+\s*(BIS|TER|[A-Z])?)\s*$', 1
    ),
    '\s', '', 'g'
  );

-- House number at the end of a street that carries it: 'Kerkstraat 12 bus 3' gives '12 bus 3'. '' if none.
CREATE OR REPLACE MACRO house_in_street(street) AS
  regexp_extract(street, '[a-zA-Z.)][\s,]+([0-9]{1,4}\s*[A-Za-z]?(\s*(/|bus|bte|boite|boîte|box)\s*[A-Za-z0-9]+)?)\s*$', 1);

-- A street without the house number that stands at its end.
CREATE OR REPLACE MACRO street_alone(street) AS
  rtrim(left(street, length(street) - length(house_in_street(street))), ' ,');

-- Opaque identifier of a key: prefix and 16 hexadecimal digits of its MD5. For grouping and ties, not for secrets.
CREATE OR REPLACE MACRO opaque_id(prefix, key) AS
  prefix || left(md5(key), 16);

-- Whole number of times that the divisor goes into the value; both integers, the divisor not zero.
CREATE OR REPLACE MACRO whole_part(value, divisor) AS
  CAST(value AS BIGINT) // CAST(divisor AS BIGINT);

-- First day of the month after a day.
CREATE OR REPLACE MACRO next_month(day) AS
  CAST(date_trunc('month', CAST(day AS DATE)) + INTERVAL 1 MONTH AS DATE);

-- Belgian postal code without the country: 'B-1000' and 'BE 1000' give '1000'; anything else as written, trimmed.
CREATE OR REPLACE MACRO postal_key(code) AS
  regexp_replace(trim(upper(code)), '^(B|BE)[- ]*([0-9]{4})$', '\2');

-- First day of the window of so many months that ends on a day: three months before 2024-05-31 is 2024-02-29.
CREATE OR REPLACE MACRO months_before(day, months) AS
  CAST(CAST(day AS DATE) - to_months(CAST(months AS INTEGER)) AS DATE);
-- The day so many months later: one month after 2024-01-31 is 2024-02-29.
CREATE OR REPLACE MACRO months_after(day, months) AS
  CAST(CAST(day AS DATE) + to_months(CAST(months AS INTEGER)) AS DATE);

-- The day so many days later.
CREATE OR REPLACE MACRO days_after(day, days) AS
  CAST(CAST(day AS DATE) + to_days(CAST(days AS INTEGER)) AS DATE);

-- The greater and the lesser of two values; NULL, "not known", gives way to the other one. GREATEST and LEAST themselves
-- treat NULL differently in DuckDB and in standard SQL.
CREATE OR REPLACE MACRO greater_of(a, b) AS greatest(a, b);
CREATE OR REPLACE MACRO lesser_of(a, b) AS least(a, b);

-- Day by which the contributions of a quarter must be paid: the last day of the month after it (NSSO instructions).
CREATE OR REPLACE MACRO payment_due_date(quarter) AS
  CAST(
    make_date(CAST(left(quarter, 4) AS INTEGER), 3 * CAST(right(quarter, 1) AS INTEGER), 1)
    + INTERVAL 2 MONTH - INTERVAL 1 DAY AS DATE
  );

-- First and last day of a calendar quarter '2024Q1'.
CREATE OR REPLACE MACRO quarter_first_day(quarter) AS
  make_date(CAST(left(quarter, 4) AS INTEGER), 3 * CAST(right(quarter, 1) AS INTEGER) - 2, 1);
CREATE OR REPLACE MACRO quarter_last_day(quarter) AS
  CAST(quarter_first_day(quarter) + INTERVAL 3 MONTH - INTERVAL 1 DAY AS DATE);

-- Part of a whole, 0 to 1, divided once at the end; NULL where the whole is zero.
CREATE OR REPLACE MACRO share_of(part, whole) AS
  CAST(part AS DOUBLE) / nullif(CAST(whole AS DOUBLE), 0);

-- Prior probability, per mille, that a visit finds what so many points of a list stand for: 12 % is the base rate of visits
-- that nothing targeted, 60 % the published rate of targeted ones. It orders; it is no measurement.
CREATE OR REPLACE MACRO prior_permille(points) AS
  CASE
    WHEN points < 5 THEN 120
    WHEN points < 15 THEN 200
    WHEN points < 30 THEN 320
    WHEN points < 50 THEN 450
    ELSE 600
  END;

-- Full months from one day to a later one: from 15 January to 14 February none, to 15 February one.
CREATE OR REPLACE MACRO full_months(from_day, to_day) AS
  CAST(datesub('month', CAST(from_day AS DATE), CAST(to_day AS DATE)) AS INTEGER);

-- The quarter so many quarters before another: one before 2024Q1 is 2023Q4.
CREATE OR REPLACE MACRO quarter_before(quarter, quarters) AS
  quarter_of(quarter_first_day(quarter) - to_months(CAST(3 * quarters AS INTEGER)));

-- Number of days from Monday to Friday between two days, both included; zero where the first is later. 1900-01-01 is a Monday.
CREATE OR REPLACE MACRO weekdays_between(from_day, to_day) AS
  CAST(greatest(
    5 * ((datediff('day', DATE '1900-01-01', CAST(to_day AS DATE)) + 1) // 7)
    + least((datediff('day', DATE '1900-01-01', CAST(to_day AS DATE)) + 1) % 7, 5)
    - 5 * (datediff('day', DATE '1900-01-01', CAST(from_day AS DATE)) // 7)
    - least(datediff('day', DATE '1900-01-01', CAST(from_day AS DATE)) % 7, 5),
    0
  ) AS INTEGER);

-- Number of a foreign enterprise without its country and signs: 'PL 123-456' gives '123456'. NULL for nothing.
CREATE OR REPLACE MACRO foreign_number_key(number) AS
  nullif(regexp_replace(regexp_replace(upper(number), '[^0-9A-Z]+', '', 'g'), '^[A-Z]{2}', ''), '');

-- Name of a company without signs and without the usual legal forms of the Member States: 'Odra Sp. z o.o.' gives 'ODRA'.
CREATE OR REPLACE MACRO company_key(name) AS
  nullif(trim(regexp_replace(
    normalised_text(replace(name, '.', '')),
    ' (SP Z ?OO|SPZOO|SA|SRL|SARL|SAS|LDA|GMBH|UG|KG|BV|NV|EOOD|OOD|UAB|SIA|OU|SRO|DOO|SL|SPA|KFT|LTD)$', ''
  )), '');
