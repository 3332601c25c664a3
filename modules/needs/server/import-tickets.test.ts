import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { readWorkbook } from '#engines/documents/excel/read-workbook.ts';
import { writeWorkbook } from '#engines/documents/excel/write-workbook.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { COMMUNITY, desksOf, meansWith, openNeedPlaces, OTHER_COMMUNITY } from '#tests/support/needs.ts';
import { actAsOffice } from './commands/act-on-need.ts';
import { importTickets } from './commands/import-tickets.ts';
import { undoTicketImport } from './commands/undo-ticket-import.ts';
import { getNeed } from './queries/get-need.ts';
import { listNeeds } from './queries/list-needs.ts';
import { listTicketImports } from './queries/list-ticket-imports.ts';
import { readTicketFile } from './tickets/read-ticket-file.ts';
import { checkedTickets, ticketTemplate } from './tickets/ticket-workbooks.ts';

const { db } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { committee, otherCommittee, street, district, person } = desksOf(operator);
const means = meansWith();

beforeAll(() => openNeedPlaces(operator), 60_000);

const HEADINGS = ['工单号', '标题', '诉求内容', '来电时间', '社区（村）', '来电人', '来电号码', '问题分类', '紧急程度', '是否保密', '旧工单编号', '截止时间'];
type Line = (string | null)[];
const line = (number: string, more: Partial<Record<string, string>> = {}): Line =>
  HEADINGS.map((heading) => ({ 工单号: number, 诉求内容: `${number} 说的事`, 来电时间: '2023-11-20', ...more })[heading] ?? null);
const csv = (...lines: Line[]) => ({
  name: '工单.csv',
  bytes: new TextEncoder().encode([HEADINGS, ...lines].map((cells) => cells.map((cell) => `"${(cell ?? '').replaceAll('"', '""')}"`).join(',')).join('\r\n')),
});
async function xlsx(rows: (string | number | null)[][], headings = HEADINGS) {
  const pieces = writeWorkbook([{ name: '工单', columns: headings.map((heading) => ({ heading })), rows }]);
  return { name: '工单.xlsx', bytes: new Uint8Array(Buffer.concat(await Array.fromAsync(pieces))) };
}
async function codeFrom(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
}
const of = async (by: Context, q: string) => (await listNeeds(by, { q, limit: 20, withTotal: false } as Parameters<typeof listNeeds>[1])).items;

