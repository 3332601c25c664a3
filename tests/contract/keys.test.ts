/** Keys, updates, repeated rows, renames and references: what a row means and what it does. */
import { afterEach, describe, expect, it } from 'vitest';
import { brief, counts, openProduct, readBack } from './product.ts';
import { COMMUNITY, COMMUNITY_2, DISTRICT, fullRow, OTHER_DISTRICT, organization, row, type Row, SHEETS, STREET } from './rows.ts';

const product = await openProduct(['410402', '410403', '440300']);
const { bring, table } = product;
afterEach(() => product.clear());

const ORGANIZATIONS = '社区社会组织';
/** The code that the platform gave, as an office learns it: from an export. */
async function codeOf(name: string): Promise<string> {
  const rows = readBack(await product.export()).get(ORGANIZATIONS) ?? [];
  return rows.find((cells) => cells[1] === name)?.[0] ?? '';
}

describe('a natural key', () => {
  const others: Record<string, Row[]> = {
    社区社会组织: [{ 名称: '另一队' }, { 所属区划代码: COMMUNITY_2 }],
    支持平台: [{ 名称: '另一园' }, { 所属区划代码: STREET }],
    社工站: [{ 名称: '另一站' }, { 乡镇街道代码: '410402002000' }],
    驻站社工: [{ 姓名: '另一人' }, { 到岗日期: '2021-11-02' }],
    社会工作人才: [{ 姓名: '另一人' }, { 所属社区代码: COMMUNITY_2 }, { 起始日期: '2021-10-02' }, { 身份证号: '110105199001010010' }],
    组织社工: [{ 姓名: '另一人' }, { 起始日期: '2021-12-02' }],
    培训: [{ 名称: '另一期' }, { 主办单位区划代码: STREET }, { 开始日期: '2022-03-02' }],
    认定: [{ 认定类型: '观察点' }, { 对象名称: '另一队' }, { 对象区划代码: COMMUNITY_2 }, { 认定日期: '2022-12-02' }],
    养老设施: [{ 名称: '另一家' }, { 所属区划代码: COMMUNITY_2 }],
    结对: [{ 甲方: STREET }, { 乙方: STREET }, { 结对日期: '2022-01-02' }],
    报送记录: [{ 报送类型: '专项规划' }, { 报送单位区划代码: STREET }, { 所属期: '2022' }, { 报送日期: '2023-07-01' }],
    评选: [{ 评选名称: '另一届' }, { 主办单位区划代码: STREET }, { 年度: 2023 }],
    活动: [{ 名称: '另一节' }, { 组织名称: '另一队' }, { 举办区划代码: COMMUNITY_2 }, { 开始日期: '2022-10-05' }],
    党组织: [{ 名称: '另一支部' }, { 所属区划代码: COMMUNITY }],
    经验推广: [{ 试点区划代码: STREET }, { 推广至区划代码: STREET }, { 推广日期: '2023-05-02' }],
  };
  const rest: Record<string, Row> = {
    社区社会组织: { 成员人数: 21 },
    支持平台: { 类型: '服务中心' },
    社工站: { 启用日期: '2021-10-02' },
    驻站社工: { 证书: '无' },
    社会工作人才: { 岗位: '乙' },
    组织社工: { 用工形式: '专职' },
    培训: { 参训人次: 31 },
    认定: { 认定单位区划代码: OTHER_DISTRICT },
    养老设施: { 类型: '农村养老设施' },
    结对: { 结束日期: '2023-12-02' },
    报送记录: { 状态: '退回' },
    评选: { 完成日期: '2022-11-02' },
    活动: { 参与人次: 51 },
    党组织: { 类型: '总支' },
    经验推广: { 内容: '乙' },
  };
  const needed = { 社区社会组织: [row(ORGANIZATIONS)], 社工站: [row('社工站')] };

  it.each(SHEETS)('of %s: the same updates, any part of it another is another record', async (sheet) => {
    await bring({ ...needed, [sheet]: [fullRow(sheet)] });
    const changed = await bring({ [sheet]: [fullRow(sheet, rest[sheet])] });
    expect(changed.findings).toEqual([]);
    expect(counts(changed)).toEqual([1, 0, 1, 0, 0]);
    expect(counts(await bring({ [sheet]: [fullRow(sheet, rest[sheet])] }))).toEqual([1, 0, 0, 1, 0]);
    const more = (others[sheet] ?? []).map((changes) => fullRow(sheet, changes));
    const added = await bring({ [sheet]: more });
    expect(added.findings).toEqual([]);
    expect(counts(added)).toEqual([more.length, more.length, 0, 0, 0]);
    expect(counts(await bring({ [sheet]: [fullRow(sheet, rest[sheet]), ...more] }))).toEqual([more.length + 1, 0, 0, more.length + 1, 0]);
  });

  it.each(SHEETS)('of %s twice in one workbook: once when they read the same, a finding on each when they differ', async (sheet) => {
    await bring(needed);
    await product.clear();
    const one = fullRow(sheet);
    const first = { ...needed, [sheet]: [one, one, one] };
    expect(counts(await bring(first), sheet)).toEqual([3, 1, 0, 2, 0]);
    expect(counts(await bring(first), sheet)).toEqual([3, 0, 0, 3, 0]);
    const differing = await bring({ [sheet]: [one, fullRow(sheet, others[sheet]?.[0]), fullRow(sheet, rest[sheet])] }, { skipInvalid: true });
    expect(differing.findings.map(({ row: number, rule }) => `${number} ${rule}`)).toEqual(['2 key-repeated', '4 key-repeated']);
    expect(counts(differing)).toEqual([3, 1, 0, 0, 2]);
  });

  it('may be written in other ways in each row', async () => {
    const rows = [
      organization(),
      organization({ 名称: ' 合唱队　', 所属区划代码: Number(COMMUNITY), 成立日期: '2021年10月1日', 成员人数: '２０', 业务范围: null }),
    ];
    expect(counts(await bring({ [ORGANIZATIONS]: rows }))).toEqual([2, 1, 0, 1, 0]);
  });

  it('named with a key and with an official code is one', async () => {
    const at = (code: string) => organization({ 所属区划代码: code });
    expect(counts(await bring({ [ORGANIZATIONS]: [at('440390009001'), at('440307009001')] }))).toEqual([2, 1, 0, 1, 0]);
    const pairing = (code: string) => row('结对', { 甲方: code });
    expect(counts(await bring({ 结对: [pairing('440307009'), pairing('440390009')] }))).toEqual([2, 1, 0, 1, 0]);
    expect(counts(await bring({ 结对: [pairing('440390009000')] }))).toEqual([1, 0, 0, 1, 0]);
    const extension = (code: string) => row('经验推广', { 试点区划代码: code });
    expect(counts(await bring({ 经验推广: [extension('440307009'), extension('440390009')] }))).toEqual([2, 1, 0, 1, 0]);
  });
});

