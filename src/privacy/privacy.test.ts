import { createHmac } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DisclosureError, HomeError } from '../errors.ts';
import { openDatabase, queryRows } from '../duckdb/index.ts';
import { parseNiss } from '../identifiers/index.ts';
import * as privacy from './index.ts';

const KEY_TEXT = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
const NISS = '85010199192';
const PURPOSE = { reason: 'visit list', legalBasis: 'an article of a law' };
const mode = (path: string): number => statSync(path).mode & 0o777;

let folder: string;
let home: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-privacy-'));
  home = join(folder, 'home');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const givenKey = (): privacy.Key => privacy.loadKey(home, { VIGIE_KEY: KEY_TEXT });

describe('the home folder', () => {
  test('is made for its owner only', () => {
    privacy.openHome(home);
    expect(mode(home)).toBe(0o700);
  });

  test('is closed if it is empty or was filled by vigie', () => {
    mkdirSync(home);
    chmodSync(home, 0o755);
    privacy.openHome(home);
    expect(mode(home)).toBe(0o700);
    privacy.loadKey(home, {});
    chmodSync(home, 0o755);
    privacy.openHome(home);
    expect(mode(home)).toBe(0o700);
  });

  test('is refused, untouched, if others can read it and it holds other things', () => {
    mkdirSync(home);
    writeFileSync(join(home, 'letter.txt'), '');
    chmodSync(home, 0o755);
    expect(() => privacy.openHome(home)).toThrow(HomeError);
    expect(mode(home)).toBe(0o755);
  });
});

describe('the key', () => {
  test('is made once, for its owner only, and read again', () => {
    const key = privacy.loadKey(home, {});
    expect(key).toHaveLength(32);
    expect(mode(join(home, 'key'))).toBe(0o600);
    expect(privacy.loadKey(home, {})).toEqual(key);
  });

  test('of the environment wins, and is not written down', () => {
    expect(givenKey().toString('hex')).toBe(KEY_TEXT);
    expect(() => statSync(join(home, 'key'))).toThrow();
  });

  test('that others can read is refused', () => {
    privacy.loadKey(home, {});
    chmodSync(join(home, 'key'), 0o640);
    expect(() => privacy.loadKey(home, {})).toThrow(HomeError);
  });

  test.each(['', 'abc', KEY_TEXT.slice(2), `${KEY_TEXT}00`, KEY_TEXT.replace('0', 'g')])(
    'of a wrong length or alphabet is refused without being shown: %j',
    (text) => {
      const load = (): privacy.Key => privacy.loadKey(home, { VIGIE_KEY: text });
      expect(load).toThrow(HomeError);
      if (text !== '') expect(load).not.toThrow(text);
    },
  );

  test('other than that of the home is refused', () => {
    givenKey();
    expect(() => privacy.loadKey(home, { VIGIE_KEY: 'ff'.repeat(32) })).toThrow(HomeError);
  });

  test('that was lost is not replaced in silence', () => {
    privacy.loadKey(home, {});
    rmSync(join(home, 'key'));
    expect(() => privacy.loadKey(home, {})).toThrow(HomeError);
  });

  test('is masked in all its writings', () => {
    const key = givenKey();
    const pads = privacy.hmacPads(key);
    for (const text of [
      key.toString('hex'),
      key.toString('base64'),
      KEY_TEXT.toUpperCase(),
      pads.inner,
      pads.outer,
    ]) {
      expect(privacy.redact(`key ${text}.`)).toBe('key [secret].');
    }
  });
});

describe('a pseudonym', () => {
  test('is the start of the keyed hash of RFC 2104, twelve characters with its letter', () => {
    const key = givenKey();
    const digest = createHmac('sha256', Buffer.from(KEY_TEXT, 'hex')).update(`niss:${NISS}`).digest('base64');
    const expected = `P${digest.slice(0, 11).replaceAll('+', '_').replaceAll('/', '-')}`;
    expect(privacy.workerPseudonymOf(key, parseNiss(NISS))).toBe(expected);
    expect(expected).toHaveLength(12);
  });

  test('depends on the key and on the namespace', () => {
    const other = privacy.loadKey(join(folder, 'other'), { VIGIE_KEY: 'ff'.repeat(32) });
    const made = [
      privacy.pseudonymOf(givenKey(), 'niss', NISS),
      privacy.pseudonymOf(other, 'niss', NISS),
      privacy.pseudonymOf(givenKey(), 'text', NISS).replace('T', 'P'),
    ];
    expect(new Set(made).size).toBe(3);
  });

  test('of a name does not depend on case, accents or blanks', () => {
    const writings = [
      'Hélène Müller-Groß',
      ' HELENE  MULLER-GROSS ',
      'hélène\u00a0müller-groß',
      'He\u0301le\u0300ne\tMu\u0308ller-GROẞ',
    ];
    const made = writings.map((text) => privacy.pseudonymOf(givenKey(), 'text', text));
    expect(new Set(made).size).toBe(1);
    expect(privacy.normalisedForPseudonym(writings[0] ?? '')).toBe('HELENE MULLER-GROSS');
  });
});

