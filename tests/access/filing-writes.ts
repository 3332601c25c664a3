import { sql } from 'kysely';
import { renderLetterTemplate } from '#engines/documents/word/letter-template.ts';
import { issueClaimCode } from '#modules/filings/server/commands/issue-claim-code.ts';
import { samplePdf } from '#tests/support/sample-files.ts';
import type { House } from './open-house.ts';
import { SHUBEI, SHUGUANG } from './places.ts';
import { type Question, send, thingsAt, upload } from './question.ts';
import type { Write } from './writes.ts';

const STREET = 'streetStaff';
const LEADER = 'csoManager';

/** The last application begun by the seat of a role, with its version. */
async function lastOf(house: House, role: string): Promise<{ id: string; version: number }> {
  const seat = house.seats.find((candidate) => candidate.role === role);
  const { rows } = await sql<{ id: number; version: number }>`
    select id, version from filing_applications where applicant_id = ${String(seat?.accountId)} order by created_at desc, id desc limit 1`.execute(house.owner);
  if (!rows[0]) throw new Error('nothing was begun');
  return { id: String(rows[0].id), version: rows[0].version };
}

const edit =
  (path: string, role: string) =>
  async (house: House): Promise<Question> => {
    const { id, version } = await lastOf(house, role);
    return send('PATCH', `${path}/${id}`, { version, form: { purpose: '互助' } });
  };
const addFile =
  (door: string, role: string) =>
  async (house: House): Promise<Question> => {
    return upload(`/filings/${door}/${(await lastOf(house, role)).id}/materials/charter/files`, '章程.pdf', samplePdf());
  };
const removeFile =
  (door: string, role: string) =>
  async (house: House): Promise<Question> => {
    const { id } = await lastOf(house, role);
    const { rows } = await sql<{ id: number }>`select id from files where owner_id = ${id}::bigint`.execute(house.owner);
    return { ...send('DELETE', `/filings/${door}/${id}/files/${rows[0]?.id}`) };
  };
const withdraw =
  (path: string, role: string) =>
  async (house: House): Promise<Question> => {
    const { id, version } = await lastOf(house, role);
    return send('POST', `${path}/${id}/actions`, { version, action: 'withdraw' });
  };

/** The first organization of a community, with its version. */
async function organizationOf(house: House): Promise<{ id: number; version: number }> {
  const [id] = house.records.get('organizations')?.get(SHUBEI.code) ?? [];
  const { rows } = await sql<{ id: number; version: number }>`select id, version from organizations where id = ${id}`.execute(house.owner);
  if (!rows[0]) throw new Error('no organization');
  return rows[0];
}

const claims: Write[] = [
  {
    operation: 'filings.issueClaimCode',
    role: 'districtCivilAffairsStaff',
    ask: async (house) => {
      const { id, version } = await organizationOf(house);
      return send('POST', `/filings/organizations/${id}/claim-codes`, { version });
    },
  },
  {
    operation: 'filings.claimOwn',
    role: LEADER,
    ask: async (house) => {
      const { code } = await issueClaimCode(house.operator, await organizationOf(house));
      return send('POST', '/filings/own-claims', { code });
    },
  },
  {
    operation: 'filings.endClaim',
    role: 'districtCivilAffairsStaff',
    ask: async (house) => {
      const { id, version } = await organizationOf(house);
      return send('POST', `/filings/organizations/${id}/leader-account/end`, { version, reason: '负责人更换' });
    },
  },
];

