import { occasionAt, reportOn } from './fill-places.ts';
import { type Expectation, get, recordsAt, send, thingsAt, upload } from './question.ts';

const STALE = { version: 99 };
const SOON = occasionAt(new Date('2099-01-01T00:00:00Z'), '测试');

/** Something done with the activity announced at a place; only townships and communities have one. */
const occasion = (right: Expectation['right'], action: (id: number) => ReturnType<typeof get>, inside: string): Expectation => ({
  right,
  ask: (house, place) => {
    const { occasion: id } = thingsAt(house, place);
    return id === undefined ? undefined : action(id);
  },
  inside,
  outside: '404 OCCASION_NOT_FOUND',
});

/** Somebody on the list of such an activity; one that is not there, so that nothing changes. */
const entry = (act: string): Expectation => occasion('workActivities', (id) => send('POST', `/activities/${id}/sign-ups/1/${act}`), '404 SIGN_UP_NOT_FOUND');

/** A report of a major activity that lies at a place; only townships and communities have one. */
const report = (right: Expectation['right'], action: (id: number) => ReturnType<typeof get>, inside: string): Expectation => ({
  right,
  ask: (house, place) => {
    const { majorReport: id } = thingsAt(house, place);
    return id === undefined ? undefined : action(id);
  },
  inside,
  outside: '404 MAJOR_REPORT_NOT_FOUND',
});

const RESULT = { effect: '很好', problems: null, next: null, participants: 3 };

const reports: Record<string, Expectation> = {
  'major-activity-reports.majorReports': { right: 'seeActivities', isPlaceless: true, ask: () => get('/major-activity-reports?withTotal=true'), inside: '200' },
  'major-activity-reports.missingReports': { right: 'seeActivities', isPlaceless: true, ask: () => get('/major-activity-reports/missing'), inside: '200' },
  'major-activity-reports.reportRule': { right: 'seeActivities', isPlaceless: true, ask: () => get('/major-activity-reports/rule'), inside: '200' },
  'major-activity-reports.setReportRule': {
    right: 'answerReports',
    isPlaceless: true,
    ask: () => send('PUT', '/major-activity-reports/rule', { ...STALE, leadDays: 3, leadUnit: 'days', resultDays: null, basis: '测试' }),
    inside: '409 REPORT_RULE_CHANGED',
  },
  // the activity is not one of the organization's: nothing is reported
  'major-activity-reports.submitReport': {
    right: 'workActivities',
    ask: (house, place) => {
      const [id] = recordsAt(house, 'organizations', place) ?? [];
      if (id === undefined) return undefined;
      return send('POST', '/major-activity-reports', { organizationId: String(id), occasionId: '1', report: reportOn('2099-01-01', '测试') });
    },
    inside: '404 OCCASION_NOT_FOUND',
    outside: '404 RECORD_NOT_FOUND',
  },
  'major-activity-reports.majorReport': report('seeActivities', (id) => get(`/major-activity-reports/${id}`), '200'),
  'major-activity-reports.answerReport': report(
    'answerReports',
    (id) => send('POST', `/major-activity-reports/${id}/answer`, { ...STALE, outcome: 'noted', answer: '' }),
    '409 MAJOR_REPORT_CHANGED',
  ),
  'major-activity-reports.resultReport': report(
    'workActivities',
    (id) => send('POST', `/major-activity-reports/${id}/result`, { ...STALE, result: RESULT }),
    '409 MAJOR_REPORT_CHANGED',
  ),
};

/** The plan of a place's own office: seen from above, written by the office itself. */
const plan = (right: Expectation['right'], action: (id: number) => ReturnType<typeof get>, inside: string, below?: string): Expectation => ({
  right,
  ask: (house, place) => action(thingsAt(house, place).activityPlan),
  inside,
  ...(below && { below }),
  outside: '404 ACTIVITY_PLAN_NOT_FOUND',
});
const NOT_YOURS = '403 ACTIVITY_PLAN_NOT_YOURS';