describe('a blank or absent cell', () => {
  it.each(SHEETS)('of %s keeps what is stored, - clears it', async (sheet) => {
    const needed = { 社区社会组织: [row(ORGANIZATIONS)], 社工站: [row('社工站')] };
    await bring({ ...needed, [sheet]: [fullRow(sheet)] });
    const keys = new Set(Object.keys(row(sheet)));
    const optional = Object.keys(fullRow(sheet)).filter((heading) => !keys.has(heading) && !(sheet === '社会工作人才' && heading === '身份证号'));
    if (optional.length === 0) return;
    const blanks = Object.fromEntries(optional.map((heading) => [heading, null]));
    expect(counts(await bring({ [sheet]: [fullRow(sheet, { ...blanks, 备注: '甲' })] }))).toEqual([1, 0, 0, 1, 0]);
    const dashes = Object.fromEntries(optional.map((heading) => [heading, '-']));
    const cleared = await bring({ [sheet]: [fullRow(sheet, dashes)] });
    expect(cleared.findings).toEqual([]);
    expect(counts(cleared)).toEqual([1, 0, 1, 0, 0]);
    expect(counts(await bring({ [sheet]: [fullRow(sheet, dashes)] }))).toEqual([1, 0, 0, 1, 0]);
    const cells = readBack(await product.export()).get(sheet) ?? [];
    for (const heading of optional) expect(cells[1]?.[cells[0]?.indexOf(heading) ?? -1]).toBe('');
  });

  it('marked - in a new row is blank', async () => {
    const dashes = Object.fromEntries(
      Object.keys(fullRow(ORGANIZATIONS))
        .filter((heading) => !(heading in row(ORGANIZATIONS)))
        .map((heading) => [heading, '-']),
    );
    expect(counts(await bring({ [ORGANIZATIONS]: [organization(dashes), organization({ 名称: '全角横', 备案编号: '－' })] }))).toEqual([2, 2, 0, 0, 0]);
    expect(await table('organizations')).toMatchObject([{ filing_number: null, business_scopes: [] }, { filing_number: null }]);
  });

  it('marked - reads the same as blank in rows of a new record', async () => {
    expect(counts(await bring({ [ORGANIZATIONS]: [organization({ 备案编号: '-' }), organization({ 备案编号: null })] }))).toEqual([2, 1, 0, 1, 0]);
  });

  it('marked - is a finding where a value is required', async () => {
    expect(brief((await bring({ [ORGANIZATIONS]: [organization({ 成员人数: '-' })] })).findings)).toEqual(['2 成员人数 required']);
  });
});