export const filingWrites: Write[] = [
  {
    operation: 'filings.start',
    role: STREET,
    ask: () => send('POST', '/filings/applications', { procedure: 'filing', division: SHUBEI.code, draft: { form: { name: '新的申请' } } }),
  },
  { operation: 'filings.addFile', role: STREET, ask: addFile('applications', STREET) },
  {
    operation: 'files.reveal',
    role: STREET,
    ask: (house) => send('POST', `/files/${thingsAt(house, SHUGUANG).paper}/reveal`, { reason: '审核材料' }),
  },
  { operation: 'filings.removeFile', role: STREET, ask: removeFile('applications', STREET) },
  { operation: 'filings.edit', role: STREET, ask: edit('/filings/applications', STREET) },
  { operation: 'filings.act', role: STREET, ask: withdraw('/filings/applications', STREET) },
  {
    operation: 'filings.actOnMany',
    role: STREET,
    ask: async (house) => {
      const id = thingsAt(house, SHUGUANG).filing;
      return send('POST', '/filings/batch', { action: 'withdraw', items: [{ id: String(id), version: 1 }] });
    },
  },
  { operation: 'filings.handOver', role: STREET, ask: () => send('POST', '/filings/hand-over', { to: 'seat-streetstaff', from: '1', reason: '调离' }) },
  {
    operation: 'filings.recordAnnual',
    role: 'districtCivilAffairsStaff',
    ask: async (house) => {
      const [id] = house.records.get('organizations')?.get(SHUBEI.code) ?? [];
      await sql`update organizations set tier = '登记', registered_on = '2021-05-01' where id = ${id}`.execute(house.owner);
      return send('POST', `/filings/annual-duties/${id}/2022`, { version: 0, submittedOn: '2023-03-01' });
    },
  },
  {
    operation: 'filings.startOwn',
    role: LEADER,
    ask: () => send('POST', '/filings/own', { procedure: 'filing', division: SHUGUANG.code, draft: { form: { name: '我的申请' } } }),
  },
  ...claims,
  { operation: 'filings.addOwnFile', role: LEADER, ask: addFile('own', LEADER) },
  { operation: 'filings.removeOwnFile', role: LEADER, ask: removeFile('own', LEADER) },
  { operation: 'filings.editOwn', role: LEADER, ask: edit('/filings/own', LEADER) },
  { operation: 'filings.actOwn', role: LEADER, ask: withdraw('/filings/own', LEADER) },
  {
    operation: 'filings.uploadTemplate',
    role: STREET,
    ask: async () =>
      upload(
        '/filings/templates/acceptance/versions',
        '受理.docx',
        await renderLetterTemplate({
          organ: '{发文机关}',
          number: '{文号}',
          title: '受理',
          paragraphs: ['{组织名称}'],
          date: '{成文日期}',
          edition: '2023-01-01',
        }),
      ),
  },
  { operation: 'filings.useTemplate', role: STREET, ask: () => send('POST', '/filings/templates/acceptance/use', { version: null, reason: '改用上级的' }) },
  {
    operation: 'filings.skipNumbers',
    role: STREET,
    ask: () => send('POST', '/filings/numbers/skips', { series: 'filing', year: 2023, through: 3, reason: '纸质已用' }),
  },
  {
    operation: 'filings.voidNumber',
    role: STREET,
    ask: () => send('POST', '/filings/numbers/voids', { series: 'notice', year: 2023, serial: 1, reason: '打印错误' }),
  },
  {
    operation: 'filings.setAuthority',
    role: STREET,
    ask: () => send('PUT', '/filings/authority', { version: 0, organ: '曙光街街道办', code: '曙', filingFormat: null, noticeFormat: null }),
  },
  {
    operation: 'filings.revealObjector',
    role: STREET,
    ask: (house) => send('POST', `/filings/objections/${thingsAt(house, SHUGUANG).objection}/reveal`, { reason: '电话核实' }),
  },
  {
    operation: 'filings.answerObjection',
    role: STREET,
    ask: (house) =>
      send('POST', `/filings/objections/${thingsAt(house, SHUGUANG).objection}/answer`, { version: 1, outcome: 'partly', answer: '经核实，部分属实' }),
  },
  {
    operation: 'rule-sets.publishRuleSet',
    role: 'cityCivilAffairsStaff',
    ask: async (house) => {
      const { rows } = await sql<{
        content: { settings: object };
      }>`select content from rule_set_versions where rule_set_id = 'pingdingshan' and version = 1`.execute(house.owner);
      const content = rows[0]?.content;
      const settings = { ...content?.settings, reminderDays: { value: 3, basis: 'setting', clause: 'GK' } };
      return send('POST', '/rule-sets/pingdingshan/versions', { content: { ...content, settings }, baseVersion: 1, reason: '提前提醒' });
    },
  },
];
