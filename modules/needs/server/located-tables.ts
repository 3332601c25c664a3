import type { LocatedTable } from '#platform/facts/located-tables.ts';

/** Rows that follow when divisions change; the desk a need lies on follows too. */
export const needTables: readonly LocatedTable[] = [
  {
    table: 'needs',
    label: '居民需求',
    followers: ['need_steps', 'need_offers'].map((table) => ({ table, column: 'need_id' })),
    references: [{ column: 'handling_div' }],
  },
  { table: 'need_services', label: '需求服务记录', followers: [{ table: 'need_beneficiaries', column: 'service_id' }] },
  { table: 'need_imports', label: '12345 工单导入', followers: [] },
  { table: 'need_programs', label: '转来需求的程序', followers: [] },
  { table: 'need_ratings', label: '需求评价', followers: [] },
];
