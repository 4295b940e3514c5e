/** Half-lives by default, in days: twelve months for a link that ended, twenty-four for a fraud that became known. */
export const LINK_HALF_LIFE_DAYS = 365;
export const RESTART_HALF_LIFE_DAYS = 730;

/**
 * Returns what is left of 1 after so many days: 1 at 0 days, one half after `halfLifeDays`; 1 for ever where the
 * half-life is infinite. A rate γ per week is a half-life of 7·ln 2 / γ days.
 */
export function remaining(days: number, halfLifeDays: number): number {
  return halfLifeDays === Infinity ? 1 : Math.exp((-Math.LN2 * days) / halfLifeDays);
}
