/** How cells are read: the general rules of the evidence workbook, each through a real import. */
import { writeXlsx } from 'hucre/xlsx';
import { afterEach, describe, expect, it } from 'vitest';
import { brief, counts, openProduct } from './product.ts';
import { COMMUNITY, DISTRICT, organization, row, STREET } from './rows.ts';
import { type CellValue, gridWorkbook, handMade, textCell, textRow, workbook } from './workbooks.ts';

const product = await openProduct();
const { bring, table } = product;
afterEach(() => product.clear());

const ORGANIZATIONS = '社区社会组织';

describe('texts', () => {
  it.each([
    ['ASCII blanks', ' \t合唱队 \n'],
    ['full-width blanks', '　合唱队　　'],
    ['no-break blanks', '\u00a0合唱队\u00a0'],
    ['all of them', '\u3000 \u00a0\t合唱队\n\u3000'],
  ])('are trimmed of %s', async (_, name) => {
    expect(counts(await bring({ [ORGANIZATIONS]: [organization(), organization({ 名称: name })] }))).toEqual([2, 1, 0, 1, 0]);
    expect(await table('organizations')).toMatchObject([{ name: '合唱队' }]);
  });

  it('have full-width letters and digits folded, and other full-width marks kept', async () => {
    const outcome = await bring({
      [ORGANIZATIONS]: [
        organization({
          名称: 'Ａｂ９（合唱）队',
          所属区划代码: '４１０４０２００１００１',
          成员人数: '２０',
          成立日期: '２０２１-１０-０１',
          负责人手机号: '１３８００１３８０００',
        }),
      ],
    });
    expect(outcome.findings).toEqual([]);
    expect(await table('organizations')).toMatchObject([{ name: 'Ab9（合唱）队', div: Number(COMMUNITY), member_count: 20, established_on: '2021-10-01' }]);
  });

  it('are read from shared, inline and formatted strings alike', async () => {
    const shared = ['<si><t>名称</t></si>', '<si><r><t>合</t></r><r><rPr><b/></rPr><t>唱队</t></r><rPh sb="0" eb="1"><t>he</t></rPh></si>'];
    const headings = ['所属区划代码', '管理层级', '组织类别', '成立日期', '负责人姓名', '成员人数', '是否枢纽型'];
    const values = [COMMUNITY, '备案', '文体娱乐类', '2021-10-01', '周明', '20', '否'];
    const rows = [
      `<row r="1"><c r="A1" t="s"><v>0</v></c>${headings.map((text, index) => textCell(`${'BCDEFGH'[index]}1`, text)).join('')}</row>`,
      `<row r="2"><c r="A2" t="s"><v>1</v></c>${values.map((text, index) => textCell(`${'BCDEFGH'[index]}2`, text)).join('')}</row>`,
    ];
    const outcome = await bring(await handMade([{ name: ORGANIZATIONS, rows: rows.join('') }], { sharedStrings: shared }));
    expect(outcome.findings).toEqual([]);
    expect(await table('organizations')).toMatchObject([{ name: '合唱队' }]);
  });

  it('tell of what they were typed as when they are wrong', async () => {
    const outcome = await bring({ [ORGANIZATIONS]: [organization({ 管理层级: '　甲級１ ' })] });
    expect(outcome.findings).toMatchObject([{ row: 2, column: '管理层级', cell: 'C2', value: '　甲級１ ' }]);
  });
});

