import type { LocatedTable } from '#platform/facts/located-tables.ts';

const OF_ORGANIZATION = { column: 'organization_id', kind: 'record' } as const;

/** Rows that follow when divisions change; the desk a need lies on follows too. */
export const needTables: readonly LocatedTable[] = [
  {
    table: 'needs',
    label: '居民需求',
    followers: [
      { table: 'need_steps', column: 'need_id' },
      { table: 'need_offers', column: 'need_id', about: [OF_ORGANIZATION] },
    ],
    about: [
      { column: 'number', kind: 'code' },
      { column: 'about_organization_id', kind: 'record' },
      { column: 'requester_id', kind: 'account' },
      OF_ORGANIZATION,
      { column: 'joined_into', kind: 'record' },
    ],
    references: [{ column: 'handling_div' }],
  },
  { table: 'need_services', label: '需求服务记录', followers: [{ table: 'need_beneficiaries', column: 'service_id' }], about: [OF_ORGANIZATION] },
  { table: 'need_imports', label: '12345 工单导入', followers: [] },
  { table: 'need_programs', label: '转来需求的程序', followers: [], about: [{ column: 'key_id', kind: 'code' }] },
  { table: 'need_ratings', label: '需求评价', followers: [], about: [OF_ORGANIZATION] },
];
