/** What other modules and the command line may call. */
export { importEvidence } from './commands/import-evidence.ts';
export { exportEvidence, type ExportOptions } from './commands/export-evidence.ts';
export { listPublicDesignations } from './queries/public-designations.ts';
export { evidenceTables } from './located-tables.ts';
export { viewFollower } from './follow-views.ts';
export { evidenceSheets } from './sheets.ts';
