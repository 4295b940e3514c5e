import { runProgram } from './run.ts';
import { fixSql } from './sql-format.ts';

/** Lays out every file and repairs what the linter can repair; `npm run check` then says what is left. */
for (const file of fixSql()) process.stdout.write(`${file}\n`);
for (const [command, ...args] of [
  ['eslint', '--fix', '.'],
  ['prettier', '--write', '--log-level', 'warn', '.'],
] as const) {
  const { code, output } = await runProgram(command, args);
  process.stdout.write(output);
  if (code !== 0) process.exitCode = 1;
}
