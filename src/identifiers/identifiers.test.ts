import type { DuckDBConnection } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, queryRows, type Database } from '../duckdb/index.ts';
import * as ids from './index.ts';

/** Each kind of identifier: its TypeScript side, its SQL side, and how a base becomes a number of that kind. */
const KINDS = {
  niss: {
    is: ids.isNiss,
    parse: ids.parseNiss,
    isSql: ids.isNissSql,
    storedSql: ids.nissSql,
    base: (n: number) => {
      const parts = [n % 100, [0, 1, 12, 21, 32, 40, 52, 33][n % 8] ?? 0, (n >> 5) % 33];
      return `${parts.map((part) => String(part).padStart(2, '0')).join('')}${990 + (n % 7)}`;
    },
    digits: (base: string) => ids.nissCheckDigits(base, Number(base.slice(-1)) % 2 ? 1900 : 2000),
  },
  cbe: {
    is: ids.isCbeNumber,
    parse: ids.parseCbeNumber,
    isSql: ids.isCbeNumberSql,
    storedSql: ids.cbeNumberSql,
    base: (n: number) => String(n % 20_000_000).padStart(8, '0'),
    digits: ids.cbeCheckDigits,
  },
  establishmentUnit: {
    is: ids.isEstablishmentUnitNumber,
    parse: ids.parseEstablishmentUnitNumber,
    isSql: ids.isEstablishmentUnitNumberSql,
    storedSql: ids.establishmentUnitNumberSql,
    base: (n: number) => String(20_000_000 + (n % 80_000_000)),
    digits: ids.cbeCheckDigits,
  },
  nsso: {
    is: ids.isNssoNumber,
    parse: ids.parseNssoNumber,
    isSql: ids.isNssoNumberSql,
    storedSql: ids.nssoNumberSql,
    base: (n: number) =>
      n % 3 ? String(n % 2_100_000).padStart(7, '0') : String(50_000_000 + (n % 10_000_000)),
    digits: ids.nssoCheckDigits,
  },
  dimona: {
    is: ids.isDimonaPeriodId,
    parse: ids.parseDimonaPeriodId,
    isSql: ids.isDimonaPeriodIdSql,
    storedSql: ids.dimonaPeriodIdSql,
    base: (n: number) => String(n).padStart(10, '0').slice(-10),
    digits: ids.dimonaPeriodIdCheckDigits,
  },
} as const;

const GARBAGE = [
  '', ' ', '0', '-', '.', 'BE', 'be0', 'P', 'NULL', 'NaN', '1e10', '+5', '١٢٣٤٥٦٧٨٩٠١', '00000000000', '0000000000',
  '0000000097', '000000000000', '000000000097', '99999999999', '99999999999999999999999', '850101001\n15',
  '8501010011５', "'; DROP TABLE", '2024Q1', '20241', '20245', '1899Q4', '2024q1', '2024-Q1', 'Q1', '000100006', '100006',
]; // prettier-ignore

/** A whole number that depends on the index only: the test draws the same values everywhere. */
const drawn = (index: number): number =>
  createHash('md5').update(String(index)).digest().readUInt32BE() >>> 1;

/** Right numbers, numbers with one changed digit, written forms and cut or lengthened ones. */
function candidates(kind: (typeof KINDS)[keyof typeof KINDS], count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const base = kind.base(drawn(index));
    const number = base + kind.digits(base);
    const at = drawn(index + 0.5) % number.length;
    const changed = number.slice(0, at) + String(drawn(index) % 10) + number.slice(at + 1);
    return [
      number,
      changed,
      number.replace(/^0+/, ''),
      `${number.slice(0, 4)}.${number.slice(4, 7)} ${number.slice(7)}`,
      ` BE${number}`,
      number.slice(1) + String(index % 10),
      `0${number}`,
    ][index % 7] as string;
  });
}

let database: Database;
let connection: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase({ path: ':memory:' });
  connection = await database.connect();
});
afterAll(() => database.close());

const inSql = async (values: readonly (string | null)[], expression: string): Promise<unknown[]> => {
  const list = JSON.stringify(values);
  const sql = `
    WITH entries AS (SELECT CAST(unnest(from_json($list, '["VARCHAR"]')) AS VARCHAR) AS value,
      generate_subscripts(from_json($list, '["VARCHAR"]'), 1) AS position)
    SELECT ${expression} AS result FROM entries AS e ORDER BY position`;
  return (await queryRows(connection, sql, { list })).map((row) => row['result']);
};

