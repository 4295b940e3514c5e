export * from './data.ts';
export * from './page.ts';
export type { ReportLanguage } from './words.ts';
export { writeReport } from './write.ts';
