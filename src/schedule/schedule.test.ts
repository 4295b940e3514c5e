import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HomeError } from '../errors.ts';
import { readState, runSchedule, type ScheduleOptions } from './index.ts';

const NIGHTLY = { name: 'nightly', cron: '30 1 * * *' };
const MONTHLY = { name: 'monthly', cron: '0 5 20 * *' };

let folder = '';
let now = new Date(0);
let ran: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-schedule-'));
  ran = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Lives from one moment to another by a clock that sleep moves; a job takes `minutes`. */
async function live(
  from: string,
  until: string,
  more: Partial<ScheduleOptions> = {},
  minutes = 5,
): Promise<void> {
  now = new Date(from);
  await runSchedule({
    jobs: [NIGHTLY, MONTHLY],
    statePath: join(folder, 'state.json'),
    healthPath: join(folder, 'health.json'),
    clock: {
      now: () => now,
      sleep: (milliseconds) => {
        now = new Date(now.getTime() + milliseconds);
        return Promise.resolve();
      },
    },
    run: (job) => {
      ran.push(`${job} ${now.toISOString().slice(0, 16)}`);
      now = new Date(now.getTime() + minutes * 60_000);
      return Promise.resolve(0);
    },
    signal: new AbortController().signal,
    until: new Date(until),
    heartbeatMilliseconds: 4 * 3_600_000,
    ...more,
  });
}
const health = () =>
  JSON.parse(readFileSync(join(folder, 'health.json'), 'utf8')) as {
    isHealthy: boolean;
    next: Record<string, string>;
  };

it('runs at Brussels time, before and after the change to summer time', async () => {
  await live('2024-03-30T12:00:00Z', '2024-04-01T12:00:00Z');
  // 2024-03-31 is the change: 01:30 is still winter time, UTC+1; on 1 April it is UTC+2.
  expect(ran).toEqual(['nightly 2024-03-31T00:30', 'nightly 2024-03-31T23:30']);
});

it('runs nothing at its first start', async () => {
  await live('2024-05-02T12:00:00Z', '2024-05-02T13:00:00Z');
  expect(ran).toEqual([]);
});

it('catches missed runs up once, the earliest first', async () => {
  await live('2024-05-02T12:00:00Z', '2024-05-02T12:01:00Z');
  await live('2024-05-25T12:00:00Z', '2024-05-25T12:30:00Z');
  expect(ran).toEqual(['monthly 2024-05-25T12:00', 'nightly 2024-05-25T12:05']);
  await live('2024-05-25T13:00:00Z', '2024-05-25T13:30:00Z');
  expect(ran).toHaveLength(2);
});

it('never runs two jobs at a time, and one that took long delays the others', async () => {
  await live('2024-05-20T02:00:00Z', '2024-05-21T12:00:00Z', {}, 26 * 60);
  expect(ran).toEqual(['monthly 2024-05-20T03:00', 'nightly 2024-05-21T05:00']);
});

it('finishes the job at hand when it is stopped, and remembers it', async () => {
  await live('2024-05-02T12:00:00Z', '2024-05-02T12:01:00Z');
  const stop = new AbortController();
  await live('2024-05-25T12:00:00Z', '2024-05-26T12:00:00Z', {
    signal: stop.signal,
    run: (job) => {
      ran.push(job);
      stop.abort();
      return Promise.resolve(12);
    },
  });
  expect(ran).toEqual(['monthly']);
  expect(readState(join(folder, 'state.json'))['monthly']).toEqual({
    scheduledAt: '2024-05-20T03:00:00.000Z',
    exitCode: 12,
  });
  expect(health().isHealthy).toBe(false);
});

it('ends after what is due when it is asked for once, and says what comes next', async () => {
  await live('2024-05-02T12:00:00Z', '2024-05-02T12:01:00Z');
  await live('2024-05-03T12:00:00Z', '2099-01-01T00:00:00Z', { once: true });
  expect(ran).toEqual(['nightly 2024-05-03T12:00']);
  expect(health()).toMatchObject({ isHealthy: true, next: { nightly: '2024-05-03T23:30:00.000Z' } });
});

it('refuses a damaged state rather than forget what it ran', async () => {
  writeFileSync(join(folder, 'state.json'), '{');
  await expect(live('2024-05-02T12:00:00Z', '2024-05-02T13:00:00Z')).rejects.toThrow(HomeError);
});
