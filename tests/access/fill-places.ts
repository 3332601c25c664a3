/** Puts the same things into every place, through the product's own commands. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { activityMeans } from '#apps/server/activity-means.ts';
import { filingMeans } from '#apps/server/filing-means.ts';
import { publicityMeans } from '#apps/server/publicity-means.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { createAccount } from '#modules/accounts/server/commands/create-account.ts';
import { createOffice } from '#modules/accounts/server/commands/create-office.ts';
import { disableAccount } from '#modules/accounts/server/commands/disable-account.ts';
import type { MajorInput } from '#modules/activities/contract/major-report.ts';
import type { OccasionInput } from '#modules/activities/contract/occasion.ts';
import { announceOccasion } from '#modules/activities/server/commands/announce-occasion.ts';
import { saveActivityPlan, startActivityPlan } from '#modules/activities/server/commands/save-activity-plan.ts';
import { addGuest } from '#modules/activities/server/commands/sign-up.ts';
import { submitReport } from '#modules/activities/server/commands/submit-report.ts';
import { importEvidence } from '#modules/evidence/server/commands/import-evidence.ts';
import { undoImport } from '#modules/evidence/server/commands/undo-import.ts';
import { actOnApplication } from '#modules/filings/server/commands/act-on-application.ts';
import { addMaterialFile } from '#modules/filings/server/commands/add-material-file.ts';
import { startApplication } from '#modules/filings/server/commands/start-application.ts';
import { CORRECTION_NAME, CORRECTION_RIGHT, CORRECTION_WRONG, insertCorrection } from '#modules/accounts/server/correction-store.ts';
import { submitObjection } from '#modules/filings/server/commands/submit-objection.ts';
import { getApplication } from '#modules/filings/server/queries/get-application.ts';
import { actOnArticle } from '#modules/publicity/server/commands/act-on-article.ts';
import { beginArticle } from '#modules/publicity/server/commands/begin-article.ts';
import { enterNeed } from '#modules/needs/server/commands/enter-need.ts';
import { draftReport } from '#modules/reports/server/commands/draft-report.ts';
import { insertTask, insertTaskStep } from '#modules/plans/server/gap-task-store.ts';
import type { Actor } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { inTransaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { districtOf, rangeOf } from '#shared/division-code.ts';
import { evidenceWorkbook, type EvidenceRows } from '#tests/support/evidence-workbook.ts';
import { completeForm } from '#tests/support/filings.ts';
import { completeArticle } from '#tests/support/articles.ts';
import { samplePdf } from '#tests/support/sample-files.ts';
import { markOf, type Person } from './canaries.ts';
import type { Place } from './places.ts';
import { enlist } from './volunteer-things.ts';

/** What a place holds, by id. */
export interface Things {
  office: number;
  /** in use, without a post */
  account: number;
  disabledAccount: number;
  batch: string;
  undoneBatch: string;
  /** counties and everything above */
  report: number | undefined;
  /** a gap task of the place's own office, open */
  gapTask: number;
  /** an article of the place's own office, handed in for review */
  article: number;
  /** an application begun there; townships and communities */
  filing: number | undefined;
  /** a notice handed out there; townships and communities */
  notice: number | undefined;
  /** an objection to an announcement of the place's own office; townships and communities */
  objection: number | undefined;
  /** a volunteer at home there and in the team; townships and communities */
  volunteer: number | undefined;
  team: number | undefined;
  /** an activity announced there, and somebody on its list; townships and communities */
  occasion: number | undefined;
  signUp: number | undefined;
  /** a major activity reported there; townships and communities */
  majorReport: number | undefined;
  /** the annual activity plan of the place's own office */
  activityPlan: number;
  service: number | undefined;
  certificate: number | undefined;
  /** a need of a resident; townships and communities */
  need: number | undefined;
  /** what a person of the place asked to be corrected; townships and communities */
  correction: number | undefined;
  /** files of the application: its charter, and a paper with an ID number on it; townships and communities */
  file: number | undefined;
  paper: number | undefined;
}

export const PERIOD = '2022';
export const PLAN = 'national-2021';

/** The operator, looking after one place only. */
export function operatorAt(operator: Context, place: Place): Context {
  const key = Number(place.code);
  const actor: Actor = { ...operator.actor, division: key, divisionLevel: place.level, range: rangeOf(key, place.level) };
  return { ...operator, actor };
}

const HOST_LEVELS = { nation: '省', province: '省', city: '市', county: '区', township: '街道', community: '社区' } as const;

