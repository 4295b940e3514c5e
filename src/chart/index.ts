export { chart, Plot } from './chart.ts';
export * from './outcomes.ts';
