import type { LocatedTable } from '#platform/facts/located-tables.ts';

/** Rows that follow when divisions change. */
export const activityTables: readonly LocatedTable[] = [{ table: 'activities', label: '活动', followers: [{ table: 'record_versions', column: 'record_id' }] }];