const parsedOrNull = (parse: (text: string) => string, text: string): string | null => {
  try {
    return parse(text);
  } catch {
    return null;
  }
};

describe.each(Object.entries(KINDS))('%s in SQL', (_, kind) => {
  const values = [...candidates(kind, 7_000), ...GARBAGE];

  test('is judged as in TypeScript, on right, wrong and absurd texts', async () => {
    const judged = await inSql(values, kind.isSql('e.value'));
    expect(judged).toEqual(values.map((value) => kind.is(value)));
    expect(judged.filter(Boolean).length).toBeGreaterThan(900);
    expect(judged.filter((is) => !is).length).toBeGreaterThan(900);
  });

  test('is brought to the stored form as the parser does', async () => {
    const stored = `CASE WHEN ${kind.isSql(kind.storedSql('e.value'))} THEN ${kind.storedSql('e.value')} END`;
    expect(await inSql(values, stored)).toEqual(values.map((value) => parsedOrNull(kind.parse, value)));
  });

  test('is false for NULL', async () => {
    expect(await inSql([null], kind.isSql('e.value'))).toEqual([false]);
    expect(await inSql([null], kind.storedSql('e.value'))).toEqual([null]);
  });
});

test('check digits are the same in SQL', async () => {
  const bases = Array.from({ length: 500 }, (_, index) => drawn(index) % 100_000_000).concat(0, 97, 96);
  const inDuckDb = (expression: string) => inSql(bases.map(String), expression);
  const n = 'CAST(e.value AS BIGINT)';
  expect(await inDuckDb(ids.cbeCheckDigitsSql(n))).toEqual(
    bases.map((base) => ids.cbeCheckDigits(String(base).padStart(8, '0'))),
  );
  expect(await inDuckDb(ids.nssoCheckDigitsSql(n))).toEqual(
    bases.map((base) => ids.nssoCheckDigits(String(base))),
  );
  expect(await inDuckDb(ids.nissCheckDigitsSql(n, 2000))).toEqual(
    bases.map((base) => ids.nissCheckDigits(String(base).padStart(9, '0'), 2000)),
  );
  expect(await inDuckDb(ids.dimonaPeriodIdCheckDigitsSql(n))).toEqual(
    bases.map((base) => ids.dimonaPeriodIdCheckDigits(String(base).padStart(10, '0'))),
  );
});

describe('known values', () => {
  test('the invented numbers of the examples are right, and one wrong digit makes them wrong', () => {
    expect(ids.isNiss('85010100115')).toBe(true);
    expect(ids.isNiss('02031500228')).toBe(true);
    expect(ids.isCbeNumber('0999999922')).toBe(true);
    expect(ids.isEstablishmentUnitNumber('2999999964')).toBe(true);
    expect(ids.isNssoNumber('191234529')).toBe(true);
    expect(ids.isDimonaPeriodId('123456789002')).toBe(true);
    for (const [is, number] of [
      [ids.isNiss, '85010100116'],
      [ids.isCbeNumber, '0999999923'],
      [ids.isEstablishmentUnitNumber, '2999999965'],
      [ids.isNssoNumber, '191234530'],
      [ids.isDimonaPeriodId, '123456789003'],
    ] as const) {
      expect(is(number)).toBe(false);
    }
  });

  // Bounds of the simple types CompanyID, NOSSRegistrationNbr and ProvisionalNSSONbr in the schemas of 2022/3.
  test('the bounds of the official schemas carry right check digits', () => {
    expect(ids.isCbeNumber('1999999943')).toBe(true);
    expect(ids.isNssoNumber('000100006')).toBe(true);
    expect(ids.isNssoNumber('199999934')).toBe(true);
    expect(ids.isNssoNumber('5000000120')).toBe(true);
    expect(ids.isNssoNumber('5999999989')).toBe(true);
  });

  // DmfA glossary, zone 00042: values for employers without an establishment in Belgium.
  test('the fictitious establishment units of the glossary are right', () => {
    for (const number of ['8999999993', '8999999104', '8999999203', '8999999302', '8999999401']) {
      expect(ids.isEstablishmentUnitNumber(number)).toBe(true);
    }
  });
});