describe('dates', () => {
  const dayOf = async (value: CellValue) => {
    const outcome = await bring({ 社工站: [row('社工站', { 启用日期: value })] });
    return outcome.findings.length > 0 ? brief(outcome.findings).join() : (await table('stations'))[0]?.['started_on'];
  };

  it.each([
    '2023-05-01',
    '2023-5-1',
    '2023/05/01',
    '2023/5/1',
    '2023.5.1',
    '2023.05.01',
    '2023年5月1日',
    '2023年05月01日',
    ' 2023-05-01　',
    '２０２３年５月１日',
    '2023-05-01 08:30',
    '2023-05-01 08:30:59',
  ])('may be written %s', async (text) => expect(await dayOf(text)).toBe('2023-05-01'));

  it.each(['2023-02-29', '2023-13-01', '2023-5', '5/1/2023', '20230501', '明天', 45_047])('are not %s', async (value) =>
    expect(await dayOf(value)).toBe('2 启用日期 date'),
  );

  it('may be real dates, in both systems, with their time of day dropped', async () => {
    const headings = textRow(1, ['名称', '乡镇街道代码', '启用日期']);
    const rows = (serials: readonly string[]) =>
      headings +
      serials
        .map((serial, index) =>
          textRow(index + 2, [`站${index}`, STREET], `<c r="C${index + 2}" s="${index % 3}"><v>${serial}</v></c>`).replace('s="0"', 's="1"'),
        )
        .join('');
    const formats = ['yyyy"年"m"月"d"日"'];
    for (const [date1904, serials] of [
      [false, ['45047', '45047.99999', '45047.5']],
      [true, ['43585', '43585.25', '43585.999']],
    ] as const) {
      const outcome = await bring(await handMade([{ name: '社工站', rows: rows(serials) }], { date1904, formats }));
      expect(outcome.findings).toEqual([]);
      expect((await table('stations')).map((station) => station['started_on'])).toEqual(['2023-05-01', '2023-05-01', '2023-05-01']);
      await product.clear();
    }
  });

  it('may be ISO dates of the strict format', async () => {
    const rows = textRow(1, ['名称', '乡镇街道代码', '启用日期']) + textRow(2, ['站', STREET], '<c r="C2" t="d"><v>2023-05-01T10:00:00</v></c>');
    await bring(await handMade([{ name: '社工站', rows }]));
    expect(await table('stations')).toMatchObject([{ started_on: '2023-05-01' }]);
  });

  it('may come from another library as dates', async () => {
    const day = new Date(Date.UTC(2023, 4, 1, 9));
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '社工站',
          rows: [
            ['名称', '乡镇街道代码', '启用日期'],
            ['站', STREET, day],
          ],
        },
      ],
    });
    expect((await bring(bytes)).findings).toEqual([]);
    expect(await table('stations')).toMatchObject([{ started_on: '2023-05-01' }]);
  });

  it('stay what a text column shows', async () => {
    const rows = textRow(1, ['名称', '乡镇街道代码', '启用日期']) + textRow(2, ['', STREET, '2023-05-01'], '<c r="A2" s="1"><v>45047</v></c>');
    await bring(await handMade([{ name: '社工站', rows: rows.replace(/<row r="2">(.*?)(<c r="A2".*?<\/c>)<\/row>/, '<row r="2">$2$1</row>') }]));
    expect(await table('stations')).toMatchObject([{ name: '2023-05-01' }]);
  });
});

describe('booleans', () => {
  it('are 是 and 否, or the logical values of Excel', async () => {
    const outcome = await bring({ 活动: ['是', '否', ' 是 '].map((value, index) => row('活动', { 名称: `活动${index}`, 是否重大活动: value })) });
    expect(outcome.findings).toEqual([]);
    expect((await table('activities')).map((activity) => activity['is_major'])).toEqual([true, false, true]);
    const grid = [Object.keys(row('活动')).concat('是否重大活动'), [...Object.values(row('活动', { 名称: '逻辑' })), true as never]];
    expect((await bring(gridWorkbook({ 活动: grid }))).findings).toEqual([]);
  });

  it.each(['Y', 'true', '1', '√', '是的'])('are not %s', async (value) => {
    expect(brief((await bring({ [ORGANIZATIONS]: [organization({ 是否枢纽型: value })] })).findings)).toEqual(['2 是否枢纽型 boolean']);
  });
});

describe('lists', () => {
  it.each([
    '助老、助残',
    '助老；助残',
    '助老;助残',
    '助老，助残',
    '助老,助残',
    '助老\n助残',
    '助老\r\n助残',
    ' 助老 、　助残　、',
    '助老、、助残',
    '助老、助残、助老',
  ])('may be separated as in %j', async (text) => {
    await bring({ [ORGANIZATIONS]: [organization({ 业务范围: text })] });
    expect(await table('organizations')).toMatchObject([{ business_scopes: ['助老', '助残'] }]);
  });

  it('of codes take the same separators, short codes and number cells', async () => {
    for (const text of [`${COMMUNITY}、410402001002`, '410402001001\n410402001002', '４１０４０２００１００１；410402001002']) {
      expect((await bring({ 养老设施: [row('养老设施', { 覆盖社区代码: text })] })).findings).toEqual([]);
      expect(await table('care_facilities')).toMatchObject([{ covered_divs: [410_402_001_001, 410_402_001_002] }]);
      await product.clear();
    }
    expect((await bring({ 养老设施: [row('养老设施', { 覆盖社区代码: 410_402_001_002 })] })).findings).toEqual([]);
  });

  it('of choices say which one is none', async () => {
    const outcome = await bring({ 培训: [row('培训', { 培训对象: '骨干、群众' })] });
    expect(outcome.findings).toMatchObject([{ column: '培训对象', rule: 'choice', value: '骨干、群众' }]);
    expect(outcome.findings[0]?.message).toContain('群众');
  });

  it('of nothing but separators are blank', async () => {
    expect(brief((await bring({ 培训: [row('培训', { 培训对象: '、' })] })).findings)).toEqual(['2 培训对象 required']);
    expect(counts(await bring({ [ORGANIZATIONS]: [organization({ 业务范围: '；' })] }))).toEqual([1, 1, 0, 0, 0]);
  });
});

