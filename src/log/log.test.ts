import { describe, expect, test } from 'vitest';
import { HeaderError } from '../errors.ts';
import { collectIssues, createLogger, fieldsOfError, type LoggerOptions } from './index.ts';

const NISS = '85010199192';

function written(
  options: Omit<LoggerOptions, 'stream'>,
  use: (logger: ReturnType<typeof createLogger>) => void,
): string {
  const texts: string[] = [];
  use(createLogger({ ...options, stream: { write: (text) => texts.push(text), columns: 60 } }));
  return texts.join('');
}

describe('a line', () => {
  test('of JSON has the level, the event and the fields, and no moment', () => {
    const text = written({ format: 'json' }, (log) =>
      log.info('load.file', { source: 'dmfa', rows: 300000001, ok: true }),
    );
    expect(text).toBe('{"level":"info","event":"load.file","source":"dmfa","rows":300000001,"ok":true}\n');
  });

  test('carries the moment that is given', () => {
    const now = (): string => '2024-04-01T02:00:00Z';
    expect(written({ format: 'json', now }, (log) => log.info('run'))).toBe(
      '{"at":"2024-04-01T02:00:00Z","level":"info","event":"run"}\n',
    );
    expect(written({ format: 'text', now }, (log) => log.warn('run'))).toBe(
      '2024-04-01T02:00:00Z warn  run\n',
    );
  });

  test('of text groups large numbers and quotes texts with blanks', () => {
    const fields = { rows: 300000001, auc: 0.912345, file: 'a b.csv', columns: ['x', 'y'], none: null };
    expect(written({ format: 'text' }, (log) => log.info('load.file', fields))).toBe(
      'info  load.file rows=300,000,001 auc=0.9123 file="a b.csv" columns=["x","y"] none=null\n',
    );
  });

  test.each(['text', 'json'] as const)(
    'of %s never shows an official number, wherever it was put',
    (format) => {
      const text = written({ format, level: 'debug' }, (log) => {
        log.info(`load ${NISS}`, {
          [NISS]: 'x',
          file: `/in/${NISS}.xml`,
          list: [`85.01.01-991.92`],
          inss: Number(NISS),
        });
        log.debug('x', {
          company: 999999922,
          employer: Number('191234529'),
          account_number: 191234529,
          text: 'BE 0999.999.922',
        });
        log.error('x', fieldsOfError(new Error(`Duplicate key "${NISS}"`)));
      });
      expect(text.replace(/\D/g, ' ')).not.toMatch(/\d{9}/);
      expect(text).not.toContain('85.01.01');
      expect(text).not.toContain('0999');
      if (format === 'json')
        for (const line of text.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
    },
  );

  test('stays one line, without codes of the terminal', () => {
    const text = written({ format: 'text' }, (log) =>
      log.info('load.file', { file: 'a\nerror forged\u001b[2J' }),
    );
    expect(text.match(/\n/g)).toHaveLength(1);
    expect(text).not.toContain('\u001b');
  });

  test('below the level is not written', () => {
    const use = (log: ReturnType<typeof createLogger>): void => {
      log.debug('a');
      log.info('b');
      log.warn('c');
    };
    expect(written({ format: 'text' }, use)).toBe('info  b\nwarn  c\n');
    expect(written({ format: 'text', level: 'error' }, use)).toBe('');
  });
});

describe('progress', () => {
  const use = (log: ReturnType<typeof createLogger>): void => {
    log.progress('load dmfa', 0, 1000);
    log.progress('load dmfa', 1, 1000);
    log.progress('load dmfa', 500, 1000);
    log.info('note');
    log.progress('load dmfa', 1000, 1000);
  };

  test('is silent unless the stream is a terminal and people read it', () => {
    expect(written({ format: 'text' }, use)).toBe('info  note\n');
    expect(written({ format: 'json', isTerminal: true }, use)).toBe('{"level":"info","event":"note"}\n');
  });

  test('draws a bar only when it changes, makes place for lines and disappears at the end', () => {
    const text = written({ format: 'text', isTerminal: true }, use);
    const erased = '\r\u001b[2K';
    const half = `${'█'.repeat(12)}${'░'.repeat(12)}  50 % load dmfa`;
    expect(text).toBe(
      `${erased}${'░'.repeat(24)}   0 % load dmfa${erased}${half}${erased}info  note\n${erased}${half}${erased}`,
    );
  });
});

describe('issues', () => {
  test('are the warnings and errors, counted, masked, in an order of their own', () => {
    const issues = collectIssues();
    written({ format: 'json', level: 'error', issues }, (log) => {
      log.warn('load.check_digit', { table: 'b', sample: NISS });
      log.info('load.file');
      log.warn('load.check_digit', { table: 'a' });
      log.warn('load.check_digit', { sample: NISS, table: 'b' });
      log.error('load.refused', { file: 'x.csv' });
    });
    expect(issues.list().map(({ event, count, fields }) => [event, count, fields['table'] ?? null])).toEqual([
      ['load.refused', 1, null],
      ['load.check_digit', 2, 'b'],
      ['load.check_digit', 1, 'a'],
    ]);
    expect(issues.toJson()).not.toContain(NISS);
    expect(JSON.parse(issues.toJson())).toHaveLength(3);
  });

  test('are the same text in any order of arrival', () => {
    const [forth, back] = [collectIssues(), collectIssues()];
    const findings = ['c', 'a', 'b', 'a'].map((table) => ({ table, rule: 'missing' }));
    for (const fields of findings) forth.add('warn', 'x', fields);
    for (const { table, rule } of findings.toReversed()) back.add('warn', 'x', { rule, table });
    expect(JSON.parse(forth.toJson())).toEqual(JSON.parse(back.toJson()));
    expect(forth.toJson()).toBe(back.toJson());
  });
});

describe('an error', () => {
  test('that vigie explains is told in its five parts', () => {
    const parts = { place: 'dmfa', fact: 'f', expectation: 'e', effect: 'none', next: 'n' };
    expect(fieldsOfError(new HeaderError(parts))).toEqual({ error: 'HeaderError', ...parts });
  });

  test('that is a bug tells its class and place, never its message', () => {
    const fields = fieldsOfError(new RangeError('secret message'));
    expect(fields['error']).toBe('RangeError');
    expect(JSON.stringify(fields)).toContain('log.test.ts');
    expect(JSON.stringify(fields)).not.toContain('secret message');
    expect(fieldsOfError('secret message')).toEqual({ error: 'string' });
  });
});
