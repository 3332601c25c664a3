import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { loadSmallTree, productContext, record } from '#tests/support/small-registers.ts';
import {
  EAST,
  EAST_STREET,
  EAST_TOWN,
  PLACEHOLDER,
  STREET_URBAN,
  TOWN_RURAL,
  URBAN_OF_EAST,
  WEST,
  WEST_STREET,
  WEST_URBAN,
  ZONE,
} from '#tests/support/small-world.ts';
import type { TargetProgress } from '../contract/progress.ts';
import { loadPlanFile } from './commands/load-plan-files.ts';
import { getPlan } from './queries/get-plan.ts';
import { getProgress } from './queries/get-progress.ts';

const TEXT = readFileSync(new URL('fixtures/qingqu-2026.yaml', import.meta.url), 'utf8');
const [, URBAN_2 = 0] = STREET_URBAN;
const [RURAL_1 = 0, RURAL_2 = 0] = TOWN_RURAL;

const { db } = await createTestDatabase();
const context = productContext(db, { now: '2027-03-15T04:00:00.000Z' });
await loadSmallTree(context);
await loadPlanFile(context, 'qingqu-2026.yaml', TEXT);

async function on(asOf: string, division?: string): Promise<Map<string, TargetProgress>> {
  const { targets } = await getProgress(context, { plan: 'qingqu-2026', asOf, division });
  return new Map(targets.map((target) => [target.id, target]));
}

const code = (key: number) => String(key).padStart(12, '0');
const filled = (many: number, row: { div: number; [column: string]: unknown }) =>
  Array.from({ length: many }, (_, index) => ({ name: `组织${row.div}-${index}`, established_on: '2026-01-10', ...row }));

const BRIEF = ['numerator', 'denominator', 'met', 'status'] as const;
/** Numerator, denominator, met, status and the units that fail. */
function brief(target: TargetProgress | undefined): unknown[] {
  return [...BRIEF.map((field) => target?.[field]), target?.failing.sample];
}

