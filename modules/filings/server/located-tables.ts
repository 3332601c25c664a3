import type { LocatedTable } from '#platform/facts/located-tables.ts';

const ORGANIZATION = { register: 'organizations', column: 'organization_id' } as const;
const OF_ORGANIZATION = { column: 'organization_id', kind: 'record' } as const;

/** Rows that follow when divisions change. Numbers given by an authority stay with it. */
export const filingTables: readonly LocatedTable[] = [
  {
    table: 'filing_applications',
    label: '备案登记申请',
    about: [{ column: 'applicant_id', kind: 'account' }, OF_ORGANIZATION],
    followers: ['filing_materials', 'filing_supplement_items', 'filing_opinions', 'filing_steps', 'filing_reminders'].map((table) => ({
      table,
      column: 'application_id',
    })),
  },
  { table: 'filing_notices', label: '通知和公告', followers: [], about: [{ column: 'check_code', kind: 'code' }, OF_ORGANIZATION] },
  { table: 'filing_objections', label: '公示异议', followers: [], about: [{ column: 'receipt_code', kind: 'code' }] },
  { table: 'filing_annual_returns', label: '年度报告', followers: [], liesWith: ORGANIZATION, about: [OF_ORGANIZATION] },
  { table: 'filing_annual_reports', label: '年度报告内容', followers: [], liesWith: ORGANIZATION, about: [OF_ORGANIZATION] },
  { table: 'filing_claim_codes', label: '认领码', followers: [], liesWith: ORGANIZATION, about: [{ column: 'code_index', kind: 'code' }, OF_ORGANIZATION] },
  { table: 'filing_claims', label: '负责人账号', followers: [], liesWith: ORGANIZATION, about: [{ column: 'claimant_id', kind: 'account' }, OF_ORGANIZATION] },
];
