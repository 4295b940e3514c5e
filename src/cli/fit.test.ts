import { describe, expect, it } from 'vitest';
import { HomeError, UsageError, type VigieError } from '../errors.ts';
import { fitEach } from './fit.ts';

const parts = { place: 'labels', fact: 'all alike', expectation: 'both', effect: 'none', next: 'wait' };
const nothingToLearn = new UsageError(parts);

async function fitted(models: Readonly<Record<string, VigieError | undefined>>) {
  const failed: string[] = [];
  const fit = (name: string) => {
    const error = models[name];
    return error ? Promise.reject(error) : Promise.resolve(`${name} fitted`);
  };
  const results = await fitEach(Object.keys(models), fit, (name) => failed.push(name));
  return { results, failed };
}

describe('several models', () => {
  it('are fitted, but for one that has nothing to learn from, which is reported', async () => {
    expect(await fitted({ a: undefined, b: nothingToLearn, c: undefined })).toEqual({
      results: ['a fitted', 'c fitted'],
      failed: ['b'],
    });
  });

  it('end with the reason where none has anything to learn from', async () => {
    await expect(fitted({ a: nothingToLearn, b: nothingToLearn })).rejects.toBe(nothingToLearn);
    await expect(fitted({ a: nothingToLearn })).rejects.toBe(nothingToLearn);
  });

  it('end at once where the home fails', async () => {
    const full = new HomeError(parts);
    await expect(fitted({ a: undefined, b: full, c: undefined })).rejects.toBe(full);
  });
});
