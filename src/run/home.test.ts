import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HomeError } from '../errors.ts';
import { lockHome, prepareHome } from './home.ts';

let parent = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'vigie-home-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

describe('a home', () => {
  it('can be read by its owner only', () => {
    const home = prepareHome(join(parent, 'home'));
    for (const folder of [home.dir, home.runs, home.temp]) expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is held by one living process at a time', () => {
    const home = prepareHome(join(parent, 'home'));
    writeFileSync(join(home.dir, 'lock'), String(process.ppid));
    expect(() => lockHome(home)).toThrow(HomeError);
    expect(() => lockHome(home)).toThrow(new RegExp(`process ${process.ppid} is running`));
  });

  it('is taken over from a process that was killed, whose temporary files go', () => {
    const home = prepareHome(join(parent, 'home'));
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(join(home.dir, 'lock'), String(dead));
    mkdirSync(join(home.temp, 'left'), { recursive: true });
    const release = lockHome(home);
    expect(readFileSync(join(home.dir, 'lock'), 'utf8')).toBe(String(process.pid));
    expect(existsSync(join(home.temp, 'left'))).toBe(false);
    release();
    expect(existsSync(join(home.dir, 'lock'))).toBe(false);
  });
});
