import type { LocatedTable } from '#platform/facts/located-tables.ts';

/** Rows that follow when divisions change. Numbers given by an authority stay with it. */
export const filingTables: readonly LocatedTable[] = [
  {
    table: 'filing_applications',
    label: '备案登记申请',
    followers: ['filing_materials', 'filing_supplement_items', 'filing_opinions', 'filing_steps', 'filing_reminders'].map((table) => ({
      table,
      column: 'application_id',
    })),
  },
  { table: 'filing_notices', label: '通知和公告', followers: [] },
  { table: 'filing_objections', label: '公示异议', followers: [] },
  { table: 'filing_annual_returns', label: '年度报告', followers: [] },
  { table: 'filing_annual_reports', label: '年度报告内容', followers: [] },
  { table: 'filing_claim_codes', label: '认领码', followers: [] },
  { table: 'filing_claims', label: '负责人账号', followers: [] },
];
