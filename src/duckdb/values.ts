import { DuckDBDateValue, DuckDBTypeId } from '@duckdb/node-api';

export { DuckDBTypeId };

export const DateValue = {
  /** Returns the DATE of an ISO text; throws RangeError for anything that is no calendar date. */
  fromIso(text: string): DuckDBDateValue {
    const [year = NaN, month = NaN, day = NaN] = text.split('-').map(Number);
    const utc = new Date(Date.UTC(year, month - 1, day));
    if (Number.isNaN(utc.getTime()) || utc.toISOString().slice(0, 10) !== text) {
      throw new RangeError('a date YYYY-MM-DD is expected');
    }
    return new DuckDBDateValue(utc.getTime() / 86_400_000);
  },
};
