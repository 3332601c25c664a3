/** What goes out comes in again without a change: exports in clear and masked, and the marked workbook. */
import { read, utils } from '@e965/xlsx';
import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { operationSchema } from '#modules/divisions/contract/operations.ts';
import { brief, counts, openProduct, readBack } from './product.ts';
import { COLUMNS, COMMUNITY, COMMUNITY_2, fullRow, organization, row, SHEETS, STREET } from './rows.ts';
import { gridWorkbook, workbook } from './workbooks.ts';

const product = await openProduct(['410402', '410403', '440300']);
const { bring } = product;
const ID = '110105199001010010';
afterEach(() => product.clear());

const AWKWARD = [
  '=1+1',
  '-甲',
  '+86',
  '@all',
  "'引号",
  '<b>&amp;"',
  '_x0041_',
  '两\n行',
  '表情😀',
  '1e5',
  '00123',
  '2023-05-01',
  '是',
  'TRUE',
  '#REF!',
  '记录标识',
];

async function fill(): Promise<void> {
  const outcome = await bring({
    ...Object.fromEntries(SHEETS.map((sheet) => [sheet, [fullRow(sheet)]])),
    社区社会组织: [
      fullRow('社区社会组织'),
      ...AWKWARD.map((name) => organization({ 名称: name, 负责人姓名: name, 业务范围: name, 备案编号: name })),
      organization({ 名称: '官方代码', 所属区划代码: '440307009001' }),
    ],
    结对: [
      fullRow('结对'),
      row('结对', { 甲方: '440307009' }),
      row('结对', { 结对类型: '组织结对', 甲方: '合唱队', 甲方区划代码: COMMUNITY, 乙方: '410402000000', 乙方区划代码: COMMUNITY_2 }),
    ],
    社会工作人才: [
      fullRow('社会工作人才'),
      row('社会工作人才', { 姓名: '无号' }),
      row('社会工作人才', { 姓名: '同名', 身份证号: null }),
      ...['110105199001010010', '110105199001010061'].map((number) => row('社会工作人才', { 姓名: '同名', 身份证号: number })),
    ],
  });
  expect(outcome.findings).toEqual([]);
}

/** What bringing a file in changes or has to say, besides the standing notice on people without a number. */
async function changesBy(bytes: Uint8Array) {
  const outcome = await bring(bytes);
  const { findings, sheets } = outcome;
  const notices = outcome.notices.filter(({ rule }) => rule !== 'id-number-missing');
  return { findings, notices, changed: sheets.filter(({ created, updated, rejected }) => created + updated + rejected > 0), rows: sheets.length };
}

const UNCHANGED = { findings: [], notices: [], changed: [], rows: SHEETS.length };

