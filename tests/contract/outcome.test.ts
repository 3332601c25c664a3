/** What an import answers: counts, findings, notices, all or nothing, and what is in the tables afterwards. */
import { afterEach, describe, expect, it } from 'vitest';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { operationSchema } from '#modules/divisions/contract/operations.ts';
import { systemActor } from '#platform/access/actor.ts';
import { brief, counts, openProduct } from './product.ts';
import { COMMUNITY, organization, row, STREET, VILLAGE } from './rows.ts';
import { gridWorkbook, handMade, textRow, workbook } from './workbooks.ts';

const product = await openProduct();
const { bring, table, count } = product;
afterEach(() => product.clear());

const ORGANIZATIONS = '社区社会组织';
const stations = (rows: string) => handMade([{ name: '社工站', rows: textRow(1, ['名称', '乡镇街道代码', '启用日期']) + rows }]);

/** One to create, one to update, one unchanged, one repeated, one wrong. */
async function mixed() {
  await bring({ [ORGANIZATIONS]: [organization({ 名称: '旧一' }), organization({ 名称: '旧二' })] });
  return {
    [ORGANIZATIONS]: [
      organization({ 名称: '新' }),
      organization({ 名称: '旧一', 成员人数: 99 }),
      organization({ 名称: '旧二' }),
      organization({ 名称: '旧二' }),
      organization({ 名称: '坏', 成立日期: '昨天' }),
    ],
    支持平台: [row('支持平台')],
  };
}

describe('all or nothing', () => {
  it('refuses the whole workbook for one finding', async () => {
    const outcome = await bring(await mixed());
    expect(outcome.error).toEqual({ code: 'WORKBOOK_HAS_FINDINGS', message: expect.stringContaining('1 处问题') });
    expect(outcome.sheets).toEqual([]);
    expect(outcome.findings).toEqual([
      {
        sheet: ORGANIZATIONS,
        row: 6,
        column: '成立日期',
        cell: 'E6',
        value: '昨天',
        rule: 'date',
        message: expect.stringContaining('昨天'),
        suggestion: expect.stringContaining('2023-05-01'),
      },
    ]);
    expect(await table('organizations')).toMatchObject([{ name: '旧一', member_count: 20 }, { name: '旧二' }]);
    expect(await count('platforms')).toBe(0);
  });

  it('writes the valid rows when told to skip the others', async () => {
    const outcome = await bring(await mixed(), { skipInvalid: true });
    expect(outcome.error).toBeUndefined();
    expect(outcome.findings).toHaveLength(1);
    expect([counts(outcome, ORGANIZATIONS), counts(outcome, '支持平台')]).toEqual([
      [5, 1, 1, 2, 1],
      [1, 1, 0, 0, 0],
    ]);
    expect((await table('organizations')).map(({ name, member_count }) => [name, member_count])).toEqual([
      ['旧一', 99],
      ['旧二', 20],
      ['新', 20],
    ]);
  });

  it.each([{ skipInvalid: true }, {}])('counts in a dry run what the import then counts: %j', async (options) => {
    const book = options.skipInvalid ? await mixed() : { ...(await mixed()), [ORGANIZATIONS]: (await mixed())[ORGANIZATIONS]?.slice(0, 4) ?? [] };
    const before = await table('organizations');
    const dry = await bring(book, { ...options, dryRun: true });
    expect(await table('organizations')).toEqual(before);
    expect(await count('platforms')).toBe(0);
    const real = await bring(book, options);
    expect(dry).toEqual({ ...real, batchId: null });
    expect(counts(real, ORGANIZATIONS)?.slice(1, 4)).toEqual([1, 1, 2]);
  });

  it('lists every finding of every row', async () => {
    const outcome = await bring({
      [ORGANIZATIONS]: [
        organization({ 管理层级: '甲', 成立日期: '乙', 成员人数: -1, 是否枢纽型: '丙' }),
        organization({ 所属区划代码: '1', 负责人手机号: '2' }),
      ],
    });
    expect(brief(outcome.findings)).toEqual([
      '2 管理层级 choice',
      '2 成立日期 date',
      '2 成员人数 range',
      '2 是否枢纽型 boolean',
      '3 所属区划代码 division-format',
      '3 负责人手机号 phone',
    ]);
    expect(outcome.findings.every(({ message, suggestion, cell }) => message.endsWith('。') && suggestion.endsWith('。') && /^[A-Z]+\d+$/.test(cell))).toBe(
      true,
    );
  });

  it('orders findings as people go through a workbook: sheet, row, column', async () => {
    const outcome = await bring({
      支持平台: [row('支持平台', { 类型: '甲' })],
      [ORGANIZATIONS]: [organization(), organization({ 名称: '乙', 是否枢纽型: '甲', 管理层级: '甲' })],
    });
    expect(outcome.findings.map(({ sheet, row: number, column }) => `${sheet} ${number} ${column}`)).toEqual([
      `${ORGANIZATIONS} 3 管理层级`,
      `${ORGANIZATIONS} 3 是否枢纽型`,
      '支持平台 2 类型',
    ]);
  });
});