it('counts every target of the made-up plan as by hand', async () => {
  // 60 in one street, 29 in a town, one only on the ledger (does not count), 3 in the zone and 1 in a placeholder
  await record(context, 'organizations', [
    ...filled(58, { div: URBAN_OF_EAST }),
    { div: PLACEHOLDER, name: '占位', established_on: '2026-01-10' },
    { div: EAST_STREET, name: '全街', established_on: '2026-01-10', is_charity: true },
    ...filled(29, { div: RURAL_1 }),
    { div: RURAL_1, name: '台账', established_on: '2026-01-10', tier: '台账' },
    ...filled(3, { div: ZONE }),
  ]);
  const hubs = await record(context, 'organizations', [
    { div: WEST_STREET, name: '枢纽甲', established_on: '2026-01-10', is_hub: true, hub_since: '2027-01-01' },
    { div: RURAL_2, name: '枢纽乙', established_on: '2026-01-10', is_hub: true, ended_on: '2027-03-15' },
  ]);
  await record(
    context,
    'organization_social_workers',
    ['甲', '乙', '丙', '丙'].map((name, index) => ({ div: WEST_STREET, organization_id: hubs[0], name, started_on: `2027-02-0${index + 1}` })),
  );
  await record(context, 'designations', [
    { div: URBAN_OF_EAST, kind: '示范点', object_name: '一号', designated_on: '2026-05-01' },
    { div: URBAN_OF_EAST, kind: '示范点', object_name: '一号', designated_on: '2026-08-01' },
    { div: WEST_URBAN, kind: '示范点', object_name: '二号', designated_on: '2026-05-01', ended_on: '2027-03-16' },
    { div: WEST_URBAN, kind: '品牌组织', object_name: '三号', designated_on: '2026-05-01' },
  ]);
  await record(context, 'platforms', [
    { div: URBAN_2, started_on: '2026-04-01' },
    { div: WEST_URBAN, started_on: '2026-04-01', kind: '活动场所' },
  ]);
  const activity = (div: number, theme: string, started_on: string, name: string) => ({ div, theme, started_on, name });
  await record(context, 'activities', [
    activity(EAST_STREET, '邻里守望', '2026-03-01', 'a'),
    activity(URBAN_2, '邻里守望', '2026-03-31', 'b'),
    activity(URBAN_2, '共创平安', '2026-02-28', 'c'),
    activity(URBAN_2, '共创平安', '2026-03-02', 'd'),
    activity(WEST_URBAN, '共创平安', '2026-03-02', 'e'),
    activity(WEST_URBAN, '共创平安', '2026-03-03', 'f'),
  ]);
  await record(context, 'trainings', [
    { div: EAST, started_on: '2026-06-01', participants: 40 },
    { div: WEST, started_on: '2026-06-01', participants: 0 },
    { div: WEST, started_on: '2026-06-02', participants: 30, audiences: ['志愿者'] },
    { div: EAST, started_on: '2026-02-28', participants: 500 },
  ]);
  await record(
    context,
    'facility_coverages',
    [URBAN_OF_EAST, RURAL_1, RURAL_2, PLACEHOLDER].map((div) => ({ div, facility_id: 1, kind: '农村养老设施', started_on: '2026-04-01' })),
  );
  await record(context, 'party_organizations', [
    { div: EAST_TOWN, kind: '总支', established_on: '2026-04-01' },
    { div: WEST_URBAN, kind: '联合支部', established_on: '2026-04-01', ended_on: '2027-03-16' },
    { div: URBAN_OF_EAST, kind: '独立支部', established_on: '2026-04-01' },
  ]);
  await record(context, 'hand_ins', [
    { div: EAST, kind: '年度报告', period: '2026', handed_in_on: '2026-11-30' },
    { div: WEST, kind: '年度报告', period: '2026', handed_in_on: '2026-11-29' },
    { div: WEST, kind: '年度报告', period: '2026', handed_in_on: '2026-12-01' },
  ]);

  const found = await on('2027-03-15');
  // 58 + placeholder + street = 60; 29; hub 甲 = 1 (乙 ended that day): 90 over 3 townships
  expect(brief(found.get('QQ-Q01'))).toEqual([90, 3, true, 'met', [code(EAST_TOWN), code(WEST_STREET)]]);
  // the hub at the street reaches its one community
  expect(brief(found.get('QQ-Q02'))).toEqual([1, 5, false, 'atRisk', [URBAN_OF_EAST, URBAN_2, RURAL_1, RURAL_2].map(code)]);
  expect(brief(found.get('QQ-Q03'))).toEqual([2, null, false, 'atRisk', []]);
  expect(brief(found.get('QQ-Q04'))).toEqual([1, 2, false, 'atRisk', [code(WEST)]]);
  // four quarters of 2026 × two themes × three townships; 邻里守望 in the first street, 共创平安 in the last
  expect(brief(found.get('QQ-Q05'))).toEqual([2, 24, false, 'atRisk', [EAST_STREET, EAST_TOWN, WEST_STREET].map(code)]);
  expect(brief(found.get('QQ-Q06'))).toEqual([1, 1, true, 'met', []]);
  expect(brief(found.get('QQ-Q07'))).toEqual([1, 2, false, 'atRisk', [code(WEST)]]);
  expect(brief(found.get('QQ-Q08'))).toEqual([3, 5, false, 'atRisk', [code(URBAN_2), code(WEST_URBAN)]]);
  expect(found.get('QQ-Q09')).toMatchObject({
    value: null,
    numerator: null,
    status: 'shown',
    parts: [
      { name: '培训人次', value: 70 },
      { name: '慈善组织', value: 1 },
    ],
  });
  expect(brief(found.get('QQ-Q10'))).toEqual([2, null, null, 'shown', []]);
  expect(brief(found.get('QQ-Q11'))).toEqual([1, 2, false, 'atRisk', [code(WEST)]]);
  expect(brief(found.get('QQ-Q12'))).toEqual([null, null, null, 'shown', []]);
});

