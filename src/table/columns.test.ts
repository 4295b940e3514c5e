import { describe, expect, it } from 'vitest';
import {
  bigint,
  cbeNumber,
  cents,
  clearDate,
  clearText,
  clearTextId,
  code,
  date,
  establishmentUnitNumber,
  flag,
  hundredths,
  integer,
  nssoNumber,
  quarter,
  real,
  text,
  timestamp,
  workerId,
} from './index.ts';

const meaning = 'm';

describe('a column builder', () => {
  it.each([
    ['text', text({ meaning }), 'VARCHAR', 'text', 'none'],
    ['code', code({ meaning }), 'VARCHAR', 'text', 'none'],
    ['integer', integer({ meaning }), 'INTEGER', 'integer', 'none'],
    ['bigint', bigint({ meaning }), 'BIGINT', 'integer', 'none'],
    ['cents', cents({ meaning }), 'BIGINT', 'integer', 'none'],
    ['hundredths', hundredths({ meaning, unit: 'hundredths of days' }), 'INTEGER', 'integer', 'none'],
    ['date', date({ meaning }), 'DATE', 'date', 'none'],
    ['timestamp', timestamp({ meaning }), 'TIMESTAMP', 'timestamp', 'none'],
    ['quarter', quarter({ meaning }), 'VARCHAR', 'quarter', 'none'],
    ['flag', flag({ meaning }), 'BOOLEAN', 'flag', 'none'],
    ['real', real({ meaning }), 'DOUBLE', 'real', 'none'],
    ['workerId', workerId({ meaning }), 'VARCHAR', 'niss', 'pseudonym'],
    ['clearTextId', clearTextId({ meaning }), 'VARCHAR', 'name', 'pseudonym'],
    ['clearText', clearText({ meaning }), 'VARCHAR', 'text', 'identifier'],
    ['clearDate', clearDate({ meaning }), 'DATE', 'date', 'identifier'],
    ['cbeNumber', cbeNumber({ meaning }), 'VARCHAR', 'cbe', 'none'],
    ['establishmentUnitNumber', establishmentUnitNumber({ meaning }), 'VARCHAR', 'cbe', 'none'],
    ['nssoNumber', nssoNumber({ meaning }), 'VARCHAR', 'nsso', 'none'],
  ] as const)(
    '%s has its type, its reading rule and its personal class',
    (_name, column, type, kind, personal) => {
      expect(column).toMatchObject({ type, personal, nullable: false, meaning, read: { kind } });
    },
  );

  it('is never NULL unless it says optional', () => {
    expect(date({ meaning }).nullable).toBe(false);
    expect(date({ meaning, optional: false }).nullable).toBe(false);
    expect(date({ meaning, optional: true }).nullable).toBe(true);
  });

  it('keeps what is said of the extract in the reading rule, and nothing that was not said', () => {
    const lookup = { XX: 'BE' };
    expect(code({ meaning, from: 'country', lookup }).read).toEqual({
      kind: 'text',
      from: 'country',
      lookup,
    });
    expect(Object.keys(text({ meaning })).sort()).toEqual([
      'meaning',
      'nullable',
      'personal',
      'read',
      'type',
    ]);
    expect(text({ meaning }).read).toEqual({ kind: 'text' });
  });

  it('keeps its constraints', () => {
    const options = { meaning, oneOf: ['a'], pattern: 'a', padTo: 3, zone: '00013' };
    expect(code(options)).toMatchObject(options);
    expect(workerId({ meaning, checkDigit: 'warn' }).checkDigit).toBe('warn');
    expect(date({ meaning, notInFuture: true }).notInFuture).toBe(true);
  });

  it('takes amounts and hundredths as not negative unless it gives a minimum', () => {
    expect(cents({ meaning })).toMatchObject({ min: 0, unit: 'euro cents' });
    expect(cents({ meaning, min: -5 }).min).toBe(-5);
    expect(hundredths({ meaning, unit: 'hundredths of hours' })).toMatchObject({
      min: 0,
      unit: 'hundredths of hours',
    });
    expect(integer({ meaning }).min).toBeUndefined();
  });

  it('is a person’s text only where somebody says so', () => {
    expect(text({ meaning, personal: 'free text' }).personal).toBe('free text');
  });
});
