-- Names of our own for what DuckDB alone can do. Another engine defines the same names in its own way.
-- Each macro: what it returns, its source, and examples in macros.test.ts.

-- Calendar quarter of a date, '2024Q1'.
CREATE OR REPLACE MACRO quarter_of(day) AS
  CAST(year(day) AS VARCHAR) || 'Q' || CAST(quarter(day) AS VARCHAR);
