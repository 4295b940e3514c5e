import { join, resolve } from 'node:path';
import { withSession } from '../src/cli/session.ts';
import { queryRows } from '../src/duckdb/index.ts';
import { prepareWarehouse } from '../src/extract/index.ts';
import { lastQuarterEndedBefore } from '../src/identifiers/index.ts';
import { buildSteps, newestKnownDate } from '../src/run/index.ts';
import { quotedText } from '../src/table/index.ts';
import { bindSteps, discoverRooms, neededSteps, planSteps } from '../src/unit/index.ts';
import { markdownTable } from './markdown.ts';

/**
 * `npx tsx scripts/evaluate-unusual.ts HOME WORLD`: where the frauds of each scheme stand among the employers of their joint
 * committee in `score.unusual_scenario`, which has seen no label. It opens the answers of the world, which no pipeline does.
 */
const [home, world] = process.argv.slice(2);
if (home === undefined || world === undefined)
  throw new Error('usage: scripts/evaluate-unusual.ts HOME WORLD');
const truth = resolve(world, 'truth');

const rows = await withSession(
  { home, log: 'text', threads: 2, readable: [truth] },
  async ({ connection, home: { models } }) => {
    const rooms = await discoverRooms();
    await prepareWarehouse(connection, rooms);
    const asOf = await newestKnownDate(connection, rooms);
    if (asOf === undefined) throw new Error('the home holds no dated row');
    const steps = neededSteps(planSteps(rooms), ['score.unusual_scenario']);
    const parameters = { as_of_date: asOf, quarter: lastQuarterEndedBefore(asOf) };
    const bound = await bindSteps(steps);
    await buildSteps({ connection, steps, bound, parameters, threads: 2, modelsDir: models });
    return queryRows(
      connection,
      `WITH fraud AS (
        SELECT DISTINCT t.scheme, t.noss_registration_nbr AS subject_id
        FROM read_csv(${quotedText(join(truth, 'employer.csv'))}, all_varchar = true) AS t
        WHERE t.is_fraud = 'true' AND CAST(t.start AS DATE) <= CAST($as_of_date AS DATE)
      )
      SELECT f.scheme, count(*) AS frauds,
        count(*) FILTER (WHERE u.committee_rank <= ceil(0.02 * u.committee_count)) AS top,
        round(median(u.committee_rank / u.committee_count), 3) AS median_place
      FROM fraud AS f INNER JOIN score.unusual_scenario AS u ON u.subject_id = f.subject_id
      GROUP BY f.scheme ORDER BY top / frauds DESC, f.scheme`,
      { as_of_date: asOf },
    );
  },
);
const header = [
  'scheme',
  'frauds compared',
  'in the first 2 % of the committee',
  'median place, share of the committee',
];
const lines = rows.map(({ scheme, frauds, top, median_place: place }) =>
  [scheme, frauds, top, place].map(String),
);
process.stdout.write(`${markdownTable(header, lines)}\n`);