const plans: Record<string, Expectation> = {
  'activity-plans.activityPlans': { right: 'seeActivities', isPlaceless: true, ask: () => get('/activity-plans?withTotal=true'), inside: '200' },
  'activity-plans.startActivityPlan': {
    right: 'planActivities',
    isPlaceless: true,
    ask: () => send('POST', '/activity-plans', { year: 2022 }),
    inside: '409 ACTIVITY_PLAN_ALREADY',
  },
  'activity-plans.activityPlan': plan('seeActivities', (id) => get(`/activity-plans/${id}`), '200'),
  'activity-plans.saveActivityPlan': plan(
    'planActivities',
    (id) => send('PUT', `/activity-plans/${id}`, { ...STALE, features: null, items: [] }),
    '409 ACTIVITY_PLAN_CHANGED',
    NOT_YOURS,
  ),
  // an item that no plan has
  'activity-plans.planCandidates': plan('seeActivities', (id) => get(`/activity-plans/${id}/items/1/candidates`), '404 ACTIVITY_PLAN_NOT_FOUND'),
  'activity-plans.linkActivity': plan(
    'planActivities',
    (id) => send('POST', `/activity-plans/${id}/items/1/activities`, { activityId: '1' }),
    '404 ACTIVITY_PLAN_NOT_FOUND',
    NOT_YOURS,
  ),
  'activity-plans.unlinkActivity': plan(
    'planActivities',
    (id) => send('POST', `/activity-plans/${id}/items/1/unlink`, { activityId: '1' }),
    '404 ACTIVITY_PLAN_NOT_FOUND',
    NOT_YOURS,
  ),
};

export const activityAnswers: Record<string, Expectation> = {
  'activities.occasions': { right: 'seeActivities', isPlaceless: true, ask: () => get('/activities?withTotal=true'), inside: '200' },
  'activities.occasionHosts': {
    right: 'workActivities',
    isPlaceless: true,
    ask: () => get('/activities/hosts?q=%E7%A4%BE%E5%8C%BA'),
    inside: '200',
  },
  // over before it is announced: nothing is announced
  'activities.announceOccasion': {
    right: 'workActivities',
    isPlaceless: true,
    ask: (house) => {
      const past = occasionAt(new Date('2001-01-01T00:00:00Z'), '测试');
      return send('POST', '/activities', { organizationId: String(house.records.get('organizations')?.values().next().value?.[0] ?? 1), occasion: past });
    },
    inside: '422 OCCASION_INVALID',
  },
  'activities.occasion': occasion('seeActivities', (id) => get(`/activities/${id}`), '200'),
  'activities.changeOccasion': occasion('workActivities', (id) => send('PUT', `/activities/${id}`, { ...STALE, occasion: SOON }), '409 OCCASION_CHANGED'),
  'activities.cancelOccasion': occasion(
    'workActivities',
    (id) => send('POST', `/activities/${id}/cancel`, { ...STALE, reason: '下雨' }),
    '409 OCCASION_CHANGED',
  ),
  'activities.summarizeOccasion': occasion(
    'workActivities',
    (id) => send('POST', `/activities/${id}/summary`, { ...STALE, result: { summary: '很好', participants: 3, volunteers: 1, beneficiaries: [] } }),
    '409 OCCASION_CHANGED',
  ),
  'activities.signUps': occasion('seeActivities', (id) => get(`/activities/${id}/sign-ups?withTotal=true`), '200'),
  'activities.addGuest': occasion(
    'workActivities',
    (id) => send('POST', `/activities/${id}/sign-ups`, { name: '王五', phone: '12', kind: 'resident' }),
    '422 SIGN_UP_INVALID',
  ),
  'activities.checkIn': entry('check-in'),
  'activities.checkOut': entry('check-out'),
  'activities.withdrawSignUp': entry('cancel'),
  'activities.revealSignUp': {
    right: 'revealNumbers',
    ask: (house, place) => {
      const { occasion: id, signUp } = thingsAt(house, place);
      return id === undefined ? undefined : send('POST', `/activities/${id}/sign-ups/${signUp}/reveal`, { reason: '核实' });
    },
    inside: '200',
    outside: '404 OCCASION_NOT_FOUND',
  },
  'activities.doorCode': occasion('workActivities', (id) => get(`/activities/${id}/door-code`), '200'),
  'activities.photos': occasion('seeActivities', (id) => get(`/activities/${id}/photos`), '200'),
  'activities.addPhoto': occasion('workActivities', (id) => upload(`/activities/${id}/photos`, 'a.txt', Buffer.from('no picture')), '415 FILE_KIND_UNKNOWN'),
  'activities.showPhoto': occasion('workActivities', (id) => send('POST', `/activities/${id}/photos/1/publication`, { isPublic: true }), '404 PHOTO_NOT_FOUND'),
  'activities.removePhoto': occasion('workActivities', (id) => send('DELETE', `/activities/${id}/photos/1`), '404 PHOTO_NOT_FOUND'),
  ...reports,
  ...plans,
};