describe('NISS', () => {
  const niss = (base: string, century: ids.Century = 1900) => base + ids.nissCheckDigits(base, century);

  test('tells the birth date, and the century from the check digits', () => {
    expect(ids.birthOfNiss(ids.parseNiss('85010100115'))).toEqual({ year: 1985, month: 1, day: 1 });
    expect(ids.birthOfNiss(ids.parseNiss('02031500228'))).toEqual({ year: 2002, month: 3, day: 15 });
  });

  test('leaves out what was not known, and the day where it is a counter', () => {
    expect(ids.birthOfNiss(ids.parseNiss(niss('850000991')))).toEqual({ year: 1985 });
    expect(ids.birthOfNiss(ids.parseNiss(niss('850700991')))).toEqual({ year: 1985, month: 7 });
    expect(ids.birthOfNiss(ids.parseNiss(niss('850045991')))).toEqual({ year: 1985 });
  });

  test('accepts BIS numbers, months 20 to 32 and 40 to 52', () => {
    for (const month of ['20', '21', '32', '40', '41', '52']) {
      const bis = ids.parseNiss(niss(`85${month}15991`));
      expect(ids.isBisNumber(bis)).toBe(true);
      expect(ids.birthOfNiss(bis).month).toBe(Number(month) % 20 || undefined);
    }
    expect(ids.isBisNumber(ids.parseNiss(niss('851215991')))).toBe(false);
  });

  test('refuses other months, day 32 of a known month and serial 000', () => {
    for (const base of [
      '851315991',
      '851915991',
      '853315991',
      '855315991',
      '858015991',
      '850132991',
      '850101000',
    ]) {
      expect(ids.isNiss(niss(base))).toBe(false);
    }
  });
});

describe('written forms', () => {
  test('are read', () => {
    expect(ids.parseNiss('85.01.01-001.15')).toBe('85010100115');
    expect(ids.parseNiss(' 85 01 01 001 15 ')).toBe('85010100115');
    for (const text of [
      '0999999922',
      '999999922',
      'BE0999999922',
      'be 0999.999.922',
      '0999.999.922',
      'BE999999922',
    ]) {
      expect(ids.parseCbeNumber(text)).toBe('0999999922');
    }
    expect(ids.parseEstablishmentUnitNumber('2.999.999.964')).toBe('2999999964');
    for (const text of ['191234529', '1912345-29', '0000191234529']) {
      expect(ids.parseNssoNumber(text)).toBe('191234529');
    }
    expect(ids.parseNssoNumber('100006')).toBe('000100006');
  });

  test('are written', () => {
    expect(ids.formatNiss(ids.parseNiss('85010100115'))).toBe('85.01.01-001.15');
    expect(ids.formatCbeNumber(ids.parseCbeNumber('0999999922'))).toBe('0999.999.922');
    expect(ids.formatEstablishmentUnitNumber(ids.parseEstablishmentUnitNumber('2999999964'))).toBe(
      '2.999.999.964',
    );
    expect(ids.formatNssoNumber(ids.parseNssoNumber('191234529'))).toBe('1912345-29');
    expect(ids.formatDimonaPeriodId(ids.parseDimonaPeriodId('123456789002'))).toBe('123456789002');
  });

  test('are masked, and a text that is no identifier shows nothing at all', () => {
    expect(ids.maskNiss('85010100115')).toBe('**.**.**-***.15');
    expect(ids.maskNiss('85010100116')).toBe('***********');
    expect(ids.maskCbeNumber('0999999922')).toBe('****.***.*22');
    expect(ids.maskEstablishmentUnitNumber('2999999964')).toBe('*.***.***.*64');
    expect(ids.maskNssoNumber('191234529')).toBe('*******-29');
    expect(ids.maskDimonaPeriodId('123456789002')).toBe('**********02');
    expect(ids.maskWorkerPseudonym('Pa1b2c3d4e5f')).toBe('P***********');
    expect(ids.maskCbeNumber('Jan Peeters')).toBe('*** *******');
  });

  test('that are wrong are refused without being repeated', () => {
    for (const parse of [
      ...Object.values(KINDS).map((kind) => kind.parse),
      ids.parseWorkerPseudonym,
      ids.parseQuarter,
    ]) {
      const thrown = (() => {
        try {
          parse('85010100999');
        } catch (error) {
          return error;
        }
        return undefined;
      })();
      expect(thrown).toBeInstanceOf(TypeError);
      expect(String(thrown)).not.toContain('85010100999');
    }
  });

  test('of a provisional number say so', () => {
    expect(ids.isProvisionalNssoNumber(ids.parseNssoNumber('5000000120'))).toBe(true);
    expect(ids.isProvisionalNssoNumber(ids.parseNssoNumber('191234529'))).toBe(false);
  });
});