describe('SQL', () => {
  const inSql = async (expression: string, values: readonly string[]): Promise<unknown[]> => {
    const database = await openDatabase({ path: ':memory:' });
    try {
      const { inner, outer } = privacy.hmacPads(givenKey());
      const rows = await queryRows(
        await database.connect(),
        `SELECT ${expression} AS result, unhex($inner) IS NOT NULL AND unhex($outer) IS NOT NULL AS is_keyed
         FROM (SELECT unnest(from_json($list, '["VARCHAR"]')) AS value,
           generate_subscripts(from_json($list, '["VARCHAR"]'), 1) AS position) AS e ORDER BY position`,
        { list: JSON.stringify(values), inner, outer },
      );
      return rows.map((row) => row['result']);
    } finally {
      database.close();
    }
  };
  const pseudonymSql = (namespace: privacy.PseudonymNamespace): string =>
    privacy.pseudonymSql('e.value', namespace, 'unhex($inner)', 'unhex($outer)');

  test('gives the same pseudonyms of workers', async () => {
    const values = Array.from({ length: 2000 }, (_, index) =>
      String(85_010_199_000 + index * 7919).padStart(11, '0'),
    );
    const key = givenKey();
    expect(await inSql(pseudonymSql('niss'), values)).toEqual(
      values.map((value) => privacy.pseudonymOf(key, 'niss', value)),
    );
  });

  test('gives the same pseudonyms of names in every European spelling', async () => {
    const values = [
      'Zoë Đorđević', 'Ñandú  O’Brien', 'Łukasz Święty', 'IJsbrand Ĳssel', 'Çağla Şahin İpek ırmak', 'Søren Ærø', 'ŒUVRE œuvre',
      'Ελένη Παπαδοπούλου ᾳ', 'Юрий Ёлкин', 'ﬁn ﬀ ŉ ǰ', '李 小龍', 'a\u0301\u0308b', '\u3000x\u2003y\u00a0', '\t\n', '', "D'Hondt & fils s.p.r.l.",
      'straße STRASSE ẞ', '😀 smile', 'ａｂｃ', '가나다',
    ]; // prettier-ignore
    const key = givenKey();
    expect(await inSql(privacy.normalisedForPseudonymSql('e.value'), values)).toEqual(
      values.map(privacy.normalisedForPseudonym),
    );
    expect(await inSql(pseudonymSql('text'), values)).toEqual(
      values.map((value) => privacy.pseudonymOf(key, 'text', value)),
    );
  });

  test('normalises each Latin, Greek and Cyrillic character alike', async () => {
    const blocks = [[0x20, 0x24f], [0x300, 0x36f], [0x370, 0x52f], [0x1e00, 0x1fff], [0x2000, 0x206f]] as const; // prettier-ignore
    const isUnassigned = (text: string): boolean => /\p{Cn}/u.test(text);
    const characters = blocks
      .flatMap(([from, to]) =>
        Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
      )
      .filter((character) => !isUnassigned(character) && !NEWER_THAN_DUCKDB.has(character));
    const values = characters.map((character) => `x${character}y`);
    expect(await inSql(privacy.normalisedForPseudonymSql('e.value'), values)).toEqual(
      values.map(privacy.normalisedForPseudonym),
    );
  });

  /** U+019B has an upper case in Unicode 16 only, which Node knows and DuckDB 1.5 does not. */
  const NEWER_THAN_DUCKDB = new Set(['\u019b']);

  test('takes the key from the session of one connection, and from no other', async () => {
    const database = await openDatabase({ path: ':memory:' });
    const [one, other] = [await database.connect(), await database.connect()];
    const pads = await privacy.bindPads(one, givenKey());
    const sql = `SELECT ${privacy.pseudonymSql('$niss', 'niss', pads.inner, pads.outer)} AS worker_id`;
    const expected = privacy.pseudonymOf(givenKey(), 'niss', NISS);
    expect(await queryRows(one, sql, { niss: NISS })).toEqual([{ worker_id: expected }]);
    const withoutKey = await queryRows(other, sql, { niss: NISS }).catch(() => [{ worker_id: null }]);
    expect(withoutKey).toEqual([{ worker_id: null }]);
    database.close();
  });

  test('gives NULL for NULL', async () => {
    expect(await inSql(privacy.pseudonymSql('nullif(e.value, e.value)', 'text', 'unhex($inner)', 'unhex($outer)'), ['a'])).toEqual([null]); // prettier-ignore
  });
});

describe('clear identities', () => {
  test('are read by links and publication with a purpose', () => {
    expect(() =>
      privacy.assertMayReadIdentity({ kind: 'link', name: 'person', purpose: PURPOSE }),
    ).not.toThrow();
    expect(() => privacy.assertMayReadIdentity({ kind: 'publication', purpose: PURPOSE })).not.toThrow();
  });

  test.each([
    { kind: 'features', purpose: PURPOSE },
    { kind: 'model', purpose: PURPOSE },
    { kind: 'link' },
    { kind: 'link', purpose: { reason: ' ', legalBasis: 'law' } },
    { kind: 'publication', purpose: { reason: 'visit', legalBasis: '' } },
  ])('are refused to %j', (reader) => {
    expect(() => privacy.assertMayReadIdentity(reader)).toThrow(DisclosureError);
  });

  test('leave one line per read, for the owner only', () => {
    privacy.openHome(home);
    const access = { who: 'operator', ...PURPOSE, tables: ['identity.worker'], rowCount: 12 };
    privacy.logAccess(home, { ...access, reader: 'link person', at: '2024-04-01T02:00:00Z' });
    privacy.logAccess(home, access);
    const path = join(home, 'access.jsonl');
    expect(mode(path)).toBe(0o600);
    const lines = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual([{ ...access, reader: 'link person', at: '2024-04-01T02:00:00Z' }, access]);
  });

  test('leave no line without a reason: the read is refused', () => {
    privacy.openHome(home);
    const nameless = { ...PURPOSE, reason: '', tables: ['identity.worker'], rowCount: 1 };
    expect(() => privacy.logAccess(home, nameless)).toThrow(DisclosureError);
  });
});
