/** The life of a report on the real divisions of 平顶山 and its plan: drafted, handed in, returned, accepted, taken up. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { readWorkbook } from '#engines/documents/excel/read-workbook.ts';
import { readWord, textOf } from '#engines/documents/word-template/read-word.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { getProgress, loadPlanFiles } from '#modules/plans/server/public.ts';
import { type Actor, grantsOf } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { INVENTED_STAMP } from '#platform/documents/render-word-file.ts';
import { inTransaction } from '#platform/db/database.ts';
import { type DivisionLevel, rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { acceptReport } from './commands/accept-report.ts';
import { draftReport } from './commands/draft-report.ts';
import { editReport } from './commands/edit-report.ts';
import { handInReport } from './commands/hand-in-report.ts';
import { refreshReport } from './commands/refresh-report.ts';
import { returnReport } from './commands/return-report.ts';
import { enterHandIn } from './hand-in-store.ts';
import { getReport } from './queries/get-report.ts';
import { listHandInDuties } from './queries/list-hand-in-duties.ts';
import { listReports } from './queries/list-reports.ts';
import { renderReport } from './queries/render-report.ts';

const PLAN = 'pingdingshan-2021';
const CITY = 410_400_000_000;
const XINHUA = 410_402_000_000;
const WEIDONG = 410_403_000_000;

const { db } = await createTestDatabase();
const facts = createProductFacts();
const operator = testContext(db, { facts });

function actorAt(division: number, level: DivisionLevel, permissions: readonly string[], id = `account:${division}`): Actor {
  return {
    ...operator.actor,
    id,
    name: `工作人员${division}`,
    postId: 'p',
    division,
    divisionLevel: level,
    range: rangeOf(division, level),
    grants: grantsOf(permissions),
  };
}

const DESK = ['report.read', 'report.draft', 'report.hand-in'];

/** A county's or the city's desk on a given day. */
function desk(division: number, now = '2023-11-20T04:00:00.000Z'): Context {
  const isCity = division === CITY;
  return testContext(db, {
    facts,
    now,
    actor: actorAt(division, isCity ? 'city' : 'county', isCity ? [...DESK, 'report.accept', 'plan.read'] : [...DESK, 'plan.read']),
  });
}

async function progressOn(target: string, division: number, asOf: string) {
  const progress = await getProgress(operator, { plan: PLAN, division: String(division), asOf });
  return progress.targets.find(({ id }) => id === target);
}

beforeAll(async () => {
  await loadDivisions(operator, { scope: ['410400'] });
  await loadPlanFiles(operator);
}, 120_000);