describe('a file of 12345 tickets', () => {
  it('is tried without a trace, brought in once, and taken back', async () => {
    const file = csv(
      line('T-1', { 标题: '三号楼路灯不亮', 来电人: '王秀英', 来电号码: '13800138000', 紧急程度: '加急', 问题分类: '治安消防', 截止时间: '2023年11月21日' }),
      line('T-2', { 标题: '想学剪纸，没有老师教', 来电号码: '0375-2667890', 是否保密: '是' }),
    );
    const tried = await importTickets(committee, file, { dryRun: true });
    expect([tried.importId, tried.created, tried.rejected, tried.notices.map(({ row, heading }) => [row, heading])]).toEqual([
      null,
      2,
      0,
      [
        [3, '联系方式'],
        [3, '问题分类'],
      ],
    ]);
    expect(await of(committee, '三号楼路灯')).toEqual([]);
    const done = await importTickets(committee, file, {});
    expect([done.created, done.already]).toEqual([2, 0]);
    const [lamp] = await of(committee, '三号楼路灯');
    expect(lamp).toMatchObject({
      channel: 'hotline12345',
      category: 'safety',
      urgency: 'urgent',
      receivedOn: '2023-11-20',
      dueOn: '2023-11-21',
      stateName: '待梳理',
    });
    const need = await getNeed(committee, means, Number(lamp?.id));
    expect([need.external, need.requester.phone]).toEqual([{ source: '12345', number: 'T-1' }, '138****8000']);
    // the street does not see what the caller wanted kept secret
    expect(await of(street, '剪纸')).toEqual([]);
    expect((await of(committee, '剪纸'))[0]).toMatchObject({ isSecret: true, category: 'other' });
    expect(await importTickets(committee, file, {})).toMatchObject({ importId: null, created: 0, already: 2 });
    expect((await listTicketImports(street)).map(({ created, undone }) => [created, undone])).toEqual([[2, null]]);
    await undoTicketImport(committee, Number(done.importId), '选错了文件 13800138000');
    expect([await of(committee, '三号楼路灯'), await of(committee, '剪纸')]).toEqual([[], []]);
    expect((await listTicketImports(committee))[0]?.undone?.reason).toBe('选错了文件 138****8000');
    expect(await codeFrom(undoTicketImport(committee, Number(done.importId), '再来一次'))).toBe('TICKET_IMPORT_UNDONE');
    expect(await importTickets(committee, file, { dryRun: true })).toMatchObject({ created: 2, already: 0 });
  });

  it('tells every row what is wrong with it, and writes none unless those are to be left out', async () => {
    const file = csv(
      line('T-10', { 来电时间: '' }),
      line('T-11', { 来电时间: '2024-01-01', 是否保密: '也许' }),
      line('T-12'),
      line('T-12'),
      line('', { '社区（村）': '没有的社区' }),
      line('T-13', { 来电时间: '2023-11-19', 截止时间: '2023-11-18' }),
    );
    const refused = await importTickets(committee, file, {});
    expect(refused.problems.map(({ row, heading }) => `${row} ${heading}`)).toEqual([
      '2 来电时间',
      '3 来电时间',
      '3 是否保密',
      '5 工单编号',
      '6 工单编号',
      '6 社区（村）',
      '7 截止时间',
    ]);
    expect([refused.importId, refused.created, refused.rejected]).toEqual([null, 1, 5]);
    const checked = await checkedTickets(file.name, await readTicketFile(file), refused);
    if (!('bytes' in checked)) throw new Error('a file in memory');
    const [sheet] = await readWorkbook(checked.bytes);
    const rows = await Array.fromAsync(sheet?.rows() ?? []);
    expect(rows[1]?.cells.at(-1)?.value).toBe('问题：〔来电时间〕没有填写来电时间。请补上后重新导入。');
    expect(rows[3]?.cells.at(-1)?.value).toContain('提示：〔问题分类〕');
    expect(await importTickets(committee, file, { skipInvalid: true })).toMatchObject({ created: 1, rejected: 5 });
  });

  it('joins what repeats an older ticket, tells what sounds alike and joins it when asked', async () => {
    await importTickets(committee, csv(line('T-20', { 标题: '五号楼后面垃圾没人清运' })), {});
    const file = csv(
      line('T-21', { 标题: '垃圾', 旧工单编号: 'T-20' }),
      line('T-22', { 标题: '五号楼后面的垃圾没人清运' }),
      line('T-23', { 标题: '电梯坏了三天没人修' }),
      line('T-24', { 标题: '电梯坏了三天还没人修' }),
      line('T-25', { 标题: '电梯坏了三天没有人修', 是否保密: '是' }),
    );
    const tried = await importTickets(committee, file, { dryRun: true });
    expect(tried.clusters.map(({ rows, known }) => [rows, known !== null])).toEqual([
      [[3], true],
      [[4, 5], false],
    ]);
    const done = await importTickets(committee, file, { joinAlike: true });
    expect(done.joined).toBe(3);
    expect((await of(committee, '电梯坏了')).map(({ title, stateName }) => [title, stateName])).toEqual([
      ['电梯坏了三天没人修', '待梳理'],
      ['电梯坏了三天没有人修', '待梳理'],
      ['电梯坏了三天还没人修', '已并入'],
    ]);
    await undoTicketImport(committee, Number(done.importId), '先不并');
    expect((await of(committee, '垃圾')).map(({ stateName }) => stateName)).toEqual(['待梳理']);
  });

  it('is not taken back once somebody went on from there', async () => {
    const { importId } = await importTickets(committee, csv(line('T-30', { 标题: '广场上要两张长椅' }), line('T-31', { 标题: '想有修鞋的摊子' })), {});
    const [bench] = await of(committee, '长椅');
    await actAsOffice(committee, { id: Number(bench?.id), version: 1, action: 'sort', input: {} });
    expect(await codeFrom(undoTicketImport(committee, Number(importId), '退回重来'))).toBe('TICKET_IMPORT_CHANGED');
    expect(await of(committee, '修鞋')).toHaveLength(1);
    // nor once one of them was passed on to where the office reaches no longer
    const passed = await importTickets(committee, csv(line('T-32', { 标题: '想有裁缝铺' }), line('T-33', { 标题: '想有木匠铺' })), {});
    const [tailor] = await of(committee, '裁缝');
    await actAsOffice(committee, { id: Number(tailor?.id), version: 1, action: 'transfer', input: { reason: '他们的楼', division: codeOf(OTHER_COMMUNITY) } });
    expect(await codeFrom(undoTicketImport(committee, Number(passed.importId), '退回重来'))).toBe('TICKET_IMPORT_CHANGED');
    expect(await of(committee, '木匠')).toHaveLength(1);
  });

  it('goes to the communities it names, by name or code, and never outside', async () => {
    const named = await sql<{ name: string }>`select name from divisions where key = ${COMMUNITY}`.execute(operator.platform.db);
    const name = named.rows[0]?.name ?? '';
    const headings = [...HEADINGS, '区划代码'];
    const file = await xlsx(
      [
        [...line('T-40', { 标题: '要一个阅览室', '社区（村）': name }), null],
        [...line('T-41', { 标题: '要一间排练厅' }), codeOf(COMMUNITY)],
        [...line('T-42', { 标题: '要一块黑板' }), null],
      ],
      headings,
    );
    expect(await importTickets(street, file, {})).toMatchObject({ created: 3 });
    expect((await of(committee, '要一')).map(({ title }) => title)).toEqual(['要一个阅览室', '要一间排练厅']);
    const elsewhere = await xlsx([[...line('T-43'), codeOf(COMMUNITY)]], headings);
    expect((await importTickets(otherCommittee, elsewhere, {})).problems).toMatchObject([{ row: 2, heading: '区划代码' }]);
    const [first] = await listTicketImports(street);
    expect(await codeFrom(undoTicketImport(otherCommittee, Number(first?.id), '不是我的'))).toBe('TICKET_IMPORT_NOT_FOUND');
    expect(await codeFrom(importTickets(district, elsewhere, {}))).toBe('PERMISSION_MISSING');
    expect(await codeFrom(importTickets(person, elsewhere, {}))).toBe('PERMISSION_MISSING');
  });

  it('leaves out what the district has already, wherever it was passed on to, and brings the rest in', async () => {
    await importTickets(committee, csv(line('T-60', { 标题: '要一个修伞的人' })), {});
    const [umbrella] = await of(committee, '修伞');
    const away = { reason: '他们的楼', division: codeOf(OTHER_COMMUNITY) };
    await actAsOffice(committee, { id: Number(umbrella?.id), version: 1, action: 'transfer', input: away });
    const file = csv(line('T-60', { 标题: '要一个修伞的人' }), line('T-61', { 标题: '要一个磨刀的人' }));
    const tried = await importTickets(committee, file, { dryRun: true });
    expect([tried.already, tried.created, tried.notices.filter(({ row }) => row === 2)]).toEqual([
      1,
      1,
      [{ row: 2, heading: '工单编号', message: '平台里已经有这个编号的工单，不再收进。' }],
    ]);
    expect(await importTickets(committee, file, {})).toMatchObject({ already: 1, created: 1 });
    expect((await of(committee, '磨刀')).map(({ title }) => title)).toEqual(['要一个磨刀的人']);
    expect(await of(otherCommittee, '修伞')).toHaveLength(1);
  });

  it('two at once bring it in once', async () => {
    const file = csv(line('T-50', { 标题: '想有充电的棚子' }));
    const done = await Promise.allSettled([importTickets(committee, file, {}), importTickets(committee, file, {})]);
    expect(done.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await of(committee, '充电的棚子')).toHaveLength(1);
  });

  it.each([
    ['a number that lost digits', async () => xlsx([[4.104e19, '标题', '内容', '2023-11-20']], ['工单编号', '标题', '主要内容', '来电时间']), '2 工单编号'],
  ])('%s is a problem of its row', async (_name, file, problem) =>
    expect((await importTickets(committee, await file(), {})).problems.map(({ row, heading }) => `${row} ${heading}`)).toContain(problem),
  );

  it.each([
    ['other columns', async () => xlsx([['a']], ['姓名']), 'TICKETS_UNREADABLE'],
    ['too many rows', async () => csv(...Array.from({ length: 2001 }, (_, at) => line(`N${at}`))), 'CSV_UNREADABLE'],
    ['a program that calls itself CSV', async () => ({ name: 'a.csv', bytes: Uint8Array.from([0x4d, 0x5a, 0x90, 0x00, 0x03]) }), 'CSV_UNREADABLE'],
    ['text that calls itself a workbook', async () => ({ name: 'a.xlsx', bytes: new TextEncoder().encode('工单编号,主要内容') }), 'TICKETS_WRONG_TYPE'],
  ])('with %s is refused', async (_name, file, code) => expect(await codeFrom(importTickets(committee, await file(), {}))).toBe(code));

  it('has a template that it takes itself', async () => {
    const template = await ticketTemplate(committee);
    if (!('bytes' in template)) throw new Error('a file in memory');
    expect(await importTickets(committee, { name: template.fileName, bytes: new Uint8Array(template.bytes) }, {})).toMatchObject({ rows: 0, created: 0 });
  });
});
