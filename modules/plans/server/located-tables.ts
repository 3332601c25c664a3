import type { LocatedTable } from '#platform/facts/located-tables.ts';

/** Rows that follow when divisions change. */
export const planTables: readonly LocatedTable[] = [
  {
    table: 'gap_tasks',
    label: '差距任务',
    followers: [{ table: 'gap_task_steps', column: 'task_id' }],
    about: [{ column: 'record_id', kind: 'record' }],
    references: [{ column: 'responsible_div' }],
  },
];
