import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../errors.ts';
import { globalOptions, type GlobalOptions } from './session.ts';

function optionsOf(...args: readonly string[]): GlobalOptions {
  const command = new Command()
    .option('--home <dir>', '', '.vigie')
    .option('--log <format>', '', 'text')
    .option('--threads <n>', '', '2')
    .option('--memory <size>');
  return globalOptions(command.parse(args, { from: 'user' }));
}

describe('the options of every command', () => {
  it.each(['800MB', '9GB', '1.5 GB', '4gib'])('take %s as a memory limit', (memory) => {
    expect(optionsOf('--memory', memory).memory).toBe(memory);
  });

  it.each(['abc', '4', '0GB', '-1GB', '80%', '4GB; DROP'])('refuse %s as a memory limit', (memory) => {
    expect(() => optionsOf(`--memory=${memory}`)).toThrow(UsageError);
  });

  it('leave the database less than the whole machine, and never more than a national night needs', () => {
    const [, megabytes] = /^(\d+)MB$/.exec(optionsOf().memory) ?? [];
    expect(Number(megabytes)).toBeGreaterThan(100);
    expect(Number(megabytes)).toBeLessThanOrEqual(9000);
  });

  it.each(['0', '-1', '1.5', 'two'])('refuse %s threads', (threads) => {
    expect(() => optionsOf(`--threads=${threads}`)).toThrow(UsageError);
  });
});
