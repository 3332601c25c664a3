import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { namesOfOrganizations } from '#modules/organizations/server/public.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';
import { cutAt, type DataSubject, type OwnDataPart, type OwnDataSet } from '#platform/personal-data/own-data.ts';
import { dayInChina } from '#shared/day.ts';
import { OBJECTION_PURPOSE } from './objection-files.ts';
import { PROCEDURES, type ProcedureId, STATES, type StateId } from '../contract/workflow.ts';

const WHY = '办理备案、登记和年度报告。依据：履行法定职责所必需（个人信息保护法第十三条第一款第三项）';
const KEPT = '作为办理档案保存；注销账号后仍保存';

/** What somebody applied for, where they are named as the leader, what they claimed, and objections from their telephone. */
export const filingOwnData: OwnDataPart = {
  read: (context, subject, most) => Promise.all([applications(context, subject, most), claims(context, subject, most), objections(context, subject, most)]),
  unsettled: async ({ platform: { db } }, { accountId }) => {
    const districts = await whereaboutsOf(db, { kind: 'account', key: accountId });
    const { rows } = await sql<{ open: number; led: number }>`select
      (select count(*)::int from filing_applications where district = any(${districts}::int[]) and applicant_id = ${accountId} and decided_on is null) as open,
      (select count(*)::int from filing_claims where district = any(${districts}::int[]) and claimant_id = ${accountId} and ended_at is null) as led`.execute(
      db,
    );
    const { open, led } = rows[0] ?? { open: 0, led: 0 };
    return [
      ...(open > 0 ? [`还有 ${open} 件申请没有办完，请等办完，或在“我的”里撤回`] : []),
      ...(led > 0 ? [`您还是 ${led} 个组织的负责人账号，请先向街道（乡镇）办理更换负责人，由接任的人认领`] : []),
    ];
  },
};

interface ApplicationRow {
  subject: string;
  procedure: ProcedureId;
  state: StateId;
  begunAt: Date;
  decidedOn: string | null;
  leader: string | null;
  isApplicant: boolean;
}

async function applications({ platform: { db } }: Context, { accountId, indexes }: DataSubject, most: number): Promise<OwnDataSet> {
  const { rows } = await sql<ApplicationRow>`
    select a.subject_name as subject, a.procedure, a.state, a.created_at as "begunAt", a.decided_on as "decidedOn", a.form ->> 'leaderName' as leader, a.applicant_id = ${accountId} as "isApplicant"
    from filing_applications a where a.applicant_id = ${accountId} or a.leader_phone_index = any(${[...indexes]}::text[]) order by a.created_at desc, a.id desc limit ${most + 1}`.execute(
    db,
  );
  const { shown, hasMore } = cutAt(rows, most);
  return {
    title: '备案和登记申请',
    why: WHY,
    keptFor: `${KEPT}。没有交出的草稿一年没有改动的，删除其中的身份证号和手机号`,
    columns: ['组织', '事项', '状态', '开始日期', '办结日期', '填写的负责人', '您是'],
    rows: shown.map((row) => [
      row.subject,
      PROCEDURES[row.procedure],
      STATES[row.state],
      dayInChina(row.begunAt),
      row.decidedOn,
      row.leader,
      row.isApplicant ? '申请人' : '申请里的负责人（手机号相同）',
    ]),
    hasMore,
  };
}

async function claims({ platform: { db } }: Context, { accountId }: DataSubject, most: number): Promise<OwnDataSet> {
  const districts = await whereaboutsOf(db, { kind: 'account', key: accountId });
  const { rows } = await sql<{ id: number; claimedAt: Date; endedAt: Date | null }>`
    select c.organization_id as id, c.claimed_at as "claimedAt", c.ended_at as "endedAt"
    from filing_claims c where c.district = any(${districts}::int[]) and c.claimant_id = ${accountId} order by c.claimed_at desc limit ${most + 1}`.execute(db);
  const { shown, hasMore } = cutAt(rows, most);
  const names = await namesOfOrganizations(
    db,
    shown.map(({ id }) => id),
  );
  const lines = shown.map(({ id, claimedAt, endedAt }) => [names.get(id) ?? '社区社会组织', dayInChina(claimedAt), endedAt && dayInChina(endedAt)]);
  return { title: '认领的组织', why: WHY, keptFor: KEPT, columns: ['组织', '认领日期', '结束日期'], rows: lines, hasMore };
}

async function objections(context: Context, { indexes }: DataSubject, most: number): Promise<OwnDataSet> {
  const { rows } = await sql<{ id: number; district: number; receivedOn: string; content: string; answer: string | null; answeredOn: string | null }>`
    select o.id, o.district, o.received_on as "receivedOn", o.content, o.answer, o.answered_on as "answeredOn" from filing_objections o
    where o.phone_index = any(${[...indexes]}::text[]) order by o.received_on desc, o.id desc limit ${most + 1}`.execute(context.platform.db);
  const { shown, hasMore } = cutAt(rows, most);
  const enclosed = await countEnclosed(context, shown);
  return {
    title: '对公示的异议',
    why: '核实和答复您对公示提出的异议。依据：履行法定职责所必需（个人信息保护法第十三条第一款第三项）',
    keptFor: '答复三年后删除姓名、电话和附件，异议内容随公示归档',
    columns: ['提出日期', '内容', '附件', '答复', '答复日期'],
    rows: shown.map(({ id, receivedOn, content, answer, answeredOn }) => [receivedOn, content, `${enclosed.get(id) ?? 0} 个`, answer, answeredOn]),
    hasMore,
  };
}

/** How many photographs and documents came with each. */
async function countEnclosed(context: Context, objections: readonly { id: number; district: number }[]): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (const [district, some] of Map.groupBy(objections, (objection) => objection.district)) {
    const ids = some.map(({ id }) => id);
    for (const [id, files] of await context.platform.files.list(context, OBJECTION_PURPOSE, district, ids)) counts.set(id, files.length);
  }
  return counts;
}
