import type { LocatedTable } from '#platform/facts/located-tables.ts';

/** Rows that follow when divisions change. */
export const reportTables: readonly LocatedTable[] = [
  { table: 'hand_ins', label: '报送记录', followers: [{ table: 'record_versions', column: 'record_id' }] },
  {
    table: 'reports',
    label: '报告',
    followers: [
      { table: 'report_texts', column: 'report_id' },
      { table: 'report_steps', column: 'report_id' },
    ],
  },
];
