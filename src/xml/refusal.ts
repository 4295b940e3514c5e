import type { Failure, RefusalRule } from './mapping.ts';

/** Why a file is refused whole: caught inside this folder, where it becomes a {@link Failure}. */
export class Refusal extends Error {
  constructor(
    readonly rule: RefusalRule,
    readonly detail: string,
    readonly line?: number,
  ) {
    super(detail);
  }
}

/** Returns the failure of a refusal, or of any error that reading a file may give; its own text is dropped. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) {
    const { rule, detail, line } = error;
    return { rule, detail, ...(line !== undefined && { line }) };
  }
  const code = (error as { code?: unknown }).code;
  if (code === 'Z_BUF_ERROR')
    return { rule: 'truncated', detail: 'the compressed data stop before their end' };
  if (typeof code === 'string') return { rule: 'unreadable', detail: `the file can not be read (${code})` };
  throw error;
}