describe('an export', () => {
  beforeEach(fill);

  it('has the sheets and columns of the contract, codes as text and dates as dates', async () => {
    const sheets = readBack(await product.export());
    for (const sheet of SHEETS) expect(sheets.get(sheet)?.[0]).toEqual((COLUMNS[sheet] ?? '').replaceAll('*', '').split(' '));
    const own = sheets.get('社区社会组织')?.find((cells) => cells[1] === '合唱队');
    expect(own?.slice(1, 9)).toEqual(['合唱队', COMMUNITY, '登记', '文体娱乐类', '社会服务机构', '52110105MJ0000018A', '新民备〔2021〕8号', '2021-10-01']);
    expect(own).toContain(ID);
  });

  it('carries drop-downs, text formats, instructions and a hidden version', async () => {
    const { sheets } = await readXlsx(await product.export({ masked: true }));
    expect(sheets.map(({ name, hidden }) => [name, hidden === true])).toEqual([
      ['填写说明', false],
      ...SHEETS.map((sheet) => [sheet, false]),
      ['模板信息', true],
    ]);
    const own = sheets.find(({ name }) => name === '社区社会组织');
    const headings = own?.rows[0] ?? [];
    const listed = (own?.dataValidations ?? []).map(({ range }) => headings[utils.decode_col(/^[A-Z]+/.exec(range)?.[0] ?? '')]);
    expect(listed).toEqual(['管理层级', '组织类别', '法人类型', '终止原因', '是否慈善组织', '是否枢纽型', '党组织形式', '发展阶段']);
    expect(own?.columns?.map(({ hidden }) => hidden === true)).toEqual(headings.map((heading) => heading === '记录标识'));
    const styled = read(await product.export(), { cellStyles: true, cellNF: true }).Sheets['社区社会组织'];
    expect([styled?.['C2'], styled?.['I2']].map((cell) => [cell?.t, cell?.z])).toEqual([
      ['s', '@'],
      ['n', expect.stringMatching(/yyyy.*mm.*dd/)],
    ]);
  });

  it('comes in again without a change', async () => expect(await changesBy(await product.export())).toEqual(UNCHANGED));

  it('comes in again without a change when another program has saved it', async () => {
    expect(await changesBy(gridWorkbook(Object.fromEntries(readBack(await product.export()))))).toEqual(UNCHANGED);
  });

  it('comes in masked without a change, numbers staying as they are', async () => {
    const bytes = await product.export({ masked: true });
    expect(JSON.stringify([...readBack(bytes)])).not.toContain(ID);
    expect(await changesBy(bytes)).toEqual(UNCHANGED);
    expect(JSON.stringify([...readBack(await product.export())])).toContain(ID);
  });

  it('masked finds rows by 记录标识 even when their names were changed', async () => {
    const sheets = readBack(await product.export({ masked: true }));
    const named = ['支持平台', '社会工作人才', '养老设施', '党组织', '培训', '社会工作人才'];
    for (const sheet of named) {
      const grid = sheets.get(sheet) ?? [];
      const at = (COLUMNS[sheet] ?? '')
        .replaceAll('*', '')
        .split(' ')
        .findIndex((heading) => heading === '名称' || heading === '姓名');
      if (grid[1]) grid[1][at] = `改名${sheet}`;
    }
    const outcome = await bring(gridWorkbook(Object.fromEntries(sheets)));
    expect(outcome.findings).toEqual([]);
    for (const sheet of named) expect(counts(outcome, sheet)?.slice(1, 3)).toEqual([0, 1]);
    const clear = readBack(await product.export());
    expect(clear.get('社会工作人才')?.some((cells) => cells[0] === '改名社会工作人才' && cells[1] === '110105199001010002')).toBe(true);
  });

  it('masked tells namesakes apart that differ in their numbers only', async () => {
    const outcome = await bring(await product.export({ masked: true }));
    expect(outcome.findings).toEqual([]);
    expect(counts(outcome, '社会工作人才')).toEqual([5, 0, 0, 5, 0]);
  });

  it('of one division holds what lies there, and comes in again', async () => {
    const sheets = readBack(await product.export({ reason: '核对', division: '410402001' }));
    expect(sheets.get('社工站')).toHaveLength(2);
    expect(sheets.get('支持平台')).toHaveLength(1);
    expect(sheets.get('社区社会组织')?.some((cells) => cells[1] === '官方代码')).toBe(false);
    const official = readBack(await product.export({ reason: '核对', division: '440307009' }));
    expect(official.get('社区社会组织')?.map((cells) => cells[1])).toEqual(['名称', '官方代码']);
  });
});

describe('a masked cell', () => {
  it('leaves the stored value also where the row is found by its key', async () => {
    await bring({ 社区社会组织: [organization({ 负责人身份证号: ID, 负责人手机号: '13800138000' })] });
    const outcome = await bring({ 社区社会组织: [organization({ 负责人身份证号: '110***********0010', 负责人手机号: '138****8000', 成员人数: 21 })] });
    expect(counts(outcome)).toEqual([1, 0, 1, 0, 0]);
    expect(readBack(await product.export()).get('社区社会组织')?.[1]).toEqual(expect.arrayContaining([ID, '13800138000', '21']));
  });

  it('of a row copied with its hidden 记录标识 is told in words that say what to do', async () => {
    await bring({ 支持平台: [row('支持平台')] });
    const sheets = readBack(await product.export({ masked: true }));
    const [headings = [], first = []] = sheets.get('支持平台') ?? [];
    const outcome = await bring(gridWorkbook({ 支持平台: [headings, first, first.with(0, '新园')] }));
    expect(brief(outcome.findings)).toEqual(['2 名称 key-repeated', '3 名称 key-repeated']);
    expect(outcome.findings[0]?.suggestion).toContain('记录标识');
  });
});

