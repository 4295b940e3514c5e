export { prepareWarehouse, WAREHOUSE_VERSION } from './ledger.ts';
export { loadExtracts } from './load.ts';
export * from './report.ts';
export type { LoadOptions } from './state.ts';