describe('编码', () => {
  it('finds the record whatever its name and place have become', async () => {
    await bring({ [ORGANIZATIONS]: [organization()] });
    const code = await codeOf('合唱队');
    expect(code).not.toBe('');
    const renamed = organization({ 编码: code, 名称: '百灵合唱团', 所属区划代码: COMMUNITY_2 });
    expect(counts(await bring({ [ORGANIZATIONS]: [renamed] }))).toEqual([1, 0, 1, 0, 0]);
    expect(counts(await bring({ [ORGANIZATIONS]: [renamed] }))).toEqual([1, 0, 0, 1, 0]);
    expect(await table('organizations')).toMatchObject([{ name: '百灵合唱团', div: Number(COMMUNITY_2) }]);
  });

  it('of one of two rows that read the same holds for both, in any order', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      await bring({ [ORGANIZATIONS]: [organization()] });
      const code = await codeOf('合唱队');
      const rows = [organization({ 编码: code, 名称: '百灵' }), organization({ 编码: null, 名称: '百灵' })];
      expect(counts(await bring({ [ORGANIZATIONS]: order.map((index) => rows[index] ?? {}) }))).toEqual([2, 0, 1, 1, 0]);
      expect(await table('organizations')).toMatchObject([{ name: '百灵' }]);
      await product.clear();
    }
  });

  it('that is unknown is a finding', async () => {
    for (const code of ['W410402-999999999', 'X1', 12]) {
      const outcome = await bring({ [ORGANIZATIONS]: [organization({ 编码: code })] });
      expect(outcome.findings).toMatchObject([{ row: 2, column: '编码', rule: 'record-code-unknown', value: String(code) }]);
    }
  });

  it('of two records cannot give them one key', async () => {
    await bring({ [ORGANIZATIONS]: [organization(), organization({ 名称: '舞蹈队' })] });
    const code = await codeOf('舞蹈队');
    expect(brief((await bring({ [ORGANIZATIONS]: [organization({ 编码: code })] })).findings)).toEqual(['2 名称 key-taken']);
  });
});

