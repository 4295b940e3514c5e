import { createHmac } from 'node:crypto';
import { parseWorkerPseudonym, type Niss, type WorkerPseudonym } from '../identifiers/index.ts';
import type { Key } from './key.ts';

/**
 * Keyed pseudonyms: one letter and the first eleven base64 characters of HMAC-SHA-256(key, namespace + ':' + value).
 *
 * Twelve characters because DuckDB keeps texts of up to twelve in place, without a pointer: joins on them are as fast
 * as on numbers. Eleven characters are 66 bits: of 20 million persons any two share a pseudonym with a probability of
 * 2.7 in a million (n² / 2^67), and the loader refuses to go on if it happens. Without the key a pseudonym cannot be
 * tried out: a plain hash of eleven digits would be reversed in minutes.
 * The alphabet is that of base64 with `_` for `+` and `-` for `/`.
 */
export type PseudonymNamespace = 'niss' | 'text';

const LETTERS: Record<PseudonymNamespace, string> = { niss: 'P', text: 'T' };
const CHARACTERS = 11;
/** Of the digest, nine bytes: enough for the characters that are kept. */
const HEX_DIGITS = 18;

/** Blanks of any kind. Written for RE2 and for JavaScript. */
const BLANKS = '[\\t-\\r\\x{85}\\p{Z}]+';
const BLANKS_IN_TEXT = /[\t-\r\u0085\p{Z}]+/gu;

/**
 * Returns the pseudonym of a value: `P…` for a NISS of eleven digits, `T…` for a text, which is first brought to upper
 * case without accents, so that two writings of a name agree.
 */
export function pseudonymOf(key: Key, namespace: PseudonymNamespace, value: string): string {
  const message = `${namespace}:${namespace === 'text' ? normalisedForPseudonym(value) : value}`;
  const digest = createHmac('sha256', key).update(message, 'utf8').digest('base64');
  return LETTERS[namespace] + digest.slice(0, CHARACTERS).replaceAll('+', '_').replaceAll('/', '-');
}

/** Returns the pseudonym of a worker. */
export function workerPseudonymOf(key: Key, niss: Niss): WorkerPseudonym {
  return parseWorkerPseudonym(pseudonymOf(key, 'niss', niss));
}

/**
 * Returns a VARCHAR expression that equals {@link pseudonymOf}; NULL for NULL.
 * `innerPad` and `outerPad` are BLOB expressions of the two padded keys: `unhex($inner_pad)` with a bound parameter, or
 * those of {@link bindPads}. Never a literal: it would stand in query logs and in the catalog.
 */
export function pseudonymSql(
  expr: string,
  namespace: PseudonymNamespace,
  innerPad: string,
  outerPad: string,
): string {
  const value = namespace === 'text' ? normalisedForPseudonymSql(expr) : expr;
  const inner = `unhex(sha256(${innerPad} || encode('${namespace}:' || ${value})))`;
  const digest = `base64(unhex(substr(sha256(${outerPad} || ${inner}), 1, ${HEX_DIGITS})))`;
  return `'${LETTERS[namespace]}' || replace(replace(substr(${digest}, 1, ${CHARACTERS}), '+', '_'), '/', '-')`;
}

/** Returns the text that a pseudonym is made of: without accents, upper case, single blanks, none at the ends. */
export function normalisedForPseudonym(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');
  return Array.from(plain, upperCase).join('').replaceAll('ẞ', 'SS').replace(BLANKS_IN_TEXT, ' ').trim();
}

/** Returns the VARCHAR expression of {@link normalisedForPseudonym}; NULL for NULL. */
export function normalisedForPseudonymSql(expr: string): string {
  const upper = `replace(upper(strip_accents(${expr})), 'ẞ', 'SS')`;
  return `trim(regexp_replace(${upper}, '${BLANKS}', ' ', 'g'))`;
}

/** DuckDB changes one character into one; JavaScript makes two of some, such as the ligature ﬁ. */
function upperCase(character: string): string {
  if (character === 'ß') return 'ẞ';
  const upper = character.toUpperCase();
  return Array.from(upper).length === 1 ? upper : character;
}