describe('rows', () => {
  it('are numbered as Excel numbers them, blank ones between passed over', async () => {
    const outcome = await bring(
      await stations(
        textRow(3, ['站一', STREET, '2023-05-01']) + '<row r="5"/>' + textRow(1000, ['站二', STREET, '甲']) + '<row r="9000"><c r="A9000" s="1"/></row>',
      ),
      { skipInvalid: true },
    );
    expect(outcome.findings).toMatchObject([{ row: 1000, cell: 'C1000' }]);
    expect(counts(outcome)).toEqual([2, 1, 0, 0, 1]);
  });

  it('of blanks and formats only are none', async () => {
    const blanks = textRow(2, ['　', ' ', '\u00a0']) + '<row r="1048576"><c r="A1048576" s="1"/></row>';
    expect(counts(await bring(await stations(blanks)))).toEqual([0, 0, 0, 0, 0]);
    expect(counts(await bring({ [ORGANIZATIONS]: [organization(), { 名称: null, 备注: '以上' }] }))).toEqual([1, 1, 0, 0, 0]);
  });

  it('are none on a sheet without any, with or without headings', async () => {
    const outcome = await bring(gridWorkbook({ [ORGANIZATIONS]: [Object.keys(organization())], 支持平台: [[]] }));
    expect(outcome.error).toBeUndefined();
    expect(outcome.findings).toEqual([]);
    expect(outcome.sheets).toEqual([ORGANIZATIONS, '支持平台'].map((sheet) => ({ sheet, rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 })));
  });
});

describe('headings', () => {
  it.each(['名称*', '名称 *', '*名称', '　名称　', '名称＊'])('may be written %s', async (heading) => {
    const { 名称: name, ...rest } = organization();
    expect(counts(await bring({ [ORGANIZATIONS]: [{ [heading]: name ?? null, ...rest }] }))).toEqual([1, 1, 0, 0, 0]);
  });

  it('unknown ones are passed over with a notice, and so is what stands under none', async () => {
    const grid = [
      [...Object.keys(organization()), '备注', '', ''],
      [...Object.values(organization()), '甲', '乙', null],
      [...Object.values(organization({ 名称: '二' })), null, '丙', null],
    ];
    const outcome = await bring(gridWorkbook({ [ORGANIZATIONS]: grid }));
    expect(outcome.notices.map(({ row: number, column, cell, rule }) => [number, column, cell, rule])).toEqual([
      [1, '备注', 'I1', 'unknown-column'],
      [1, '', 'J1', 'column-without-heading'],
    ]);
    expect(counts(outcome)).toEqual([2, 2, 0, 0, 0]);
  });

  it('missing where required reject every row of their sheet and no other', async () => {
    const { 成员人数: _members, 名称: _name, ...rest } = organization();
    const outcome = await bring({ [ORGANIZATIONS]: [rest, rest], 支持平台: [row('支持平台')] }, { skipInvalid: true });
    expect(outcome.findings.map(({ row: number, column, cell, value, rule }) => [number, column, cell, value, rule])).toEqual([
      [1, '名称', 'G1', '', 'column-missing'],
      [1, '成员人数', 'G1', '', 'column-missing'],
    ]);
    expect([counts(outcome, ORGANIZATIONS), counts(outcome, '支持平台')]).toEqual([
      [2, 0, 0, 0, 2],
      [1, 1, 0, 0, 0],
    ]);
  });

  it('in another row than the first are missing', async () => {
    const outcome = await bring(gridWorkbook({ 社工站: [['社工站台账'], ['名称', '乡镇街道代码', '启用日期'], ['站', STREET, '2023-05-01']] }));
    expect(brief(outcome.findings)).toEqual(['1 名称 column-missing', '1 乡镇街道代码 column-missing', '1 启用日期 column-missing']);
    const blank = await bring(gridWorkbook({ 社工站: [[], ['名称', '乡镇街道代码', '启用日期'], ['站', STREET, '2023-05-01']] }));
    expect(blank.findings).toHaveLength(3);
  });

  it('standing twice leave no row to be read for certain', async () => {
    const outcome = await bring(
      gridWorkbook({
        社工站: [
          ['名称', '乡镇街道代码', '启用日期', '名称'],
          ['站', STREET, '2023-05-01', '另'],
        ],
      }),
      { skipInvalid: true },
    );
    expect(outcome.findings).toMatchObject([{ row: 1, column: '名称', cell: 'D1', rule: 'column-repeated', value: '名称' }]);
    expect(counts(outcome)).toEqual([1, 0, 0, 0, 1]);
  });
});