describe('references', () => {
  it('find records of the same workbook, in any order of sheets', async () => {
    const outcome = await bring({ 组织社工: [row('组织社工')], [ORGANIZATIONS]: [organization()], 驻站社工: [row('驻站社工')], 社工站: [row('社工站')] });
    expect(outcome.findings).toEqual([]);
    expect(outcome.sheets.map(({ created }) => created)).toEqual([1, 1, 1, 1]);
  });

  it('find records by their present and former names', async () => {
    await bring({ [ORGANIZATIONS]: [organization()], 组织社工: [row('组织社工')] });
    await bring({ [ORGANIZATIONS]: [organization({ 编码: await codeOf('合唱队'), 名称: '百灵' })] });
    expect(counts(await bring({ 组织社工: [row('组织社工')] }))).toEqual([1, 0, 0, 1, 0]);
    expect(counts(await bring({ 组织社工: [row('组织社工', { 组织名称: '百灵' })] }))).toEqual([1, 0, 0, 1, 0]);
    const both = [row('组织社工', { 姓名: '新人' }), row('组织社工', { 姓名: '新人', 组织名称: '百灵' })];
    expect(counts(await bring({ 组织社工: both }))).toEqual([2, 1, 0, 1, 0]);
    const differing = both.map((each, index) => ({ ...each, 姓名: '又新', 用工形式: index === 0 ? '专职' : '兼职' }));
    expect((await bring({ 组织社工: differing })).findings.map(({ row: number, rule }) => [number, rule])).toEqual([
      [2, 'key-repeated'],
      [3, 'key-repeated'],
    ]);
  });

  it('to nothing are findings, with other words when the row referred to is rejected', async () => {
    const outcome = await bring(
      { [ORGANIZATIONS]: [organization({ 成员人数: '许多' })], 组织社工: [row('组织社工'), row('组织社工', { 组织名称: '没有的' })] },
      { skipInvalid: true },
    );
    expect(outcome.findings.map(({ sheet, row: number, column, rule }) => [sheet, number, column, rule])).toEqual([
      [ORGANIZATIONS, 2, '成员人数', 'number'],
      ['组织社工', 2, '组织名称', 'reference-unknown'],
      ['组织社工', 3, '组织名称', 'reference-unknown'],
    ]);
    expect(outcome.findings[1]?.message).toContain('有问题');
    expect(outcome.findings[2]?.message).not.toContain('有问题');
    expect([counts(outcome, ORGANIZATIONS), counts(outcome, '组织社工')]).toEqual([
      [1, 0, 0, 0, 1],
      [2, 0, 0, 0, 2],
    ]);
    expect(await product.count('organizations')).toBe(0);
  });

  it('to a sheet that cannot be read at all say so', async () => {
    const { 成员人数: _members, ...rest } = organization();
    const outcome = await bring({ [ORGANIZATIONS]: [rest], 组织社工: [row('组织社工')] });
    expect(outcome.findings[1]?.message).toContain('有问题');
  });

  it('to a row that differs from another of its key are findings too', async () => {
    const outcome = await bring({ [ORGANIZATIONS]: [organization(), organization({ 成员人数: 3 })], 组织社工: [row('组织社工')] }, { skipInvalid: true });
    expect(outcome.findings.map(({ rule }) => rule)).toEqual(['key-repeated', 'key-repeated', 'reference-unknown']);
  });

  it('need the name at that very division', async () => {
    await bring({ [ORGANIZATIONS]: [organization()] });
    expect(brief((await bring({ 组织社工: [row('组织社工', { 所属区划代码: COMMUNITY_2 })] })).findings)).toEqual(['2 组织名称 reference-unknown']);
  });
});

describe('divisions', () => {
  it('may be written with 6, 9 or 12 digits', async () => {
    const rows = ['410402', '410402000', '410402000000', 410_402].map((code) => row('支持平台', { 所属区划代码: code }));
    expect(counts(await bring({ 支持平台: rows }))).toEqual([4, 1, 0, 3, 0]);
    expect(await table('platforms')).toMatchObject([{ div: Number(DISTRICT) }]);
  });

  it.each(['41040', '4104020', '41040200100', '4104020010011', '新华区'])('are not %s', async (code) => {
    expect(brief((await bring({ 支持平台: [row('支持平台', { 所属区划代码: code })] })).findings)).toEqual(['2 所属区划代码 division-format']);
  });

  it('that do not exist are findings', async () => {
    expect(brief((await bring({ 支持平台: [row('支持平台', { 所属区划代码: '410499' })] })).findings)).toEqual(['2 所属区划代码 division-unknown']);
  });
});
