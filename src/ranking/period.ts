import type { List } from '../unit/index.ts';

const MONTH = /^(\d{4})-(\d{2})-\d{2}$/;

/**
 * Returns the period that an as-of date prepares: for `next_month` the month after it, `2024-05`.
 * @throws RangeError when the as-of date is not `YYYY-MM-DD`.
 */
export function periodOf(kind: List['period'], asOfDate: string): string {
  const match = MONTH.exec(asOfDate);
  if (!match) throw new RangeError('an as-of date YYYY-MM-DD is expected');
  const months = Number(match[1]) * 12 + Number(match[2]) - 1 + STEPS[kind];
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** Months from the as-of date to the period. */
const STEPS: Readonly<Record<List['period'], number>> = { next_month: 1 };