/** Written as the command does; most places have no gap of their own to give. */
async function giveGapTask(context: Context, { code }: Place): Promise<number> {
  const div = Number(code);
  return inTransaction(context.platform.db, async (tx) => {
    const district = districtOf(div);
    const id = await nextRecordId(tx, district);
    const what = {
      planId: PLAN,
      targetId: 'MCA-Q02',
      targetName: '骨干人才培养',
      recordId: null,
      unitName: markOf(code),
      lacking: '应有不少于 1，现有 0，还差 1',
    };
    const task = { ...what, id, district, div, responsibleDiv: div, dueOn: '2099-01-01', note: null, state: 'open', version: 1 } as const;
    await insertTask(tx, context, task);
    await insertTaskStep(tx, context, task, 'assigned', null);
    return id;
  });
}

/** One record of every register that may stand at the place. */
export function rowsAt({ code, level }: Place, person: Person): EvidenceRows {
  const name = markOf(code);
  const isLow = level === 'community' || level === 'township';
  const office = { 主办单位区划代码: code };
  return {
    ...(isLow && {
      社区社会组织: ['组织', '队'].map((kind) => ({
        名称: name + kind,
        所属区划代码: code,
        管理层级: '备案',
        组织类别: '居民互助类',
        成立日期: '2022-03-01',
        负责人姓名: '张春',
        负责人身份证号: person.idNumber,
        负责人手机号: person.phone,
        成员人数: 12,
        是否枢纽型: '否',
      })),
      组织社工: [{ 组织名称: `${name}组织`, 所属区划代码: code, 姓名: `${name}社工`, 用工形式: '专职', 起始日期: '2022-05-01' }],
    }),
    ...(level === 'community' && { 社会工作人才: [{ 姓名: `${name}人才`, 身份证号: person.idNumber, 所属社区代码: code, 起始日期: '2022-02-01' }] }),
    ...(level === 'township' && {
      社工站: [{ 名称: `${name}社工站`, 乡镇街道代码: code, 启用日期: '2022-01-01' }],
      驻站社工: [{ 社工站名称: `${name}社工站`, 乡镇街道代码: code, 姓名: `${name}驻站`, 身份证号: person.idNumber, 到岗日期: '2022-02-01' }],
    }),
    支持平台: [{ 名称: `${name}平台`, 所属区划代码: code, 层级: '街道', 类型: '支持平台', 启用日期: '2022-01-01' }],
    培训: [{ 名称: `${name}培训`, ...office, 主办层级: HOST_LEVELS[level], 开始日期: '2022-06-01', 培训对象: '骨干', 参训人次: 40 }],
    认定: [{ 认定类型: '品牌组织', 对象名称: `${name}品牌`, 对象区划代码: code, 认定单位区划代码: code, 认定日期: '2022-09-01' }],
    评选: [{ 评选名称: `${name}评选`, 评选类型: '优质项目', ...office, 年度: 2022, 完成日期: '2022-12-01' }],
    活动: [{ 名称: `${name}活动`, 主题: '邻里守望', 组织名称: `${name}组织`, 举办区划代码: code, 开始日期: '2022-07-01', 参与人次: 3 }],
    党组织: [{ 名称: `${name}支部`, 类型: '独立支部', 所属区划代码: code, 成立日期: '2022-07-01' }],
    报送记录: [{ 报送类型: '年度报告', 报送单位区划代码: code, 所属期: '2021', 报送日期: '2021-12-30', 状态: '已接收' }],
  };
}

export async function fillPlace(operator: Context, place: Place, person: Person): Promise<Things> {
  const context = operatorAt(operator, place);
  const name = markOf(place.code);
  const slug = `${place.level}${place.code}`;
  const officeId = await createOffice(context, { name: `${name}单位`, kind: 'civilAffairs', division: place.code });
  const open = (account: string) => createAccount(context, { officeId, name: account, displayName: `${name}账号`, duty: 'business' });
  const [account, disabled] = [await open(`open-${slug}`), await open(`shut-${slug}`)];
  await disableAccount(context, disabled.id);
  const batch = await bringIn(context, rowsAt(place, person), `${name}.xlsx`);
  if (place.level === 'community' || place.level === 'township') await fillDossier(context, place, person);
  const undoneBatch = await bringIn(
    context,
    {
      培训: [{ 名称: `${name}误录`, 主办单位区划代码: place.code, 主办层级: HOST_LEVELS[place.level], 开始日期: '2022-06-01', 培训对象: '骨干', 参训人次: 1 }],
    },
    `${name}误录.xlsx`,
  );
  await undoImport(context, productRegisters, Number(undoneBatch), `${name}误录`);
  const reports = place.level !== 'township' && place.level !== 'community';
  const report = reports ? (await draftReport(context, { plan: PLAN, period: PERIOD, division: place.code })).id : undefined;
  return {
    office: officeId,
    account: account.id,
    disabledAccount: disabled.id,
    batch,
    undoneBatch,
    report,
    gapTask: await giveGapTask(context, place),
    article: await writeArticle(context, place),
    need: reports ? undefined : await stateNeed(context, place, person),
    correction: reports ? undefined : await askForCorrection(context, place, person),
    ...(reports ? { filing: undefined, file: undefined, paper: undefined } : await beginFiling(context, place, person)),
    ...(reports ? { notice: undefined, objection: undefined } : await handOutNotices(context, place, person)),
    ...(reports ? { volunteer: undefined, team: undefined, service: undefined, certificate: undefined } : await enlist(context, place.code, person)),
    activityPlan: await planThere(context, place),
    ...(reports ? { occasion: undefined, signUp: undefined, majorReport: undefined } : await announceThere(context, place, person)),
  };
}

