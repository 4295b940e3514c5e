import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HomeError } from '../errors.ts';
import { isOpenToOthers, openHome } from './home.ts';
import { registerSecret } from './redact.ts';

/** The secret of all pseudonyms: 32 bytes. */
export type Key = Buffer & { readonly [keyBrand]: true };
declare const keyBrand: unique symbol;

const KEY_BYTES = 32;
const EXPECTATION = `${KEY_BYTES} bytes written as ${2 * KEY_BYTES} hexadecimal characters`;

/**
 * Returns the key of a home folder: `VIGIE_KEY` of the environment if it is set, else the file `<home>/key`, which is
 * made (mode 0600) for a new home. It is the only randomness of the house: the same key gives the same pseudonyms.
 * The home remembers the fingerprint of its key, because rows loaded under two keys would never meet again in silence.
 * The key is registered as a secret of the logs.
 * @throws HomeError for a key of another length, a key other than that of the home, a key file that was lost or that
 * the group or the world can read.
 */
export function loadKey(home: string, environment: NodeJS.ProcessEnv = process.env): Key {
  openHome(home);
  const given = environment['VIGIE_KEY'];
  const key =
    given === undefined ? keyOf(readKeyFile(home), 'key file of the home folder') : keyOf(given, 'VIGIE_KEY');
  assertKeyOfHome(home, key);
  return key;
}

/** Returns sixteen hexadecimal characters that tell two keys apart and nothing about either; for manifests. */
export function keyFingerprint(key: Key): string {
  return createHmac('sha256', key).update('vigie key fingerprint').digest('hex').slice(0, 16);
}

const fingerprintFile = (home: string): string => join(home, 'key.fingerprint');

function assertKeyOfHome(home: string, key: Key): void {
  const path = fingerprintFile(home);
  const fingerprint = keyFingerprint(key);
  if (!existsSync(path)) return writeFileSync(path, `${fingerprint}\n`, { mode: 0o600 });
  if (readFileSync(path, 'utf8').trim() !== fingerprint) {
    throw wrongKey(
      'key of the home folder',
      'it is another key than the one that made the pseudonyms of this home',
      'the same key',
      'restore the right key, or start a new home',
    );
  }
}

function readKeyFile(home: string): string {
  const path = join(home, 'key');
  if (!existsSync(path)) return newKeyFile(home, path);
  if (isOpenToOthers(path)) {
    throw wrongKey(
      'key file of the home folder',
      'others can read it',
      'mode 0600',
      'decide whether the key is still secret, then run chmod 600 on it',
    );
  }
  return readFileSync(path, 'utf8');
}

function newKeyFile(home: string, path: string): string {
  if (existsSync(fingerprintFile(home))) {
    throw wrongKey(
      'key file of the home folder',
      'it is gone',
      'the key that made the pseudonyms of this home',
      'restore it from its safe copy, or give it as VIGIE_KEY',
    );
  }
  const text = randomBytes(KEY_BYTES).toString('hex');
  writeFileSync(path, `${text}\n`, { mode: 0o600, flag: 'wx' });
  return text;
}

function keyOf(written: string, place: string): Key {
  const text = written.trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw wrongKey(place, 'it is not a key', EXPECTATION, 'restore the right key from its safe copy');
  }
  const key = Buffer.from(text, 'hex') as Key;
  for (const secret of [key.toString('hex'), key.toString('base64'), key.toString('base64url')])
    registerSecret(secret);
  for (const pad of Object.values(hmacPads(key))) registerSecret(pad);
  return key;
}

function wrongKey(place: string, fact: string, expectation: string, next: string): HomeError {
  return new HomeError({ place, fact, expectation, effect: 'nothing was pseudonymised', next });
}

/** The two padded keys of HMAC-SHA-256 (RFC 2104) as hexadecimal text, 128 characters each. */
export interface HmacPads {
  readonly inner: string;
  readonly outer: string;
}

const BLOCK_BYTES = 64;

/** Returns the padded keys that {@link pseudonymSql} needs; they are as secret as the key, and never stored. */
export function hmacPads(key: Key): HmacPads {
  const padded = Buffer.concat([key], BLOCK_BYTES);
  const pad = (byte: number): string => Buffer.from(padded.map((value) => value ^ byte)).toString('hex');
  return { inner: pad(0x36), outer: pad(0x5c) };
}