describe('sheets', () => {
  it('that are hidden are read with a notice', async () => {
    const outcome = await bring(workbook({ [ORGANIZATIONS]: [organization()], 支持平台: [row('支持平台')] }, { hidden: ['支持平台'] }));
    expect(outcome.notices).toMatchObject([{ sheet: '支持平台', row: 1, rule: 'hidden-sheet' }]);
    expect(counts(outcome, '支持平台')).toEqual([1, 1, 0, 0, 0]);
    const rows = textRow(1, ['名称', '乡镇街道代码', '启用日期']) + textRow(2, ['站', STREET, '2023-05-01']);
    const veryHidden = await bring(
      await handMade([
        { name: '随记', rows: '' },
        { name: '社工站', rows, attributes: 'state="veryHidden"' },
      ]),
    );
    expect(veryHidden.notices.map(({ rule }) => rule)).toEqual(['unknown-sheet', 'hidden-sheet']);
    expect(counts(veryHidden, '社工站')).toEqual([1, 1, 0, 0, 0]);
  });

  it('that are unknown are passed over with a notice', async () => {
    const outcome = await bring({ 随记: [{ 名称: '甲' }], [ORGANIZATIONS]: [organization()] });
    expect(outcome.notices).toMatchObject([{ sheet: '随记', row: 1, column: '', cell: 'A1', rule: 'unknown-sheet' }]);
    expect(outcome.sheets.map(({ sheet }) => sheet)).toEqual([ORGANIZATIONS]);
  });

  it('none of them known: refused', async () => {
    const outcome = await bring({ 随记: [{ 名称: '甲' }] });
    expect(outcome).toEqual({
      error: { code: 'WORKBOOK_NO_KNOWN_SHEET', message: expect.stringContaining('随记') },
      batchId: null,
      sheets: [],
      findings: [],
      notices: [expect.objectContaining({ sheet: '随记' })],
      rows: [],
    });
  });

  it('may have blanks around their names, but not stand twice', async () => {
    expect(counts(await bring({ ' 社区社会组织　': [organization()] }), ORGANIZATIONS)).toEqual([1, 1, 0, 0, 0]);
    const twice = await bring({ [ORGANIZATIONS]: [organization()], '社区社会组织 ': [organization()] });
    expect(brief(twice.findings)).toEqual(['1 sheet-repeated']);
  });
});

