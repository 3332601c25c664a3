import type { LocatedTable } from '../facts/located-tables.ts';

/** Files follow their record when divisions change; the content stays where it is. */
export const FILES_TABLE: LocatedTable = { table: 'files', label: '附件', followers: [] };