it('takes out on its day what ends, and starts with what begins', async () => {
  const found = await on('2027-03-16');
  expect([found.get('QQ-Q03')?.value, found.get('QQ-Q10')?.value]).toEqual([1, 1]);
  const early = await on('2026-02-28');
  // the second hub was still there
  expect(brief(early.get('QQ-Q01'))).toEqual([91, 3, null, 'notStarted', [code(WEST_STREET)]]);
  expect(brief(early.get('QQ-Q11'))).toEqual([0, 0, null, 'noData', []]);
});

it('makes the same counts for a county, a street and a community', async () => {
  const east = await on('2027-03-15', code(EAST));
  expect(['QQ-Q01', 'QQ-Q03', 'QQ-Q04', 'QQ-Q05', 'QQ-Q08', 'QQ-Q11'].map((id) => brief(east.get(id)).slice(0, 4))).toEqual([
    [89, 2, true, 'met'],
    [1, null, null, 'shown'],
    [1, 1, true, 'met'],
    [1, 16, false, 'atRisk'],
    [3, 4, true, 'met'],
    [1, 1, true, 'met'],
  ]);
  const street = await on('2027-03-15', code(WEST_STREET));
  expect(['QQ-Q01', 'QQ-Q02', 'QQ-Q05', 'QQ-Q06', 'QQ-Q07'].map((id) => brief(street.get(id)).slice(0, 4))).toEqual([
    [1, 1, false, 'atRisk'],
    [1, 1, true, 'met'],
    [1, 8, false, 'atRisk'],
    [1, 1, true, 'met'],
    [0, 0, null, 'noData'],
  ]);
  const community = await on('2027-03-15', code(URBAN_2));
  expect(['QQ-Q01', 'QQ-Q02', 'QQ-Q08'].map((id) => brief(community.get(id)))).toEqual([
    [0, 0, null, 'noData', []],
    [0, 1, false, 'atRisk', [code(URBAN_2)]],
    [0, 1, false, 'atRisk', [code(URBAN_2)]],
  ]);
});

it('gives the document of the contract, field by field', async () => {
  const progress = await getProgress(context, { plan: 'qingqu-2026', asOf: '2027-03-15' });
  expect(progress).toMatchObject({ plan: 'qingqu-2026', division: '990100000000', asOf: '2027-03-15' });
  expect(progress.targets[1]).toEqual({
    id: 'QQ-Q02',
    name: '有枢纽型组织的社区',
    clause: { document: 'qingqu-2026.txt', line: 7, quote: '三成以上的社区有枢纽型社区社会组织' },
    kind: 'share',
    value: 0.2,
    numerator: 1,
    denominator: 5,
    unit: '社区',
    threshold: 0.3,
    comparison: '>=',
    deadline: '2028-12-31',
    met: false,
    status: 'atRisk',
    failing: { count: 4, sample: [URBAN_OF_EAST, URBAN_2, RURAL_1, RURAL_2].map(code) },
    forecast: expect.objectContaining({ daysLeft: 657 }),
  });
  expect(progress.targets[11]).toEqual({
    id: 'QQ-Q12',
    name: '行动期限',
    clause: { document: 'qingqu-2026.txt', line: 1, quote: '2026—2028年' },
    kind: 'milestone',
    value: null,
    numerator: null,
    denominator: null,
    unit: '阶段',
    threshold: null,
    comparison: null,
    deadline: '2028-12-31',
    met: null,
    status: 'shown',
    failing: { count: 0, sample: [] },
  });
});

it('loads the same file once', async () => {
  expect(await loadPlanFile(context, 'qingqu-2026.yaml', TEXT)).toBe(false);
  expect((await getPlan(context, 'qingqu-2026')).versions.map(({ version }) => version)).toEqual([3]);
});

it('refuses a plan that counts what no register offers', async () => {
  const strange = TEXT.replace('facts: filedOrganizations }, per', 'facts: spaceships }, per');
  await expect(loadPlanFile(context, 'strange.yaml', strange.replace('id: qingqu-2026', 'id: strange-2026'))).rejects.toMatchObject({
    code: 'PLAN_FILE_INVALID',
  });
});