describe('a quarterly summary', () => {
  const county = desk(XINHUA, '2023-06-29T04:00:00.000Z');
  const city = desk(CITY, '2023-06-30T04:00:00.000Z');

  it('is drafted with frozen figures, four texts, the day, the deadline and the names of its letter', async () => {
    const report = await draftReport(county, { plan: PLAN, period: '2023Q2' });
    expect(report).toMatchObject({
      state: 'draft',
      kind: '季度总结',
      division: '410402000000',
      divisionName: '平顶山市新华区',
      asOf: '2023-06-29',
      isPreliminary: true,
      dueOn: '2023-06-30',
      organ: '平顶山市新华区民政局',
      addressee: '平顶山市民政局',
      planVersion: 1,
    });
    expect(report.texts.map(({ title }) => title)).toEqual(['工作部署', '进展成效', '问题困难', '意见建议']);
    expect(report.texts[0]?.content).toContain('示范引领阶段');
    expect(report.frozen.figures).toEqual((await getProgress(county, { plan: PLAN, asOf: '2023-06-29' })).targets);
    expect(report.frozen.before?.asOf).toBe('2023-03-31');
    expect(report.frozen.units.map(({ name }) => name)).toContain('曙光街街道');
  });

  it('is there once', async () => {
    await expect(draftReport(county, { plan: PLAN, period: '2023Q2' })).rejects.toMatchObject({ code: 'REPORT_EXISTS' });
  });

  it('carries every linked number with target, division and day', async () => {
    const [summary] = await listReports(county, { plan: PLAN });
    const report = await getReport(county, summary?.id ?? 0);
    const sources = report.texts.flatMap(({ paragraphs }) => paragraphs.flat()).flatMap(({ source }) => source ?? []);
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) expect(source).toMatchObject({ division: '410402000000', asOf: '2023-06-29' });
  });

  it('refuses an edit from an old page, unknown sources and wrong numbers, and keeps a right one', async () => {
    const [summary] = await listReports(county, { plan: PLAN });
    const id = summary?.id ?? 0;
    await expect(editReport(county, { id, version: 9, texts: { problems: '甲' } })).rejects.toMatchObject({ code: 'REPORT_CHANGED' });
    await expect(editReport(county, { id, version: 1, texts: { problems: '[1](XX-Q99)' } })).rejects.toMatchObject({ code: 'REPORT_SOURCE_UNKNOWN' });
    await expect(editReport(county, { id, version: 1, texts: { problems: '有[99999](PDS-Q09)个' } })).rejects.toMatchObject({ code: 'REPORT_NUMBER_STALE' });
    const edited = await editReport(county, { id, version: 1, texts: { problems: '场地不足，观察点[0](PDS-Q13)个。' }, documentNumber: '新民〔2023〕3号' });
    expect(edited).toMatchObject({ version: 2, documentNumber: '新民〔2023〕3号' });
    expect(edited.texts[2]).toMatchObject({ isEdited: true });
  });

  it('is taken anew before it is handed in; edited texts stay', async () => {
    const [summary] = await listReports(county, { plan: PLAN });
    const later = desk(XINHUA, '2023-06-30T04:00:00.000Z');
    const refreshed = await refreshReport(later, { id: summary?.id ?? 0, version: 2 });
    expect(refreshed).toMatchObject({ asOf: '2023-06-30', isPreliminary: false, version: 3 });
    expect(refreshed.texts[2]?.content).toContain('场地不足');
    expect(refreshed.texts[1]?.content).toContain('2023年6月30日');
  });

  it('is handed in on time, returned with a reason, handed in late, accepted; the plan counts it from its day on', async () => {
    const [summary] = await listReports(county, { plan: PLAN });
    const id = summary?.id ?? 0;
    const before = await progressOn('PDS-Q16', XINHUA, '2023-12-31');
    const handedIn = await handInReport(desk(XINHUA, '2023-06-30T04:00:00.000Z'), { id, version: 3 });
    expect(handedIn).toMatchObject({ state: 'handedIn', onTime: true, handedInOn: '2023-06-30' });
    await expect(editReport(county, { id, version: 4, texts: {} })).rejects.toMatchObject({ code: 'REPORT_STATE' });
    await expect(acceptReport(desk(XINHUA), { id, version: 4 })).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
    await expect(returnReport(city, { id, version: 4, reason: ' ' })).rejects.toMatchObject({ code: 'REPORT_REASON_MISSING' });
    const returned = await returnReport(city, { id, version: 4, reason: '请补充经费情况' });
    expect(returned).toMatchObject({ state: 'returned', abilities: { edit: false, decide: false } });
    expect((await progressOn('PDS-Q16', XINHUA, '2023-12-31'))?.numerator).toBe(before?.numerator);

    const again = await handInReport(desk(XINHUA, '2023-07-03T04:00:00.000Z'), { id, version: 5 });
    expect(again).toMatchObject({ onTime: false, handedInOn: '2023-07-03' });
    const accepted = await acceptReport(desk(CITY, '2023-07-04T04:00:00.000Z'), { id, version: 6 });
    expect(accepted.steps.map((step) => [step.actionName, step.onTime, step.reason])).toEqual([
      ['起草', null, null],
      ['修改', null, null],
      ['重新取数', null, null],
      ['报送', true, null],
      ['退回', null, '请补充经费情况'],
      ['报送', false, null],
      ['接收', null, null],
    ]);
    expect((await progressOn('PDS-Q16', XINHUA, '2023-12-31'))?.numerator).toBe((before?.numerator ?? 0) + 1);
    expect((await progressOn('PDS-Q16', XINHUA, '2023-07-02'))?.numerator).toBe((await progressOn('PDS-Q16', XINHUA, '2023-06-30'))?.numerator);
  });

  it('stays as it was when the registers change afterwards', async () => {
    const [summary] = await listReports(county, { plan: PLAN });
    const frozen = (await getReport(county, summary?.id ?? 0)).frozen;
    expect(frozen.figures.find(({ id }) => id === 'PDS-Q16')?.numerator).not.toBe((await progressOn('PDS-Q16', XINHUA, '2023-12-31'))?.numerator);
  });

  it('shows the city who handed in and who is overdue', async () => {
    const duties = await listHandInDuties(desk(CITY), { plan: PLAN, period: '2023Q2' });
    expect(duties).toHaveLength(11);
    expect(duties.find(({ division }) => division === '410402000000')).toMatchObject({ standing: '已接收', onTime: false, isOverdue: false });
    expect(duties.find(({ division }) => division === '410403000000')).toMatchObject({ standing: '未起草', isOverdue: true, dueOn: '2023-06-30' });
  });

  it('is taken up by the city with its texts, numbers still leading to the county', async () => {
    const report = await draftReport(desk(CITY), { plan: PLAN, period: '2023Q2' });
    expect(report.organ).toBe('平顶山市民政局');
    expect(report.addressee).toBe('河南省民政厅');
    expect(report.texts[0]?.content).toContain('所辖10个单位中，已接收2023年第二季度报告的有1个');
    const fromCounty = report.texts[2]?.paragraphs.find(([first]) => first?.text.startsWith('新华区：'));
    expect(fromCounty?.find(({ source }) => source)?.source).toEqual({ target: 'PDS-Q13', division: '410402000000', asOf: '2023-06-30' });
    expect(report.frozen.units).toHaveLength(10);
  });

  it('counts what counties handed in by workbook as its list does', async () => {
    const handIn = { id: 410_403_000_000_009, district: 410_403, div: WEIDONG, recordedDiv: WEIDONG, period: '2023Q1', handedInOn: '2023-03-30' } as const;
    await inTransaction(db, (tx) => enterHandIn(tx, operator, { ...handIn, kind: '季度总结', state: '已接收' }));
    const duties = await listHandInDuties(desk(CITY), { plan: PLAN, period: '2023Q1' });
    expect(duties.filter(({ standing }) => standing === '已接收')).toHaveLength(1);
    const report = await draftReport(desk(CITY), { plan: PLAN, period: '2023Q1' });
    expect(report.texts[0]?.content).toContain('所辖10个单位中，已接收2023年第一季度报告的有1个，尚未报送或尚未接收的有9个');
  });
});

