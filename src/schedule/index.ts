export * from './schedule.ts';
export { readState, type LastRun, type ScheduleState } from './state.ts';
