export { prepareWarehouse, WAREHOUSE_VERSION } from './ledger.ts';
export { loadExtracts, type LoadOptions } from './load.ts';
export * from './report.ts';