describe('an annual report', () => {
  it.each([
    ['2023-12-30T04:00:00.000Z', true],
    ['2023-12-31T04:00:00.000Z', false],
  ])('handed in at %s is on time: %s, and PDS-Q17 counts just that', async (now, isOnTime) => {
    const unit = isOnTime ? WEIDONG : XINHUA;
    const before = await progressOn('PDS-Q17', unit, '2023-12-31');
    const drafted = await draftReport(desk(unit, now), { plan: PLAN, period: '2023' });
    expect(drafted.addressee).toBe('平顶山市民政局社会组织管理局');
    const handedIn = await handInReport(desk(unit, now), { id: drafted.id, version: 1 });
    expect(handedIn.onTime).toBe(isOnTime);
    await acceptReport(desk(CITY, '2024-01-05T04:00:00.000Z'), { id: drafted.id, version: 2 });
    const after = await progressOn('PDS-Q17', unit, '2023-12-31');
    expect(after?.numerator).toBe((before?.numerator ?? 0) + (isOnTime ? 1 : 0));
  });
});

describe('two decisions of one day', () => {
  it('are one row of the register, the later deciding, with both in its history', async () => {
    const day = '2022-12-30T04:00:00.000Z';
    const { id } = await draftReport(desk(WEIDONG, day), { plan: PLAN, period: '2022' });
    await handInReport(desk(WEIDONG, day), { id, version: 1 });
    await returnReport(desk(CITY, day), { id, version: 2, reason: '请补充' });
    await handInReport(desk(WEIDONG, day), { id, version: 3 });
    await acceptReport(desk(CITY, day), { id, version: 4 });
    const { rows } = await sql`select state, version from hand_ins where recorded_div = ${WEIDONG} and period = '2022'`.execute(db);
    expect(rows).toEqual([{ state: '已接收', version: 2 }]);
    const history =
      await sql`select version, action, after from record_versions where register = 'hand-ins' and record_id in (select id from hand_ins where recorded_div = ${WEIDONG} and period = '2022') order by version`.execute(
        db,
      );
    expect(history.rows).toEqual([
      { version: 1, action: 'created', after: null },
      { version: 2, action: 'updated', after: { state: '已接收' } },
    ]);
  });
});

