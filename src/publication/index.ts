export * from './csv.ts';
export * from './explain.ts';
export * from './files.ts';
export * from './labels.ts';
export * from './ledger.ts';
export * from './publish.ts';
export * from './rows.ts';
export * from './sentence.ts';