/** An activity under way, with somebody on its list. */
async function announceThere(context: Context, { code }: Place, person: Person): Promise<Pick<Things, 'occasion' | 'signUp' | 'majorReport'>> {
  const { rows } = await sql<{ id: number }>`select id from organizations where div = ${Number(code)} order by id limit 1`.execute(context.platform.db);
  const organizationId = Number(rows[0]?.id);
  const { id } = await announceOccasion(context, activityMeans, 'office', {
    organizationId,
    occasion: occasionAt(context.now, markOf(code)),
  });
  const guest = await addGuest(context, activityMeans, 'office', { occasionId: Number(id), guest: { name: '李四', phone: person.phone, kind: 'resident' } });
  const report = await submitReport(context, activityMeans, 'office', {
    organizationId,
    occasionId: Number(id),
    report: reportOn(context.today, markOf(code)),
  });
  return { occasion: Number(id), signUp: Number(guest.id), majorReport: Number(report.id) };
}

/** A major activity on a day. */
export function reportOn(day: string, mark: string): MajorInput {
  const words = { title: `${mark}灯会`, content: `${mark}猜灯谜`, place: `${mark}广场`, safetyPlan: `${mark}有人值守`, fundSource: null };
  return { ...words, kind: '节庆活动', startsOn: day, endsOn: day, expectedPeople: 300, fundFen: null };
}

async function planThere(context: Context, { code }: Place): Promise<number> {
  const { id } = await startActivityPlan(context, 2022);
  const item = { month: 7, theme: '邻里守望', kind: null, name: `${markOf(code)}安排`, organizer: null, expectedPeople: null } as const;
  await saveActivityPlan(context, { id: Number(id), version: 1, features: null, items: [item] });
  return Number(id);
}

/** Under way at an instant. */
export function occasionAt(now: Date, mark: string): OccasionInput {
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
  const words = { title: `${mark}联欢`, about: `${mark}邻里联欢`, venue: `${mark}广场`, guidedBy: null, coHosts: [] };
  return { ...words, theme: '文化铸魂', kind: null, startsAt: at(-10), endsAt: at(120), signUpUntil: at(110), capacity: 20, isMajor: false };
}

/** Complete, and waiting for its reviewer. */
async function writeArticle(context: Context, { code }: Place): Promise<number> {
  const id = await beginArticle(context, publicityMeans, { kind: 'news', content: completeArticle(`${markOf(code)}新闻`) });
  await actOnArticle(context, publicityMeans, { id, version: 1, action: 'submit' });
  return id;
}

async function beginFiling(context: Context, { code }: Place, person: Person): Promise<{ filing: number; file: number; paper: number }> {
  const draft = { form: { name: `${markOf(code)}申请` } };
  const id = await startApplication(context, filingMeans, 'office', { procedure: 'filing', division: code, draft });
  const texts = { charter: `${markOf(code)}章程`, leaderIdentity: `${markOf(code)}负责人${person.idNumber}` } as const;
  for (const material of ['charter', 'leaderIdentity'] as const)
    await addMaterialFile(context, filingMeans, 'office', { id, material, name: `${markOf(code)}.pdf`, content: samplePdf(texts[material]) });
  const { materials } = await getApplication(context, filingMeans, 'office', id);
  const fileOf = (wanted: string) => Number(materials.find(({ material }) => material === wanted)?.files[0]?.id);
  return { filing: id, file: fileOf('charter'), paper: fileOf('leaderIdentity') };
}