describe('formula cells', () => {
  it('count with their stored result, with a notice', async () => {
    const outcome = await bring({
      [ORGANIZATIONS]: [organization({ 名称: { formula: '"合唱"&"队"', result: '合唱队' }, 成员人数: { formula: '10+10', result: 20 } })],
    });
    expect(outcome.findings).toEqual([]);
    expect(brief(outcome.notices)).toEqual(['2 名称 formula', '2 成员人数 formula']);
    expect(outcome.notices[0]).toMatchObject({ sheet: ORGANIZATIONS, cell: 'A2', value: '合唱队' });
    expect(await table('organizations')).toMatchObject([{ name: '合唱队', member_count: 20 }]);
  });

  it('are findings without one', async () => {
    const rows =
      textRow(1, ['名称', '乡镇街道代码', '启用日期']) +
      textRow(2, ['站一', STREET], '<c r="C2"><f>TODAY()</f></c>') +
      textRow(3, ['站二', STREET], '<c r="C3"><f>TODAY()</f><v></v></c>');
    const outcome = await bring(await handMade([{ name: '社工站', rows }]));
    expect(brief(outcome.findings)).toEqual(['2 启用日期 formula-without-result', '3 启用日期 formula-without-result']);
    expect(outcome.error?.code).toBe('WORKBOOK_HAS_FINDINGS');
  });

  it('are findings with an error as result', async () => {
    const rows = textRow(1, ['名称', '乡镇街道代码', '启用日期']) + textRow(2, ['站一', STREET], '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>');
    const outcome = await bring(await handMade([{ name: '社工站', rows }]));
    expect(outcome.findings).toMatchObject([{ rule: 'error-value', value: '#DIV/0!', cell: 'C2' }]);
  });

  it('with a blank result leave a prepared row empty', async () => {
    const blank = '<c r="A3" t="str"><f>IF(B3="","",B3)</f><v></v></c>';
    const rows = textRow(1, ['名称', '乡镇街道代码', '启用日期']) + textRow(2, ['站', STREET, '2023-05-01']) + `<row r="3">${blank}</row>`;
    expect(counts(await bring(await handMade([{ name: '社工站', rows }])))).toEqual([1, 1, 0, 0, 0]);
  });
});

describe('cells of a fixed form', () => {
  it('say the form also when they are too long for it', async () => {
    const outcome = await bring({ 报送记录: [row('报送记录', { 所属期: '2021年第一季度' })] });
    expect(outcome.findings).toMatchObject([{ column: '所属期', cell: 'C2', rule: 'format', suggestion: '写成 2023 或 2023Q2 这样的形式。' }]);
  });
});

describe('number cells', () => {
  it('hold codes of up to 15 digits', async () => {
    const outcome = await bring({
      [ORGANIZATIONS]: [organization({ 所属区划代码: Number(COMMUNITY), 负责人手机号: 13_800_138_000, 备案编号: 123_456_789_012_345 })],
      报送记录: [row('报送记录', { 报送类型: '年度报告', 报送单位区划代码: 410_402, 所属期: 2022 })],
    });
    expect(outcome.findings).toEqual([]);
    expect(await table('organizations')).toMatchObject([{ div: Number(COMMUNITY), filing_number: '123456789012345' }]);
    expect(await table('hand_ins')).toMatchObject([{ div: Number(DISTRICT), period: '2022' }]);
  });

  it('written with an exponent are the number they are', async () => {
    const rows = textRow(1, ['名称', '乡镇街道代码', '启用日期']) + textRow(2, ['站'], '<c r="B2"><v>4.10402001E11</v></c>' + textCell('C2', '2023-05-01'));
    expect((await bring(await handMade([{ name: '社工站', rows }]))).findings).toEqual([]);
  });

  it('beyond 15 digits have lost some and are refused', async () => {
    const outcome = await bring({ [ORGANIZATIONS]: [organization({ 负责人身份证号: Number('110105199001010010') })] });
    expect(brief(outcome.findings)).toEqual(['2 负责人身份证号 number-too-long']);
    expect(outcome.findings[0]?.suggestion).toContain('文本');
  });

  it.each([
    [12.5, 'number'],
    [-1, 'range'],
    ['12人', 'number'],
    ['一', 'number'],
  ])('are counts only when whole: %s', async (value, rule) => {
    expect(brief((await bring({ [ORGANIZATIONS]: [organization({ 成员人数: value })] })).findings)).toEqual([`2 成员人数 ${rule}`]);
  });
});

describe('an old .xls file', () => {
  it('is read by the same rules', async () => {
    const rows = [organization({ 名称: '　合唱队 ', 所属区划代码: Number(COMMUNITY) }), organization({ 名称: '坏社', 管理层级: '甲级' })];
    const bytes = workbook({ [ORGANIZATIONS]: rows, 随记: [{ 说明: '无' }] }, { type: 'biff8', hidden: [ORGANIZATIONS] });
    const outcome = await bring(bytes, { fileName: '台账.xls', skipInvalid: true });
    expect(outcome.findings).toMatchObject([{ row: 3, cell: 'C3', rule: 'choice', value: '甲级' }]);
    expect(outcome.notices.map(({ sheet, rule }) => [sheet, rule])).toEqual([
      ['随记', 'unknown-sheet'],
      [ORGANIZATIONS, 'hidden-sheet'],
    ]);
    expect(counts(outcome)).toEqual([2, 1, 0, 0, 1]);
  });
});
