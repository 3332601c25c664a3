import { sql } from 'kysely';
import { PERIOD, PLAN } from './fill-places.ts';
import { NATION, PINGDINGSHAN } from './places.ts';
import { type Expectation, get, send, thingsAt } from './question.ts';

const TARGET = `/plans/${PLAN}/targets/MCA-Q01`;
const PLAN_OF: Record<string, string> = { [NATION.code]: PLAN, [PINGDINGSHAN.code]: 'pingdingshan-2021', '440100000000': 'guangzhou-2021' };

const divisions: Record<string, Expectation> = {
  'divisions.list': {
    right: 'seeDivisions',
    ask: (_house, { code }) => get(`/divisions?withTotal=true&limit=200&scope=${code}`),
    inside: '200',
    outside: '404 DIVISION_NOT_FOUND',
  },
  'divisions.search': {
    right: 'seeDivisions',
    ask: (_house, { code }) => get(`/divisions/search?q=${encodeURIComponent('社区')}&within=${code}`),
    inside: '200',
    outside: '404 DIVISION_NOT_FOUND',
  },
  'divisions.operations': { right: 'seeDivisions', isPlaceless: true, ask: () => get('/divisions/operations?withTotal=true&limit=200'), inside: '200' },
  'divisions.previewOperation': {
    right: 'changeDivisions',
    ask: (_house, { code }) => send('POST', '/divisions/operations/preview', { kind: 'rename', code, name: '新的名字', onDay: '2023-11-01', reason: '批复' }),
    inside: '200',
    outside: '404 DIVISION_NOT_FOUND',
  },
  'divisions.carryOutOperation': {
    right: 'changeDivisions',
    ask: async (house, place) => {
      const { rows } = await sql<{ name: string }>`select name from divisions where key = ${Number(place.code)}`.execute(house.owner);
      return send('POST', '/divisions/operations', { kind: 'rename', code: place.code, name: rows[0]?.name ?? '不存在', onDay: '2023-11-01', reason: '批复' });
    },
    inside: '422 DIVISION_SAME',
    outside: '404 DIVISION_NOT_FOUND',
  },
  'divisions.get': { right: 'seeDivisions', ask: (_house, { code }) => get(`/divisions/${code}`), inside: '200', outside: '404 DIVISION_NOT_FOUND' },
  'divisions.children': {
    right: 'seeDivisions',
    ask: (_house, { code }) => get(`/divisions/${code}/children?withTotal=true`),
    inside: '200',
    outside: '404 DIVISION_NOT_FOUND',
  },
  'divisions.map': { right: 'seeDivisions', ask: (_house, { code }) => get(`/divisions/${code}/map`), inside: '200', outside: '404 DIVISION_NOT_FOUND' },
};

const about = (path: string, right: Expectation['right'] = 'seePlans'): Expectation => ({
  right,
  ask: (_house, { code }) => get(`${path}${path.includes('?') ? '&' : '?'}division=${code}`),
  inside: '200',
  outside: '404 DIVISION_UNKNOWN',
});