/** What somebody needs there, with the numbers of its person in every text that takes one. */
async function stateNeed(context: Context, { code }: Place, { phone, idNumber }: Person): Promise<number> {
  const title = `${markOf(code)}需要送餐 ${phone}`;
  const input = { title, category: 'elderCare', targetGroup: 'elderly', urgency: 'ordinary', isSecret: false, sharesContact: false } as const;
  return enterNeed(context, {
    ...input,
    division: code,
    channel: 'homeVisit',
    consent: { way: 'relative', note: `女儿 ${phone}` },
    name: '王密',
    phone,
    details: `证件 ${idNumber}`,
    address: `${markOf(code)}路1号`,
  });
}

/** Written as the command does, for a person without an account of their own here. */
async function askForCorrection({ platform, now, today }: Context, { code }: Place, { phone, idNumber }: Person): Promise<number> {
  const { cipher, db } = platform;
  const div = Number(code);
  return inTransaction(db, async (tx) => {
    const district = districtOf(div);
    const id = await nextRecordId(tx, district);
    const sealed = { nameCipher: cipher.encrypt('李四', CORRECTION_NAME), rightCipher: cipher.encrypt(`应为${idNumber}`, CORRECTION_RIGHT) };
    const wrongCipher = cipher.encrypt(`${markOf(code)}的电话${phone}不对`, CORRECTION_WRONG);
    const what = { about: 'ledger', formKey: randomUUID(), receivedOn: today, receivedAt: now, dueOn: '2099-01-01' } as const;
    await insertCorrection(tx, { id, district, div, accountId: id, ...what, ...sealed, wrongCipher });
    return id;
  });
}

/** A supplement list, whose words bear the mark of the place and the numbers of its person. */
async function handOutNotices(context: Context, { code }: Place, person: Person): Promise<{ notice: number; objection: number }> {
  const mark = markOf(code);
  const draft = { form: completeForm(`${mark}补正`), leaderIdNumber: person.idNumber, leaderPhone: person.phone };
  const id = await startApplication(context, filingMeans, 'office', { procedure: 'filing', division: code, draft, atOnce: { action: 'submit', input: {} } });
  const items = [{ content: `${mark}名册，请${person.phone}的负责人${person.idNumber}补` }];
  const { version } = await getApplication(context, filingMeans, 'office', id);
  await actOnApplication(context, filingMeans, 'office', { id, version, action: 'requestSupplement', input: { items } });
  const { notices } = await getApplication(context, filingMeans, 'office', id);
  const notice = Number(notices[0]?.id);
  return { notice, objection: await receiveObjection(context, code, notice, person) };
}

/** An announcement like the notice, and what a person says to it. */
async function receiveObjection(context: Context, code: string, notice: number, person: Person): Promise<number> {
  const { db } = context.platform;
  const id = notice + 500_000_000;
  await sql`insert into filing_notices (id, district, div, recorded_div, application_id, kind, audience, subject_name, issued_on, lines, authority_div, organ, objections_until)
    select ${id}, district, div, recorded_div, application_id, 'filingDisclosure', 'public', subject_name, issued_on, ${[`${markOf(code)}公示`]}::text[], ${Number(code)}, organ, ${context.today}
    from filing_notices where id = ${notice}`.execute(db);
  await submitObjection(context, { noticeId: id, name: '李四', phone: person.phone, content: `${markOf(code)}的名册不实，请核实${person.phone}` });
  const { rows } = await sql<{ id: number }>`select id from filing_objections where notice_id = ${id}`.execute(db);
  return Number(rows[0]?.id);
}

async function bringIn(context: Context, rows: EvidenceRows, fileName: string): Promise<string> {
  const outcome = await importEvidence(context, productRegisters, await evidenceWorkbook(rows), { fileName });
  if (outcome.batchId === null) throw new Error(`${fileName} was not imported: ${JSON.stringify(outcome.findings)}`);
  return String(outcome.batchId);
}

/** People and a venue in the dossier of the organization that lies at a place. */
async function fillDossier(context: Context, { code }: Place, { idNumber, phone }: Person): Promise<void> {
  const name = markOf(code);
  const own = { organizationName: `${name}组织`, organizationDiv: code, startedOn: '2022-03-01' };
  const create = (register: string, values: Record<string, string>) => createRecord(context, productRegisters, register, values);
  await create('organization-people', { ...own, role: '发起人', name: `${name}发起人`, idNumber, phone });
  await create('organization-members', { ...own, kind: '个人', name: `${name}成员`, idNumber, phone, joinedOn: '2022-03-01' });
  await create('organization-contacts', { ...own, kind: '党建指导员', name: `${name}指导员`, phone });
  await create('organization-documents', { ...own, kind: '章程', title: `${name}章程`, adoptedOn: '2022-03-01' });
  await create('organization-venues', { ...own, name: `${name}场所`, address: `${name}路1号` });
}
