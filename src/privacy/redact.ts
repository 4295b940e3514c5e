import {
  isCbeNumber,
  isDimonaPeriodId,
  isEstablishmentUnitNumber,
  isNiss,
  isNssoNumber,
} from '../identifiers/index.ts';

/**
 * The belt of the logs: masks what has the shape of an official number, whatever stands around it.
 *
 * Shape decides, not the check digits, because a number with a typing error still points to somebody. What remains
 * readable: dates, numbers of fewer than nine digits, and whole hashes (32, 40 or 64 hexadecimal characters; of a cut
 * hash, eight are safe to print). Longer counts and sizes are readable grouped by commas; grouped by blanks, followed by
 * their unit or written as a fraction they are readable unless their digits happen to be a right official number.
 * Matricules of fewer than nine digits cannot be told from counts and pass: the house writes them with leading zeros.
 */
export function redact(text: string): string {
  const withoutSecrets = secretPattern === undefined ? text : text.replace(secretPattern, '[secret]');
  return withoutSecrets.replace(CANDIDATE, (found, offset: number) =>
    isReadable(found, withoutSecrets.slice(0, offset), withoutSecrets.slice(offset + found.length))
      ? found
      : placeholderOf(found.replace(/\D/g, '')),
  );
}

/** Returns whether a run of digits is an official number of any kind, also one that lost its leading zeros as a number. */
export function isOfficialNumber(digits: string): boolean {
  if (digits.length < 9) return false;
  if (digits.length > 12) return windowsOf(digits, 11).some(isNiss);
  return (
    isNiss(digits.padStart(11, '0')) ||
    isDimonaPeriodId(digits.padStart(12, '0')) ||
    isCbeNumber(digits.padStart(10, '0')) ||
    isEstablishmentUnitNumber(digits) ||
    isNssoNumber(digits)
  );
}

const secrets = new Set<string>();
let secretPattern: RegExp | undefined;
const SHORTEST_SECRET = 6;

/**
 * Makes {@link redact} mask a text, in upper and lower case, for the rest of the process.
 * @throws RangeError for a text of fewer than six characters: masking it would make every line unreadable.
 */
export function registerSecret(secret: string): void {
  if (secret.length < SHORTEST_SECRET)
    throw new RangeError(`a secret has at least ${SHORTEST_SECRET} characters`);
  secrets.add(secret);
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  secretPattern = new RegExp(escaped.join('|'), 'gi');
}

const SEPARATOR = '[ \\t\\u00a0\\u202f./\\u2010-\\u2015-]';
const HASH = '(?<![0-9A-Za-z])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9A-Za-z])';
const UUID = '(?<![0-9A-Za-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9A-Za-z])';
/** Groups of digits with separators: 2-2-2-3-2 (NISS), 4-3-3, 1-3-3-3 and 3-3-3 (CBE), 7-2 (matricule); else nine and more. */
const WRITTEN = [
  [2, 2, 2, 3, 2].map((n) => `\\d{${n}}`).join(`${SEPARATOR}{0,3}`),
  `\\d{4}${SEPARATOR}?\\d{3}${SEPARATOR}?\\d{3}`,
  `(?:\\d${SEPARATOR})?\\d{3}${SEPARATOR}\\d{3}${SEPARATOR}\\d{3}`,
  '\\d{7}[-/]\\d{2}',
  '\\d{9,}',
].map((shape) => `(?<!\\d)${shape}(?!\\d)`);
const CANDIDATE = new RegExp([HASH, UUID, ...WRITTEN].join('|'), 'g');

const UNIT_AFTER =
  /^\s?(?:rows?|bytes?|records?|lines?|files?|persons?|workers?|employers?|cents|ms|[kMG]?i?B)\b/;
const FRACTION_BEFORE = /(?<![\d.])0\.$/;
const COMPACT_TIME = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/;

function isReadable(found: string, before: string, after: string): boolean {
  if (/[a-f]/.test(found)) return true;
  const digits = found.replace(/\D/g, '');
  const isPlain =
    UNIT_AFTER.test(after) ||
    FRACTION_BEFORE.test(before) ||
    COMPACT_TIME.test(found) ||
    /^\d{1,3}(?: \d{3})+$/.test(found);
  return isPlain && !isOfficialNumber(digits);
}

const PLACEHOLDERS: Readonly<Record<number, string>> = {
  9: '[nsso]',
  10: '[cbe]',
  11: '[niss]',
  12: '[dimona]',
};

const placeholderOf = (digits: string): string => PLACEHOLDERS[digits.length] ?? '[number]';

function windowsOf(digits: string, length: number): string[] {
  return Array.from({ length: digits.length - length + 1 }, (_, start) =>
    digits.slice(start, start + length),
  );
}