describe('an export after divisions have merged', () => {
  it('comes in again without a change', async () => {
    const place = await openProduct(['410402']);
    const outcome = await place.bring({
      社区社会组织: [organization(), organization({ 所属区划代码: COMMUNITY_2 })],
      党组织: [row('党组织', { 所属区划代码: COMMUNITY }), row('党组织', { 所属区划代码: COMMUNITY_2 })],
      组织社工: [row('组织社工'), row('组织社工', { 所属区划代码: COMMUNITY_2 })],
      养老设施: [row('养老设施', { 覆盖社区代码: `${COMMUNITY}、${COMMUNITY_2}` })],
      经验推广: [row('经验推广', { 试点区划代码: COMMUNITY, 推广至区划代码: STREET })],
    });
    expect(outcome.findings).toEqual([]);
    const order = operationSchema.parse({ kind: 'merge', codes: [COMMUNITY], into: COMMUNITY_2, onDay: '2023-07-01', reason: '批复' });
    await carryOutOperation(place.context, order);
    for (const options of [{ reason: '核对' }, { masked: true }]) {
      const again = await place.bring(await place.export(options));
      expect(again.findings).toEqual([]);
      expect(again.sheets.reduce((sum, { created, updated, rejected }) => sum + created + updated + rejected, 0)).toBe(0);
    }
  });
});

describe('the marked workbook', () => {
  const rows = [
    organization(),
    organization({ 名称: '坏一', 管理层级: '甲级', 成员人数: '许多' }),
    organization({ 名称: { formula: '"公式"', result: '公式' } }),
  ];
  const book = () => workbook({ 随记: [{ 说明: '无关' }], 社区社会组织: rows, 支持平台: [row('支持平台')] }, { hidden: ['支持平台'] });

  it('is the same workbook with a 校验结果 column', async () => {
    const outcome = await bring(book());
    const marked = readBack(await product.checked(book(), outcome));
    expect([...marked.keys()]).toEqual(['随记', '社区社会组织', '支持平台']);
    const grid = marked.get('社区社会组织') ?? [];
    expect(grid[0]).toEqual([...Object.keys(organization()), '校验结果']);
    expect(grid.map((cells) => cells.slice(0, 3))).toEqual([
      ['名称', '所属区划代码', '管理层级'],
      ['合唱队', COMMUNITY, '备案'],
      ['坏一', COMMUNITY, '甲级'],
      ['公式', COMMUNITY, '备案'],
    ]);
    expect(grid.map((cells) => cells.at(-1))).toEqual(['校验结果', '通过', expect.stringMatching(/管理层级[^]*成员人数/), expect.stringContaining('公式')]);
    expect(marked.get('随记')).toEqual([['说明'], ['无关']]);
    expect(marked.get('支持平台')?.[0]?.at(-1)).toBe('校验结果');
  });

  it('keeps the rows that passed over at their places, and blank rows blank', async () => {
    const grid = [Object.keys(organization()), [], [], Object.values(organization()), [], Object.values(organization({ 名称: '坏一', 成员人数: '甲' }))];
    const input = gridWorkbook({ 社区社会组织: grid });
    const outcome = await bring(input);
    expect(outcome.findings).toMatchObject([{ row: 6 }]);
    const marked = readBack(await product.checked(input, outcome)).get('社区社会组织');
    expect(marked?.map((cells) => cells.at(-1)?.slice(0, 2))).toEqual(['校验', '', '', '通过', '', '问题']);
  });

  it('comes in as the original did, and a second marking replaces the first', async () => {
    const first = await bring(book(), { dryRun: true });
    const marked = await product.checked(book(), first);
    const second = await bring(marked, { dryRun: true });
    expect(second.findings).toEqual(first.findings);
    expect(
      readBack(await product.checked(marked, second))
        .get('社区社会组织')?.[0]
        ?.filter((heading) => heading === '校验结果'),
    ).toHaveLength(1);
    const old = workbook({ 社区社会组织: rows.slice(0, 2) }, { type: 'biff8' });
    const marking = await product.checked(old, await bring(old, { fileName: '旧.xls' }));
    expect(readBack(marking).get('社区社会组织')?.[1]?.at(-1)).toBe('通过');
  });

  it('says beside the first row what concerns the headings', async () => {
    const { 成员人数: _members, ...rest } = organization();
    const input = workbook({ 社区社会组织: [{ ...rest, 杂项: '甲' }] });
    const marked = readBack(await product.checked(input, await bring(input))).get('社区社会组织');
    expect(marked?.[1]?.at(-1)).toMatch(/成员人数[^]*杂项|杂项[^]*成员人数/);
  });

  it('tells findings of a sheet whose name is written in another way', async () => {
    const input = gridWorkbook({ '社区社会组织 ': [Object.keys(organization()), Object.values(organization({ 成员人数: '甲' }))] });
    const marked = readBack(await product.checked(input, await bring(input)));
    expect(marked.get('社区社会组织 ')?.[1]?.at(-1)).toContain('成员人数');
  });
});
