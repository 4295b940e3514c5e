/* global module */

/**
 * The law of imports: sources ← links ← features ← networks ← models ← lists. A later room may import the `tables.ts` of
 * an earlier one and nothing else of it; rooms of one kind do not know each other; `src/` knows no room; rooms use
 * `src/` through its index files.
 */
const FLOW = [
  'pipelines/sources',
  'pipelines/links',
  'pipelines/features',
  'pipelines/networks',
  'models',
  'pipelines/lists',
];
const ROOMS = `^(${FLOW.join('|')})/`;
const TEST = '\\.test\\.ts$';

/** Nothing may import a room of a later kind. */
const noLaterKind = FLOW.slice(0, -1).map((folder, i) => ({
  name: `flow-${folder.split('/').pop()}`,
  comment: 'a room may import earlier kinds only',
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: `^(${FLOW.slice(i + 1).join('|')})/` },
}));

/** A room may import from an earlier room its tables and nothing else. */
const onlyTables = FLOW.slice(1).map((folder, i) => ({
  name: `tables-only-${folder.split('/').pop()}`,
  comment: 'of an earlier room, import its tables and its declared codes only',
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^(${FLOW.slice(0, i + 1).join('|')})/`, pathNot: '/(tables|codes|indicators|checks)\\.ts$' },
}));

module.exports = {
  forbidden: [
    ...noLaterKind,
    ...onlyTables,
    {
      name: 'rooms-of-one-kind',
      comment:
        'rooms of one kind do not import each other; links, features and models may read the tables of another',
      severity: 'error',
      from: { path: '^(pipelines/[a-z]+|models)/([^/]+)/' },
      to: {
        path: '^$1/([^/]+)/',
        pathNot: ['^$1/$2/', '^(pipelines/(links|features)|models)/[^/]+/tables\\.ts$', '^pipelines/world/'],
      },
    },
    {
      name: 'world-apart',
      comment: 'the synthetic world knows the rooms; no room knows the world',
      severity: 'error',
      from: { path: ROOMS, pathNot: TEST },
      to: { path: '^pipelines/world/' },
    },
    {
      name: 'src-knows-no-room',
      comment: 'src/ runs any room and names none',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: '^(pipelines|models)/' },
    },
    {
      name: 'src-through-index',
      comment: 'rooms use src/ through its index files',
      severity: 'error',
      from: { path: '^(pipelines|models)/' },
      to: { path: '^src/', pathNot: '^src/([^/]+/index|errors)\\.ts$' },
    },
    {
      name: 'numbers-only',
      comment: 'forest/ and graph/ compute on numbers: no database, no files',
      severity: 'error',
      from: { path: '^src/(forest|graph)/', pathNot: TEST },
      to: { path: '(^src/duckdb/|@duckdb/|^(node:)?fs(/|$))' },
    },
    {
      name: 'no-circle',
      comment: 'two files that need each other are one file, or need a third',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-dev',
      comment: 'what runs in production is a dependency, not a development tool',
      severity: 'error',
      from: { path: '^(src|pipelines|models)/', pathNot: [TEST, '^src/testing/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'not-installed',
      comment: 'an import that cannot be resolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
