import { sql } from 'kysely';
import { occasionAt, reportOn } from './fill-places.ts';
import type { House } from './open-house.ts';
import { SHUBEI, SHUGUANG } from './places.ts';
import { samplePicture } from '#tests/support/sample-files.ts';
import { type Question, send, thingsAt, upload } from './question.ts';
import type { Write } from './writes.ts';

const STREET = 'streetStaff';

async function newest(house: House): Promise<{ id: number; version: number }> {
  const { rows } = await sql<{ id: number; version: number }>`select id, version from activity_occasions where title = '新的联欢'`.execute(house.owner);
  if (!rows[0]) throw new Error('nothing was announced');
  return rows[0];
}

/** An act on the newest activity, in its version. */
const act =
  (method: 'POST' | 'PUT', path: string, more: (house: House) => object) =>
  async (house: House): Promise<Question> => {
    const { id, version } = await newest(house);
    return send(method, `/activities/${id}${path}`, { version, ...more(house) });
  };

const onList = (what: string) => (house: House) => {
  const { occasion, signUp } = thingsAt(house, SHUGUANG);
  return send('POST', `/activities/${occasion}/sign-ups/${signUp}/${what}`, what === 'reveal' ? { reason: '电话核实' } : {});
};

async function photoOf(house: House): Promise<string> {
  const { occasion } = thingsAt(house, SHUGUANG);
  const { rows } = await sql<{
    id: number;
  }>`select id from files where purpose = 'activities.photo' and owner_id = ${occasion} order by id desc limit 1`.execute(house.owner);
  return `/activities/${occasion}/photos/${rows[0]?.id}`;
}

async function guestOf(house: House): Promise<Question> {
  const { id } = await newest(house);
  const { rows } = await sql<{ id: number }>`select id from activity_sign_ups where occasion_id = ${id}`.execute(house.owner);
  return send('POST', `/activities/${id}/sign-ups/${rows[0]?.id}/cancel`);
}

const reportOf = (house: House) => `/major-activity-reports/${thingsAt(house, SHUGUANG).majorReport}`;
const NEW_YEAR = 2031;

/** The newest plan, with an item and an activity of its place. */
async function newPlan(house: House): Promise<{ id: number; version: number; item: number; activity: number }> {
  const { rows } = await sql<{ id: number; version: number; item: number; activity: number }>`
    select p.id, p.version, (select max(i.id) from activity_plan_items i where i.plan_id = p.id) as item,
      (select max(a.id) from activities a where a.div = ${Number(SHUGUANG.code)}) as activity
    from activity_plans p where p.year = ${NEW_YEAR}`.execute(house.owner);
  if (!rows[0]) throw new Error('no plan was started');
  return rows[0];
}

const onItem = (what: string) => async (house: House) => {
  const { id, item, activity } = await newPlan(house);
  return send('POST', `/activity-plans/${id}/items/${item}/${what}`, { activityId: String(activity) });
};

const reportsAndPlans: Write[] = [
  {
    operation: 'major-activity-reports.setReportRule',
    role: STREET,
    ask: () => send('PUT', '/major-activity-reports/rule', { version: 0, leadDays: 3, leadUnit: 'workingDays', resultDays: 10, basis: '街道通知' }),
  },
  {
    operation: 'major-activity-reports.submitReport',
    role: STREET,
    ask: (house) => {
      const [id] = house.records.get('organizations')?.get(SHUBEI.code) ?? [];
      return send('POST', '/major-activity-reports', { organizationId: String(id), occasionId: null, report: reportOn(house.operator.today, '新') });
    },
  },
  {
    operation: 'major-activity-reports.answerReport',
    role: STREET,
    ask: (house) => send('POST', `${reportOf(house)}/answer`, { version: 1, outcome: 'noted', answer: '' }),
  },
  {
    operation: 'major-activity-reports.resultReport',
    role: STREET,
    ask: (house) => send('POST', `${reportOf(house)}/result`, { version: 2, result: { effect: '很好', problems: null, next: null, participants: 280 } }),
  },
  { operation: 'activity-plans.startActivityPlan', role: STREET, ask: () => send('POST', '/activity-plans', { year: NEW_YEAR }) },
  {
    operation: 'activity-plans.saveActivityPlan',
    role: STREET,
    ask: async (house) => {
      const { id, version } = await newPlan(house);
      const item = { month: 3, theme: '邻里守望', kind: null, name: '学雷锋', organizer: null, expectedPeople: null };
      return send('PUT', `/activity-plans/${id}`, { version, features: null, items: [item] });
    },
  },
  { operation: 'activity-plans.linkActivity', role: STREET, ask: onItem('activities') },
  { operation: 'activity-plans.unlinkActivity', role: STREET, ask: onItem('unlink') },
];

const NEW = { title: '新的联欢' };

export const activityWrites: Write[] = [
  ...reportsAndPlans,
  {
    operation: 'activities.announceOccasion',
    role: STREET,
    ask: (house) => {
      const [id] = house.records.get('organizations')?.get(SHUBEI.code) ?? [];
      return send('POST', '/activities', { organizationId: String(id), occasion: { ...occasionAt(house.operator.now, '新'), ...NEW } });
    },
  },
  {
    operation: 'activities.changeOccasion',
    role: STREET,
    ask: act('PUT', '', ({ operator }) => ({ occasion: { ...occasionAt(operator.now, '改'), ...NEW } })),
  },
  {
    operation: 'activities.addGuest',
    role: STREET,
    ask: async (house) => send('POST', `/activities/${(await newest(house)).id}/sign-ups`, { name: '王五', phone: null, kind: 'volunteer' }),
  },
  { operation: 'activities.withdrawSignUp', role: STREET, ask: guestOf },
  {
    operation: 'activities.addPhoto',
    role: STREET,
    ask: async (house) => upload(`/activities/${thingsAt(house, SHUGUANG).occasion}/photos`, '现场.jpg', await samplePicture(40, 30)),
  },
  { operation: 'activities.showPhoto', role: STREET, ask: async (house) => send('POST', `${await photoOf(house)}/publication`, { isPublic: true }) },
  { operation: 'activities.removePhoto', role: STREET, ask: async (house) => send('DELETE', await photoOf(house)) },
  { operation: 'activities.revealSignUp', role: STREET, ask: onList('reveal') },
  { operation: 'activities.checkIn', role: STREET, ask: onList('check-in') },
  { operation: 'activities.checkOut', role: STREET, ask: onList('check-out') },
  { operation: 'activities.cancelOccasion', role: STREET, ask: act('POST', '/cancel', () => ({ reason: '下雨' })) },
  {
    operation: 'activities.summarizeOccasion',
    role: STREET,
    ask: (house) =>
      send('POST', `/activities/${thingsAt(house, SHUGUANG).occasion}/summary`, {
        version: 1,
        result: { summary: '大家都来了', participants: 9, volunteers: 2, beneficiaries: [] },
      }),
  },
];
