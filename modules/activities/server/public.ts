/** What the composition root and other modules may call. */
export { activityTables } from './located-tables.ts';
export { activitySheet } from './sheets.ts';