describe('notices', () => {
  it('leave an import as good as it is', async () => {
    const outcome = await bring({
      社会工作人才: [row('社会工作人才')],
      培训: [row('培训', { 主办层级: '省' })],
      [ORGANIZATIONS]: [organization({ 成立日期: '2024-01-01' })],
    });
    expect(outcome.error).toBeUndefined();
    expect(outcome.findings).toEqual([]);
    expect(outcome.notices.map(({ sheet, row: number, column, rule }) => `${sheet} ${number} ${column} ${rule}`)).toEqual([
      `${ORGANIZATIONS} 2 成立日期 begins-in-future`,
      '社会工作人才 2 身份证号 id-number-missing',
      '培训 2 主办层级 host-level-contradicts-code',
    ]);
    expect(outcome.sheets.every(({ created }) => created === 1)).toBe(true);
  });

  it('of one kind without end are told in part, with their number', async () => {
    const outcome = await bring({ 社会工作人才: Array.from({ length: 600 }, (_, index) => row('社会工作人才', { 姓名: `人${index}`, 身份证号: null })) });
    expect(outcome.notices).toHaveLength(501);
    expect(outcome.notices.every(({ cell }) => /^[A-Z]+\d+$/.test(cell))).toBe(true);
    expect(outcome.notices.find(({ row: number }) => number === 1)?.message).toContain('100');
  });
});

describe('a division that is no more', () => {
  it('or not yet in force on the day of the record gives a notice, a former one in its time none', async () => {
    const place = await openProduct(['410402']);
    const common = { onDay: '2023-01-01', reason: '批复' };
    const carryOut = (operation: object) => carryOutOperation(place.context, operationSchema.parse({ ...common, ...operation }));
    await carryOut({ kind: 'merge', codes: [VILLAGE], into: COMMUNITY });
    await carryOut({ kind: 'create', parent: STREET, name: '新设社区', code: '410402001099' });
    const at = (code: string, day: string) => organization({ 名称: `${code}${day}`, 所属区划代码: code, 成立日期: day });
    const outcome = await place.bring({
      [ORGANIZATIONS]: [
        at(VILLAGE, '2022-06-01'),
        at(VILLAGE, '2023-01-01'),
        at('410402001099', '2022-12-31'),
        at('410402001099', '2023-01-01'),
        at(COMMUNITY, '1999-01-01'),
      ],
    });
    expect(outcome.findings).toEqual([]);
    expect(brief(outcome.notices)).toEqual(['3 所属区划代码 division-not-in-force', '4 所属区划代码 division-not-in-force']);
    const homes = (await place.table('organizations')).map(({ div, recorded_div }) => [div, recorded_div]);
    expect(homes.slice(0, 2)).toEqual([
      [Number(COMMUNITY), Number(VILLAGE)],
      [Number(COMMUNITY), Number(VILLAGE)],
    ]);
    expect(counts(await place.bring({ [ORGANIZATIONS]: [at(VILLAGE, '2022-06-01')] }))).toEqual([1, 0, 0, 1, 0]);
    const list = row('养老设施', { 所属区划代码: COMMUNITY, 覆盖社区代码: `${COMMUNITY}、${VILLAGE}`, 启用日期: '2023-02-01' });
    expect(brief((await place.bring({ 养老设施: [list] })).notices)).toEqual(['2 覆盖社区代码 division-not-in-force']);
  });
});

describe('an installation without divisions', () => {
  it('says so on every row', async () => {
    const empty = await openProduct([]);
    const outcome = await empty.bring({ [ORGANIZATIONS]: [organization()], 结对: [row('结对')] });
    expect(brief(outcome.findings)).toEqual(['2 所属区划代码 division-unknown', '2 甲方 division-unknown', '2 乙方 division-unknown']);
    expect(outcome.findings[0]?.message).toContain('还没有载入区划');
    expect(outcome.findings[0]?.suggestion).toContain('divisions load');
  });
});

describe('an account of one district', () => {
  it('brings in what lies there, and findings say where it may not', async () => {
    const actor = {
      ...systemActor('system:cli'),
      division: 410_402_000_000,
      divisionLevel: 'county' as const,
      range: { from: 410_402_000_000, to: 410_403_000_000 },
    };
    const { importEvidence } = await import('#modules/evidence/server/public.ts');
    const { productRegisters } = await import('#apps/server/registers.ts');
    const input = workbook({ [ORGANIZATIONS]: [organization(), organization({ 所属区划代码: '410403001001' })] });
    const outcome = await importEvidence({ ...product.context, actor }, productRegisters, input, { dryRun: true });
    expect(outcome.findings).toMatchObject([{ row: 3, column: '所属区划代码', rule: 'outside-jurisdiction', value: '410403001001' }]);
  });
});
