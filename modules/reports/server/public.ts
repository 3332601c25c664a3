/** What the command line and the server may ask of reports. */
export { reportTables } from './located-tables.ts';
export { renderReport } from './queries/render-report.ts';
