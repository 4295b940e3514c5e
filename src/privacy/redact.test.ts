import { describe, expect, test } from 'vitest';
import { redact, registerSecret } from './redact.ts';

// All invented: bases and serials from reserved ranges.
const NISS = '85010199192';
const WRITTEN_NUMBERS = {
  'a NISS': [NISS, '85.01.01-991.92', '85 01 01 991 92', '85-01-01-991-92', '85.01.01 - 991.92', '850101-991-92', '850101 99192'],
  'a NISS with a typing error': ['85010199193', '85.01.01-991.93'],
  'a CBE number': ['0999999922', '0999.999.922', '0999 999 922', 'BE0999999922', 'BE 0999.999.922', '999999922', '999.999.922'],
  'a CBE number with a typing error': ['0999999923', '0999.999.923'],
  'an establishment unit': ['2999999964', '2.999.999.964', '2 999 999 964'],
  'a matricule': ['191234529', '1912345-29', '5000000120'],
  'a Dimona period': ['123456789002'],
}; // prettier-ignore

const EMBEDDINGS: readonly ((number: string) => string)[] = [
  (number) => number,
  (number) => `row of ${number}, line 3`,
  (number) => `x${number}y`,
  (number) => `inss="${number}"`,
  (number) => `{"inss":"${number}","n":1}`,
  (number) => `/data/${number}.xml`,
  (number) => `a_${number}_b`,
  (number) => `(${number})`,
  (number) => `?id=${number}&x`,
  (number) => `abc${number}def`,
  (number) => `${number}\n${number}`,
  (number) => `NISS:${number};`,
];

describe.each(Object.entries(WRITTEN_NUMBERS))('%s', (_, writings) => {
  test.each(writings)('written %s is masked in any embedding', (writing) => {
    const digits = writing.replace(/\D/g, '');
    for (const embed of EMBEDDINGS) {
      const redacted = redact(embed(writing));
      expect(redacted).toMatch(/\[(niss|cbe|nsso|dimona)\]/);
      expect(redacted.replace(/\D/g, '')).not.toContain(digits);
      expect(redacted).not.toMatch(/\d{4}/);
    }
  });
});

test('the kind is told by the number of digits', () => {
  expect(redact(`${NISS} 0999999922 191234529 123456789002 12345678901234567`)).toBe(
    '[niss] [cbe] [nsso] [dimona] [number]',
  );
});

test('a number glued to other digits is masked whole', () => {
  expect(redact(`20240131${NISS}`)).toBe('[number]');
});

test.each([
  '2024-03-31', '20240331', '2024Q1', '20241', '2024-03-31T10:15:00.123Z', '2024-03-31 10:15:00', '20240331101500',
  '12,345,678,901 rows', '12345678 rows', '300000001 rows', '14500000001 bytes', '1 234 567', '123 456 788 rows',
  '45 files of 12,000,000 bytes', 'AUC 0.912345678901', 'FI.DMFA.112768.20250109.00014.R.1.1', '192.168.10.123',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709', 'run 20240131-3f9a1b2c', '3400001Y1P01G',
  '0f8fad5b-d9cd-469f-a165-708677289502', 'error 00913-355 in zone 90017', 'src/log/logger.ts:12:34',
])('%j stays readable', (text) => {
  expect(redact(text)).toBe(text);
}); // prettier-ignore

test('a unit or a fraction do not hide a right number', () => {
  expect(redact(`${NISS} rows`)).toBe('[niss] rows');
  expect(redact(`0.${NISS}`)).toBe('0.[niss]');
});

test('registered secrets are masked in any case and inside words', () => {
  registerSecret('Zomerzon+42');
  expect(redact('x=ZOMERZON+42y')).toBe('x=[secret]y');
  expect(() => registerSecret('ab')).toThrow(RangeError);
});

test('redacting twice changes nothing more', () => {
  for (const writing of Object.values(WRITTEN_NUMBERS).flat()) {
    const once = redact(`of ${writing}`);
    expect(redact(once)).toBe(once);
  }
});
