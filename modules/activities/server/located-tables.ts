import type { LocatedTable } from '#platform/facts/located-tables.ts';

const OF_ORGANIZATION = [{ column: 'organization_id', kind: 'record' }] as const;

/** Rows that follow when divisions change. */
export const activityTables: readonly LocatedTable[] = [
  { table: 'activities', label: '活动', followers: [{ table: 'record_versions', column: 'record_id' }], about: OF_ORGANIZATION },
  { table: 'activity_occasions', label: '活动安排', followers: [], about: OF_ORGANIZATION },
  { table: 'activity_sign_ups', label: '活动报名', followers: [], about: [{ column: 'account_id', kind: 'account' }] },
  { table: 'major_activity_reports', label: '重大活动报告', followers: [], about: OF_ORGANIZATION },
  {
    table: 'activity_plans',
    label: '年度活动计划',
    followers: [
      { table: 'activity_plan_items', column: 'plan_id' },
      { table: 'activity_plan_links', column: 'plan_id' },
    ],
  },
];
