import { runProgram } from './run.ts';

/**
 * Writes the golden files again from the present code and shows what changed. A change of a list is a change of whom
 * inspectors visit: read the difference, then commit it with an entry under "Moves a ranking" in the changelog.
 */
const tests = await runProgram('vitest', ['run', '--testNamePattern', 'golden'], { UPDATE_GOLDEN: '1' });
process.stdout.write(tests.output);
const stat = await runProgram('git', ['--no-pager', 'diff', '--stat', '--', 'data-samples/expected']);
const diff = await runProgram('git', ['--no-pager', 'diff', '--', 'data-samples/expected']);
process.stdout.write(stat.output === '' ? 'No golden file changed.\n' : `${diff.output}\n${stat.output}`);
process.exitCode = tests.code;
