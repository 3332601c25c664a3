import type { LocatedTable } from '#platform/facts/located-tables.ts';

/** Rows that follow when divisions change: the office of the heir answers. */
export const accountTables: readonly LocatedTable[] = [
  { table: 'correction_requests', label: '个人信息更正申请', followers: [], about: [{ column: 'account_id', kind: 'account' }] },
];
