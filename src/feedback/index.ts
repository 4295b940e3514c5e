export * from './hit-rate.ts';
export * from './import.ts';
export * from './issued.ts';
export * from './results.ts';
export { readSheets, type Cell, type SheetRow } from './sheet.ts';
export * from './values.ts';
