import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContractError, UsageError } from '../errors.ts';
import { worldDates } from './options.ts';
import { worldSteps } from './steps.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'world-'));
  mkdirSync(join(dir, 'schemes'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [name, sql] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), sql);
  }
}

describe('the steps of a world', () => {
  it('come in an order in which each reads earlier tables only', () => {
    write({
      'population/a.sql': 'SELECT * FROM world.b AS b',
      'population/b.sql': 'SELECT * FROM world.c AS c',
      'population/c.sql': 'SELECT 1 AS x',
    });
    expect(worldSteps(dir).map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  });

  it('unite what several schemes say about one subject', () => {
    write({ 'schemes/one/site.sql': 'SELECT 1 AS x', 'schemes/two/site.sql': 'SELECT 2 AS x' });
    const union = worldSteps(dir).find(({ name }) => name === 'scheme_site');
    expect(union?.sql).toBe('SELECT * FROM world.one_site UNION ALL BY NAME SELECT * FROM world.two_site');
  });

  it('are refused when they wait for each other', () => {
    write({
      'population/a.sql': 'SELECT * FROM world.b AS b',
      'population/b.sql': 'SELECT * FROM world.a AS a',
    });
    expect(() => worldSteps(dir)).toThrow(ContractError);
  });
});

describe('the dates of a world', () => {
  it('end with a complete quarter and 45 live days after it', () => {
    expect(worldDates({ employers: 300, quarters: 4, seed: 1, lastQuarter: '2024Q1' })).toEqual({
      firstDate: '2023-04-01',
      lastDate: '2024-03-31',
      snapshotDate: '2024-05-15',
      horizonDate: '2025-05-15',
    });
  });

  it.each([
    { employers: 5, quarters: 4, seed: 1 },
    { employers: 300, quarters: 0, seed: 1 },
    { employers: 300, quarters: 4, seed: -1 },
    { employers: 300, quarters: 4, seed: 1, lastQuarter: '2024-03' },
  ])('are refused for an option out of range', (options) => {
    expect(() => worldDates(options)).toThrow(UsageError);
  });
});