describe('rights', () => {
  it('keep other counties out, as if the report were not there', async () => {
    const [summary] = await listReports(desk(XINHUA), { plan: PLAN });
    await expect(draftReport(desk(CITY), { plan: PLAN, period: '2023Q1', division: '410402' })).rejects.toMatchObject({ code: 'REPORT_OTHER_OFFICE' });
    await expect(getReport(desk(WEIDONG), summary?.id ?? 0)).rejects.toMatchObject({ code: 'REPORT_NOT_FOUND' });
    await expect(draftReport(desk(WEIDONG), { plan: PLAN, period: '2023Q1', division: '410402' })).rejects.toMatchObject({ status: 404 });
    await expect(draftReport({ ...operator, actor: actorAt(XINHUA, 'county', ['report.read']) }, { plan: PLAN, period: '2023Q1' })).rejects.toMatchObject({
      code: 'PERMISSION_MISSING',
    });
  });

  it('let nobody accept the report of its own office', async () => {
    const own = await draftReport(desk(CITY), { plan: PLAN, period: '2022' });
    await handInReport(desk(CITY), { id: own.id, version: 1 });
    const colleague = { ...desk(CITY), actor: { ...desk(CITY).actor, id: 'account:colleague' } };
    for (const context of [desk(CITY), colleague])
      await expect(acceptReport(context, { id: own.id, version: 2 })).rejects.toMatchObject({ code: 'REPORT_OWN_DECISION' });
  });

  it('list the reports of the division that was asked for', async () => {
    const of = async (division: string) => (await listReports(desk(CITY), { plan: PLAN, division })).map((report) => report.division);
    expect(new Set(await of('410402'))).toEqual(new Set(['410402000000']));
    expect(await of('410403')).not.toContain('410402000000');
  });
});

describe('the report as a file', () => {
  it('is made for any plan, unit and period in all formats, drafted or not', async () => {
    const zip = Buffer.from(await renderReport(operator, { plan: PLAN, period: '2022Q4', format: 'docx' }));
    expect(zip.subarray(0, 2).toString()).toBe('PK');
    const pdf = Buffer.from(await renderReport(operator, { plan: PLAN, period: '2023Q2', format: 'pdf' }));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('has the same figures in Excel as were frozen', async () => {
    const report = await getReport(
      operator,
      (await listReports(operator, { plan: PLAN, period: '2023Q2' })).find(({ division }) => division === '410402000000')?.id ?? 0,
    );
    const bytes = await renderReport(operator, { plan: PLAN, period: '2023Q2', division: '410402', format: 'xlsx' });
    const [sheet] = await readWorkbook(bytes);
    const rows = sheet ? (await Array.fromAsync(sheet.rows())).slice(1) : [];
    const values = new Map(rows.map((row) => [row.cells[0]?.value, row.cells[3]?.value ?? null]));
    expect([...values]).toEqual(report.frozen.figures.map(({ id, value }) => [id, value]));
  });

  it('says on every file that figures are invented, once demonstration records are among them', async () => {
    const firstLine = async () => textOf((await readWord(await renderReport(operator, { plan: PLAN, period: '2022Q4', format: 'docx' }))).blocks)[0];
    expect(await firstLine()).not.toBe(INVENTED_STAMP);
    await sql`insert into demonstration_fills (id, seed, counts, created_at, created_by) values (1, 1, '{}', now(), 'test')`.execute(db);
    expect(await firstLine()).toBe(INVENTED_STAMP);
    const annex = await renderReport(operator, { plan: PLAN, period: '2022Q4', format: 'xlsx' });
    const notes = (await readWorkbook(annex)).at(-1);
    expect((await Array.fromAsync(notes?.rows() ?? []))[1]?.cells[0]?.value).toBe('演示数据');
    await sql`delete from demonstration_fills`.execute(db);
  });

  it('refuses what cannot be reported in plain words', async () => {
    await expect(renderReport(operator, { plan: PLAN, period: '2024Q1', format: 'docx' })).rejects.toMatchObject({ code: 'REPORT_PERIOD_FUTURE' });
    await expect(renderReport(operator, { plan: PLAN, period: '2023Q5', format: 'docx' })).rejects.toMatchObject({ code: 'REPORT_PERIOD_INVALID' });
    await expect(renderReport(operator, { plan: PLAN, period: '2023Q1', division: '410402001000', format: 'docx' })).rejects.toMatchObject({
      code: 'REPORT_UNIT_LEVEL',
    });
    await expect(renderReport(operator, { plan: PLAN, period: '2023Q1', division: '440103', format: 'docx' })).rejects.toMatchObject({ status: 422 });
  });
});
