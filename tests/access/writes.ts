/** One successful request for every operation that changes something, in an order in which each finds what it needs. */
import type { RoleId } from '#modules/accounts/contract/roles.ts';
import { createToken } from '#modules/accounts/server/public.ts';
import { grantPost } from '#modules/accounts/server/commands/grant-post.ts';
import { findAccount } from '#modules/accounts/server/account-store.ts';
import { findSecondFactor } from '#modules/accounts/server/second-factor-store.ts';
import { startPassedSession, startSession } from '#modules/accounts/server/start-session.ts';
import { inTransaction } from '#platform/db/database.ts';
import { codeAt, enrol } from '#tests/support/second-factor.ts';
import { openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { evidenceWorkbook } from '#tests/support/evidence-workbook.ts';
import { samplePdf } from '#tests/support/sample-files.ts';
import { sql } from 'kysely';
import { activityWrites } from './activity-writes.ts';
import { correctionWrites } from './correction-writes.ts';
import { filingWrites } from './filing-writes.ts';
import { needWrites } from './need-writes.ts';
import { numberOf } from './number-of.ts';
import { accessAt } from './expected-borrowed-answers.ts';
import { rosterOf } from './expected-organization-answers.ts';
import { cookieFor, type House } from './open-house.ts';
import { SHUBEI, SHUGUANG, WEIDONG, XINHUA } from './places.ts';
import { publicityWrites } from './publicity-writes.ts';
import { volunteerWrites } from './volunteer-writes.ts';
import { get, type Question, send, thingsAt, upload } from './question.ts';

export interface Write {
  operation: string;
  role: RoleId;
  ask(house: House): Question | Promise<Question>;
}

const CLERK = 'districtCivilAffairsStaff';
const CITY = 'cityCivilAffairsStaff';
const SYSTEM = 'systemAdministrator';
const SECURITY = 'securityAdministrator';

const accountCalled = (house: House, name: string) => numberOf(house, sql<{ id: number }>`select id from accounts where name = ${name}`);
const trainingCalled = (house: House, name: string) => numberOf(house, sql<{ id: number }>`select id from trainings where name = ${name}`);
const draftOf = (house: House) => numberOf(house, sql<{ id: number }>`select id from reports where div = ${Number(XINHUA.code)} and period = '2022Q1'`);
const lastPost = (house: House) => numberOf(house, sql<{ id: number }>`select max(id) as id from posts`);
const seatOf = (house: House, role: RoleId) => house.seats.find((seat) => seat.role === role);

let secretOfWriter = '';

async function asWriter(house: House, question: Question): Promise<Question> {
  return { ...question, headers: { ...question.headers, cookie: await cookieFor(house.operator, await accountCalled(house, 'writer')) } };
}

/** With the second step behind it. */
async function asPassedWriter(house: House, question: Question): Promise<Question> {
  return { ...question, headers: { ...question.headers, cookie: `wotu_session=${(await sessionOfWriter(house, true)).token}` } };
}

async function sessionOfWriter(house: House, isPassed: boolean) {
  const account = await findAccount(house.db, await accountCalled(house, 'writer'));
  if (!account) throw new Error('the writer is not there');
  const start = isPassed ? startPassedSession : startSession;
  return inTransaction(house.db, (tx) => start(tx, house.operator, account, { userAgent: 'test', formerToken: null }, 'password'));
}
const LENT = { verbs: ['division.read'], classes: ['general'], reason: '出差' };

const doors: Write[] = [
  {
    operation: 'session.signIn',
    role: CLERK,
    ask: async (house) => {
      await openAccount(house.operator, { name: 'writer', role: CLERK, division: XINHUA.code });
      // from another browser: signing in ends the session that the same one had
      return { ...send('POST', '/session', { account: 'writer', password: PASSWORD }), headers: { 'content-type': 'application/json', cookie: '' } };
    },
  },
  {
    operation: 'session.changePassword',
    role: CLERK,
    ask: async (house) => {
      const question = send('PUT', '/session/password', { current: PASSWORD, next: '湖海Xyz-9163' });
      return { ...question, headers: { ...question.headers, cookie: await cookieFor(house.operator, await accountCalled(house, 'writer')) } };
    },
  },
  {
    operation: 'second-factor.beginSecondFactor',
    role: CLERK,
    ask: async (house) => asWriter(house, send('POST', '/second-factor', { password: '湖海Xyz-9163' })),
  },
  {
    operation: 'second-factor.confirmSecondFactor',
    role: CLERK,
    ask: async (house) => {
      const id = await accountCalled(house, 'writer');
      const factor = await findSecondFactor(house.operator, house.db, id);
      secretOfWriter = factor?.secret ?? '';
      return asWriter(house, send('POST', '/second-factor/confirmation', { code: codeAt(secretOfWriter, house.operator.now, -1) }));
    },
  },
  {
    operation: 'session.passSecondStep',
    role: CLERK,
    // a session of an account with a factor awaits its code
    ask: async (house) => asWriter(house, send('POST', '/session/second-step', { code: codeAt(secretOfWriter, house.operator.now) })),
  },
  {
    operation: 'second-factor.renewRecoveryCodes',
    role: CLERK,
    ask: async (house) => asPassedWriter(house, send('POST', '/second-factor/recovery-codes', { code: codeAt(secretOfWriter, house.operator.now, 1) })),
  },
  {
    operation: 'accounts.prepareIdentity',
    role: SYSTEM,
    ask: async (house) => send('POST', `/accounts/${await accountCalled(house, 'writer')}/identities`, { provider: 'office', value: 'w1' }),
  },
  {
    operation: 'accounts.removeIdentity',
    role: SYSTEM,
    ask: async (house) => send('DELETE', `/accounts/${await accountCalled(house, 'writer')}/identities/office`),
  },
  {
    operation: 'accounts.requestFactorReset',
    role: SYSTEM,
    ask: async (house) => send('POST', `/accounts/${await accountCalled(house, 'writer')}/second-factor-reset`, { reason: '手机丢失' }),
  },
  {
    operation: 'accounts.agreeToFactorReset',
    role: SECURITY,
    ask: async (house) => send('POST', `/accounts/${await accountCalled(house, 'writer')}/second-factor-reset/agreement`),
  },
  {
    operation: 'second-factor.removeSecondFactor',
    role: CLERK,
    ask: async (house) => {
      const { token } = await sessionOfWriter(house, false);
      const { recoveryCodes } = await enrol(house.operator, token, '湖海Xyz-9163');
      const question = send('DELETE', '/second-factor', { code: recoveryCodes[0] });
      return { ...question, headers: { ...question.headers, cookie: `wotu_session=${token}` } };
    },
  },
  {
    operation: 'session.switchPost',
    role: 'resident',
    ask: async (house) => {
      const id = seatOf(house, 'resident')?.accountId ?? 0;
      await grantPost(house.operator, id, { role: 'volunteer', division: SHUBEI.code });
      return send('PUT', '/session/post', { postId: await numberOf(house, sql`select max(id) as id from posts where account_id = ${id}`) });
    },
  },
  {
    operation: 'sessions.endSession',
    role: 'donor',
    ask: async (house) => {
      const id = seatOf(house, 'donor')?.accountId ?? 0;
      await cookieFor(house.operator, id);
      const { rows } = await sql<{ id: string }>`select id from sessions where account_id = ${id} order by started_at desc, id limit 1`.execute(house.owner);
      return send('DELETE', `/sessions/${rows[0]?.id}`);
    },
  },
  {
    operation: 'tokens.revokeToken',
    role: 'hubOperator',
    ask: async (house) => {
      await createToken(house.operator, { account: 'seat-huboperator' });
      return send('DELETE', `/tokens/${await numberOf(house, sql`select max(id) as id from api_tokens`)}`);
    },
  },
  { operation: 'session.signOut', role: 'partyMember', ask: () => send('DELETE', '/session') },
];

const administration: Write[] = [
  { operation: 'offices.createOffice', role: SYSTEM, ask: () => send('POST', '/offices', { name: '新的单位', kind: 'other', division: XINHUA.code }) },
  {
    operation: 'offices.closeOffice',
    role: SYSTEM,
    ask: async (house) => send('POST', `/offices/${await numberOf(house, sql`select id from offices where name = '新的单位'`)}/close`),
  },
  {
    operation: 'accounts.createAccount',
    role: SYSTEM,
    ask: (house) => send('POST', '/accounts', { officeId: thingsAt(house, XINHUA).office, name: 'newcomer', displayName: '新人' }),
  },
  { operation: 'accounts.inviteAgain', role: SYSTEM, ask: async (house) => send('POST', `/accounts/${await accountCalled(house, 'newcomer')}/invitation`) },
  {
    operation: 'accounts.grantPost',
    role: SECURITY,
    ask: async (house) => send('POST', `/accounts/${await accountCalled(house, 'newcomer')}/posts`, { role: 'donor', division: SHUGUANG.code }),
  },
  {
    operation: 'posts.setPostGrants',
    role: SECURITY,
    ask: async (house) => send('PUT', `/posts/${await lastPost(house)}/grants`, { grants: { 'plan.read': ['general'] }, reason: '只看规划' }),
  },
  {
    operation: 'posts.appointActing',
    role: SECURITY,
    ask: async (house) =>
      send('POST', `/posts/${await lastPost(house)}/acting`, {
        ...LENT,
        verbs: ['plan.read'],
        accountId: thingsAt(house, XINHUA).account,
        endsOn: '2023-12-01',
      }),
  },
  {
    operation: 'stand-ins.delegatePost',
    role: CLERK,
    ask: (house) => send('POST', '/stand-ins', { ...LENT, accountId: seatOf(house, 'otherDepartment')?.accountId, endsOn: '2023-12-01' }),
  },
  {
    operation: 'stand-ins.revokeStandIn',
    role: CLERK,
    ask: async (house) => send('POST', `/stand-ins/${await numberOf(house, sql`select max(id) as id from stand_ins where kind = 'delegated'`)}/revoke`),
  },
  { operation: 'temporary-accesses.requestAccess', role: CLERK, ask: () => send('POST', '/temporary-accesses', { ...LENT, division: WEIDONG.code, hours: 5 }) },
  {
    operation: 'temporary-accesses.endAccess',
    role: CLERK,
    ask: async (house) => send('POST', `/temporary-accesses/${await numberOf(house, sql`select max(id) as id from temporary_accesses`)}/end`),
  },
  {
    operation: 'notices.readNotices',
    role: CLERK,
    ask: async (house) => send('POST', `/notices/${await numberOf(house, sql`select max(id) as id from notices`)}/read`),
  },
  {
    operation: 'posts.endPost',
    role: SECURITY,
    ask: async (house) => send('POST', `/posts/${await numberOf(house, sql`select max(id) as id from posts`)}/end`),
  },
  {
    operation: 'temporary-accesses.decideAccess',
    role: SECURITY,
    ask: async (house) => send('POST', `/temporary-accesses/${await accessAt(house, SHUGUANG, null)}/decision`, { granted: true, hours: 3 }),
  },
  { operation: 'accounts.disableAccount', role: SYSTEM, ask: async (house) => send('POST', `/accounts/${await accountCalled(house, 'newcomer')}/disable`) },
  { operation: 'accounts.enableAccount', role: SYSTEM, ask: async (house) => send('POST', `/accounts/${await accountCalled(house, 'newcomer')}/enable`) },
  {
    operation: 'divisions.carryOutOperation',
    role: CLERK,
    ask: () => send('POST', '/divisions/operations', { kind: 'rename', code: SHUGUANG.code, name: '曙光新街道', onDay: '2023-11-01', reason: '批复' }),
  },
  { operation: 'indicators.check', role: CLERK, ask: () => send('POST', '/indicators/check') },
  {
    operation: 'plans.changeThreshold',
    role: CITY,
    ask: () => send('POST', '/plans/pingdingshan-2021/versions', { target: 'PDS-Q01', threshold: 11, reason: '调整', baseVersion: 1 }),
  },
];

export const NEW_TRAINING = { name: '新的培训', div: XINHUA.code, hostLevel: '区', startedOn: '2022-06-01', audiences: ['骨干'], participants: 1 };

const dossierOf = (house: House) => `/organizations/${house.records.get('organizations')?.get(SHUBEI.code)?.[0]}/parts`;
const founderAt = (house: House) => numberOf(house, sql`select id from organization_people where div = ${Number(SHUBEI.code)}`);
const charterFilesOf = async (house: House) =>
  `${dossierOf(house).replace(/parts$/, 'documents')}/${await numberOf(house, sql`select id from organization_documents where div = ${Number(SHUBEI.code)}`)}/files`;
const newVenue = (house: House) => numberOf(house, sql`select id from organization_venues where name = '新的场所'`);

const evidence: Write[] = [
  { operation: 'registers.create', role: CLERK, ask: () => send('POST', '/registers/trainings/records', { values: NEW_TRAINING }) },
  {
    operation: 'registers.update',
    role: CLERK,
    ask: async (house) =>
      send('PATCH', `/registers/trainings/records/${await trainingCalled(house, NEW_TRAINING.name)}`, { version: 1, values: { participants: 2 } }),
  },
  {
    operation: 'registers.reveal',
    role: CLERK,
    ask: (house) =>
      send('POST', `/registers/organizations/records/${house.records.get('organizations')?.get(SHUBEI.code)?.[0]}/reveal`, { reason: '电话核实' }),
  },
  {
    operation: 'registers.end',
    role: CLERK,
    ask: async (house) => {
      const id = await trainingCalled(house, NEW_TRAINING.name);
      return send('POST', `/registers/trainings/records/${id}/end`, { version: 2, endsOn: '2022-06-03', reason: '结束' });
    },
  },
  {
    operation: 'registers.remove',
    role: CLERK,
    ask: async (house) => send('DELETE', `/registers/trainings/records/${await trainingCalled(house, NEW_TRAINING.name)}`, { version: 3, reason: '误' }),
  },
  {
    operation: 'imports.importWorkbook',
    role: CLERK,
    ask: async () => {
      const row = { 名称: '导入的平台', 所属区划代码: XINHUA.code, 层级: '区', 类型: '支持平台', 启用日期: '2022-01-01' };
      return upload('/imports', 'a.xlsx', await evidenceWorkbook({ 支持平台: [row] }));
    },
  },
  {
    operation: 'imports.undoImport',
    role: CLERK,
    ask: async (house) =>
      send('POST', `/imports/${await numberOf(house, sql`select max(id) as id from import_batches where status = 'applied'`)}/undo`, { reason: '误' }),
  },
  { operation: 'exports.exportWorkbook', role: CLERK, ask: () => get('/exports/evidence?reason=x') },
  {
    operation: 'registers.saveView',
    role: CLERK,
    ask: () => send('POST', '/registers/organizations/views', { name: '在台账的', search: 'state=current', isShared: true }),
  },
  {
    operation: 'registers.removeView',
    role: CLERK,
    ask: async (house) => send('DELETE', `/registers/organizations/views/${await numberOf(house, sql`select max(id) as id from evidence_views`)}`),
  },
  {
    operation: 'organizations.addPart',
    role: CLERK,
    ask: (house) => send('POST', `${dossierOf(house)}/venues`, { values: { name: '新的场所', address: '路2号', startedOn: '2022-03-01' } }),
  },
  {
    operation: 'organizations.changePart',
    role: CLERK,
    ask: async (house) => send('PATCH', `${dossierOf(house)}/venues/${await newVenue(house)}`, { version: 1, values: { area: 5 } }),
  },
  {
    operation: 'organizations.removePart',
    role: CLERK,
    ask: async (house) => send('DELETE', `${dossierOf(house)}/venues/${await newVenue(house)}`, { version: 2, reason: '误' }),
  },
  {
    operation: 'organizations.revealPart',
    role: CLERK,
    ask: async (house) => send('POST', `${dossierOf(house)}/people/${await founderAt(house)}/reveal`, { reason: '电话核实' }),
  },
  {
    operation: 'organizations.addDocumentFile',
    role: CLERK,
    ask: async (house) => upload(`${await charterFilesOf(house)}`, '章程.pdf', samplePdf()),
  },
  {
    operation: 'organizations.removeDocumentFile',
    role: CLERK,
    ask: async (house) =>
      send('DELETE', `${await charterFilesOf(house)}/${await numberOf(house, sql`select max(id) as id from files where purpose = 'organizations.document'`)}`),
  },
  {
    operation: 'organizations.importRoster',
    role: CLERK,
    ask: async (house) => upload(`${dossierOf(house).replace(/parts$/, 'roster')}`, 'a.xlsx', await rosterOf('新成员')),
  },
  {
    operation: 'organizations.keepApart',
    role: CLERK,
    ask: (house) => {
      const [one, other] = (house.records.get('organizations')?.get(SHUBEI.code) ?? []).map(String);
      return send('POST', '/organizations/duplicates/keep', { one, other });
    },
  },
  {
    operation: 'organizations.merge',
    role: CLERK,
    ask: (house) => {
      const [keep, remove] = (house.records.get('organizations')?.get(SHUGUANG.code) ?? []).map(String);
      return send('POST', '/organizations/duplicates/merge', { keep, keepVersion: 1, remove, removeVersion: 1, reason: '同一个' });
    },
  },
];

const reports: Write[] = [
  { operation: 'reports.draft', role: CLERK, ask: () => send('POST', '/reports', { plan: 'national-2021', period: '2022Q1', division: XINHUA.code }) },
  { operation: 'reports.edit', role: CLERK, ask: async (house) => send('PATCH', `/reports/${await draftOf(house)}`, { version: 1, organ: '新华区民政局' }) },
  { operation: 'reports.refresh', role: CLERK, ask: async (house) => send('POST', `/reports/${await draftOf(house)}/refresh`, { version: 2 }) },
  { operation: 'reports.handIn', role: CLERK, ask: async (house) => send('POST', `/reports/${await draftOf(house)}/hand-in`, { version: 3 }) },
  { operation: 'reports.return', role: CITY, ask: async (house) => send('POST', `/reports/${await draftOf(house)}/return`, { version: 4, reason: '请补充' }) },
  { operation: 'reports.handIn', role: CLERK, ask: async (house) => send('POST', `/reports/${await draftOf(house)}/hand-in`, { version: 5 }) },
  { operation: 'reports.accept', role: CITY, ask: async (house) => send('POST', `/reports/${await draftOf(house)}/accept`, { version: 6 }) },
];

const taskOf = (house: House) =>
  numberOf(house, sql<{ id: number }>`select id from gap_tasks where div = ${Number(XINHUA.code)} and plan_id = 'pingdingshan-2021' order by id desc limit 1`);
const GAP = { target: 'PDS-Q16', division: XINHUA.code, dueOn: '2099-01-01', note: '请尽快' };

const gapTasks: Write[] = [
  { operation: 'plans.assignGap', role: CITY, ask: () => send('POST', '/plans/pingdingshan-2021/gap-tasks', GAP) },
  { operation: 'gap-tasks.finishGapTask', role: CLERK, ask: async (house) => send('POST', `/gap-tasks/${await taskOf(house)}/finish`, { version: 1 }) },
  {
    operation: 'gap-tasks.decideGapTask',
    role: CITY,
    ask: async (house) => send('POST', `/gap-tasks/${await taskOf(house)}/decide`, { version: 2, decision: 'confirmed' }),
  },
];

export const WRITES: readonly Write[] = [
  ...doors,
  ...administration,
  ...evidence,
  ...reports,
  ...gapTasks,
  ...filingWrites,
  ...volunteerWrites,
  ...activityWrites,
  ...publicityWrites,
  ...needWrites,
  ...correctionWrites,
];