const plans: Record<string, Expectation> = {
  'plans.list': { right: 'seePlans', isPlaceless: true, ask: () => get('/plans'), inside: '200' },
  'plans.get': { right: 'seePlans', isPlaceless: true, ask: () => get(`/plans/${PLAN}`), inside: '200' },
  'plans.progress': about(`/plans/${PLAN}/progress`),
  'plans.children': about(`${TARGET}/children`),
  'plans.units': about(`${TARGET}/units?withTotal=true`),
  'plans.records': about(`${TARGET}/records?withTotal=true`, 'seeRecords'),
  'plans.trend': about(`${TARGET}/trend`),
  'plans.changes': about(`${TARGET}/changes?asOf=2022-03-31`),
  'plans.gaps': about(`/plans/${PLAN}/gaps?withTotal=true`),
  'plans.gapsWorkbook': about(`/plans/${PLAN}/gaps.xlsx`),
  'plans.assignGap': {
    right: 'assignGaps',
    ask: (_house, { code }) => send('POST', `/plans/${PLAN}/gap-tasks`, { target: 'MCA-Q01', division: code, dueOn: '2099-01-01' }),
    inside: '409 GAP_NOT_THERE',
    outside: '404 DIVISION_UNKNOWN',
  },
  'gap-tasks.gapTasks': { right: 'workGaps', isPlaceless: true, ask: () => get('/gap-tasks?withTotal=true&side=given&filter=all'), inside: '200' },
  'gap-tasks.finishGapTask': {
    right: 'workGaps',
    ask: (house, place) => send('POST', `/gap-tasks/${thingsAt(house, place).gapTask}/finish`, { version: 99 }),
    inside: '409 GAP_TASK_CHANGED',
    below: '403 GAP_TASK_OTHER_OFFICE',
    outside: '404 GAP_TASK_NOT_FOUND',
  },
  'gap-tasks.decideGapTask': {
    right: 'assignGaps',
    ask: (house, place) => send('POST', `/gap-tasks/${thingsAt(house, place).gapTask}/decide`, { version: 99, decision: 'cancelled', note: '不用了' }),
    inside: '403 GAP_OWN_OFFICE',
    below: '409 GAP_TASK_CHANGED',
    outside: '404 GAP_TASK_NOT_FOUND',
  },
  'plans.changeThreshold': {
    right: 'changePlans',
    ask: (_house, place) => {
      const plan = PLAN_OF[place.code];
      return plan === undefined ? undefined : send('POST', `/plans/${plan}/versions`, { target: 'X', threshold: 1, reason: '测试', baseVersion: 99 });
    },
    inside: '409 PLAN_VERSION_CONFLICT',
    outside: '403 PLAN_OTHER_PLACE',
    isPublicThing: true,
  },
  'indicators.lastCheck': { right: 'checkFigures', isPlaceless: true, ask: () => get('/indicators/check'), inside: '200' },
  'indicators.check': { right: 'checkFigures', isPlaceless: true, ask: () => send('POST', '/indicators/check'), inside: '200' },
};

/** Something done with the report of a place; townships and communities have none. */
const report = (right: Expectation['right'], action: (id: number) => ReturnType<typeof get>, more: Pick<Expectation, 'inside' | 'below'>): Expectation => ({
  right,
  ask: (house, place) => {
    const { report: id } = thingsAt(house, place);
    return id === undefined ? undefined : action(id);
  },
  outside: '404 REPORT_NOT_FOUND',
  ...more,
});
const OWN_OFFICE_ONLY = { inside: '409 REPORT_CHANGED', below: '403 REPORT_OTHER_OFFICE' };
const STALE = { version: 99 };

const reports: Record<string, Expectation> = {
  'reports.list': { ...about(`/reports?plan=${PLAN}`, 'seeReports'), insideLow: '422 REPORT_UNIT_LEVEL' },
  'reports.duties': { ...about(`/reports/duties?plan=${PLAN}&period=${PERIOD}`, 'seeReports'), insideLow: '422 REPORT_UNIT_LEVEL' },
  'reports.get': report('seeReports', (id) => get(`/reports/${id}`), { inside: '200' }),
  'reports.file': report('seeReports', (id) => get(`/reports/${id}/file?format=docx`), { inside: '200' }),
  'reports.draft': {
    right: 'writeReports',
    ask: (_house, { code }) => send('POST', '/reports', { plan: PLAN, division: code, period: PERIOD }),
    inside: '409 REPORT_EXISTS',
    below: '403 REPORT_OTHER_OFFICE',
    outside: '404 DIVISION_UNKNOWN',
    insideLow: '422 REPORT_UNIT_LEVEL',
  },
  'reports.refresh': report('writeReports', (id) => send('POST', `/reports/${id}/refresh`, STALE), OWN_OFFICE_ONLY),
  'reports.edit': report('writeReports', (id) => send('PATCH', `/reports/${id}`, { ...STALE, organ: '某局' }), OWN_OFFICE_ONLY),
  'reports.handIn': report('handInReports', (id) => send('POST', `/reports/${id}/hand-in`, STALE), OWN_OFFICE_ONLY),
  'reports.return': report('decideReports', (id) => send('POST', `/reports/${id}/return`, { ...STALE, reason: '请补充' }), { inside: '409 REPORT_STATE' }),
  'reports.accept': report('decideReports', (id) => send('POST', `/reports/${id}/accept`, STALE), { inside: '409 REPORT_STATE' }),
};

export const planAnswers: Record<string, Expectation> = { ...divisions, ...plans, ...reports };
