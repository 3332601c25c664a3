import type { LocatedTable } from '#platform/facts/located-tables.ts';

/** Rows that follow when divisions change; the counters follow in a way of their own. */
export const volunteerTables: readonly LocatedTable[] = [
  { table: 'volunteers', label: '志愿者', followers: [] },
  { table: 'volunteer_teams', label: '志愿服务队', followers: [{ table: 'volunteer_memberships', column: 'team_id' }] },
  {
    table: 'volunteer_services',
    label: '志愿服务记录',
    followers: ['volunteer_service_changes', 'volunteer_disputes'].map((table) => ({ table, column: 'service_id' })),
  },
  { table: 'volunteer_certificates', label: '志愿服务证明', followers: [] },
];
