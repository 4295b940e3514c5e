import type { LoadReport } from '../extract/index.ts';
import type { Logger } from '../log/index.ts';

/** Writes what an operator must know of a load: what was not delivered, what was refused, what was rejected. */
export function reportLoad(logger: Logger, report: LoadReport): void {
  for (const source of report.notDelivered) logger.info('not_delivered', { source });
  for (const { source, extract, column, rule, count } of report.warnings) {
    logger.warn('check_digits', { source, extract, column, rule, count });
  }
  for (const problem of report.problems) {
    logger.error(problem.name, { code: problem.exitCode, message: problem.message });
  }
}
