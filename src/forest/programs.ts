import { binColumns } from './bin-columns.ts';
import { boost } from './boosting.ts';
import { growForest } from './forest.ts';

/** What a team of threads can run; each takes a job of plain data and shared memory, and its place in the team. */
export const programs = { binColumns, boost, growForest };
export type Programs = typeof programs;
export type ProgramName = keyof Programs;
