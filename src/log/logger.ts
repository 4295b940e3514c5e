import { redact } from '../privacy/index.ts';
import { redactedFields, type Field, type Fields } from './fields.ts';
import type { Issues } from './issues.ts';

export const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type Level = (typeof LEVELS)[number];

/** Where lines go; a part of a stream of Node. */
export interface LogStream {
  write(text: string): unknown;
  readonly columns?: number;
}

export interface LoggerOptions {
  readonly format: 'text' | 'json';
  readonly stream: LogStream;
  /** Shows a progress bar; has no effect on JSON. @default false */
  readonly isTerminal?: boolean;
  /** The least important level that is written. @default 'info' */
  readonly level?: Level;
  /** Gives the moment of a line as ISO text; without it lines carry none and are the same at each run. */
  readonly now?: () => string;
  /** Receives each warning and error, also those below `level`. */
  readonly issues?: Issues;
}

/** One line per call: an event as a word with dots (`load.file`), then its fields. Every line is redacted. */
export interface Logger extends Record<Level, (event: string, fields?: Fields) => void> {
  /** Shows how far a step is, on a terminal only; the bar disappears when `done` reaches `total`. */
  progress(step: string, done: number, total: number): void;
}

/** Returns a logger that writes lines of text for people, or of JSON for machines. */
export function createLogger(options: LoggerOptions): Logger {
  const { stream, issues, now } = options;
  const bar = progressBar(options);
  const lineOf = options.format === 'json' ? jsonLine : textLine;
  const log = (level: Level, event: string, fields: Fields = {}): void => {
    if (issues && (level === 'warn' || level === 'error')) issues.add(level, event, fields);
    if (LEVELS.indexOf(level) < LEVELS.indexOf(options.level ?? 'info')) return;
    bar.hide();
    stream.write(`${lineOf(level, redact(event), redactedFields(fields), now?.())}\n`);
    bar.show();
  };
  return {
    debug: (event, fields) => log('debug', event, fields),
    info: (event, fields) => log('info', event, fields),
    warn: (event, fields) => log('warn', event, fields),
    error: (event, fields) => log('error', event, fields),
    progress: bar.update,
  };
}

function jsonLine(level: Level, event: string, fields: Fields, at: string | undefined): string {
  return JSON.stringify({ ...(at !== undefined && { at }), level, event, ...fields });
}

function textLine(level: Level, event: string, fields: Fields, at: string | undefined): string {
  const parts = Object.entries(fields).map(([name, value]) => `${name}=${textOf(value)}`);
  const line = [...(at === undefined ? [] : [at]), level.padEnd(5), event, ...parts].join(' ');
  return redact(line.replace(CONTROL, escaped));
}

/** Numbers are grouped by commas, so that a large count is not taken for an official number. */
function textOf(value: Field): string {
  if (typeof value === 'number') return value.toLocaleString('en-GB', { maximumFractionDigits: 4 });
  if (typeof value === 'string') return /^[^\s="]+$/.test(value) ? value : JSON.stringify(value);
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A name of a file may hold a line feed or an escape code of the terminal: a line stays one line. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const BAR_WIDTH = 24;
const ERASED_LINE = '\r\u001b[2K';

interface ProgressBar {
  readonly update: Logger['progress'];
  hide(): void;
  show(): void;
}

function progressBar({ format, stream, isTerminal }: LoggerOptions): ProgressBar {
  const isShown = format === 'text' && isTerminal === true;
  let text = '';
  const write = (content: string): void => {
    if (isShown) stream.write(ERASED_LINE + content);
  };
  return {
    update: (step, done, total) => {
      const next = done < total ? barText(step, done, total).slice(0, (stream.columns ?? 80) - 1) : '';
      if (next === text) return;
      text = next;
      write(text);
    },
    hide: () => text !== '' && write(''),
    show: () => text !== '' && write(text),
  };
}

function barText(step: string, done: number, total: number): string {
  const share = Math.min(1, Math.max(0, done / total));
  const filled = Math.floor(share * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)} % ${redact(step).replace(CONTROL, escaped)}`;
}
