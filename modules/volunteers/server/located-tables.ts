import type { LocatedTable } from '#platform/facts/located-tables.ts';

const OF_VOLUNTEER = [{ column: 'volunteer_id', kind: 'record' }] as const;

/** Rows that follow when divisions change; the counters follow in a way of their own. */
export const volunteerTables: readonly LocatedTable[] = [
  {
    table: 'volunteers',
    label: '志愿者',
    followers: [],
    about: [
      { column: 'account_id', kind: 'account' },
      { column: 'phone_index', kind: 'phone' },
      { column: 'id_number_index', kind: 'document' },
    ],
  },
  {
    table: 'volunteer_teams',
    label: '志愿服务队',
    followers: [{ table: 'volunteer_memberships', column: 'team_id', about: OF_VOLUNTEER }],
    about: [
      { column: 'join_code', kind: 'code' },
      { column: 'organization_id', kind: 'record' },
      { column: 'association_id', kind: 'record' },
    ],
  },
  {
    table: 'volunteer_services',
    label: '志愿服务记录',
    followers: ['volunteer_service_changes', 'volunteer_disputes'].map((table) => ({ table, column: 'service_id' })),
    about: OF_VOLUNTEER,
  },
  { table: 'volunteer_certificates', label: '志愿服务证明', followers: [], about: [{ column: 'check_code', kind: 'code' }, ...OF_VOLUNTEER] },
];
