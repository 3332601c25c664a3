/** Every sheet of the contract: its columns, choices and what is particular to it. */
import { afterEach, describe, expect, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import { brief, counts, openProduct } from './product.ts';
import { CHOICES, COLUMNS, COMMUNITY, COMMUNITY_2, DISTRICT, fullRow, OTHER_DISTRICT, organization, row, SHEETS, STREET, VILLAGE } from './rows.ts';
import { type Book, workbook } from './workbooks.ts';

const product = await openProduct();
const { bring, table } = product;
afterEach(() => product.clear());

const everything = (): Book => Object.fromEntries(SHEETS.map((sheet) => [sheet, [fullRow(sheet)]]));

describe('the columns', () => {
  it('are those of the contract, by name and in its order, and no others are required', () => {
    const own = productRegisters.definitions.map(({ sheet, columns }) => [
      sheet,
      columns.map(({ heading, required }) => heading + (required ? '*' : '')).join(' '),
    ]);
    expect(own).toEqual(Object.entries(COLUMNS));
  });

  it.each(SHEETS)('of %s: the required ones suffice', async (sheet) => {
    const needed: Book = {
      ...(sheet === '驻站社工' ? { 社工站: [row('社工站')] } : {}),
      ...(sheet === '组织社工' ? { 社区社会组织: [row('社区社会组织')] } : {}),
      [sheet]: [row(sheet)],
    };
    const outcome = await bring(needed);
    expect(outcome.findings).toEqual([]);
    expect(counts(outcome, sheet)).toEqual([1, 1, 0, 0, 0]);
  });

  it('may all be filled, and are all kept', async () => {
    const first = await bring(everything());
    expect(first.findings).toEqual([]);
    expect(first.sheets).toEqual(SHEETS.map((sheet) => ({ sheet, rows: 1, created: 1, updated: 0, unchanged: 0, rejected: 0 })));
    const again = await bring(everything());
    expect(again.sheets).toEqual(SHEETS.map((sheet) => ({ sheet, rows: 1, created: 0, updated: 0, unchanged: 1, rejected: 0 })));
    expect(await table('organizations')).toMatchObject([
      {
        credit_code: '52110105MJ0000018A',
        ended_on: '2023-09-01',
        end_reason: '注销',
        service_targets: ['老年人', '儿童'],
        hub_since: '2022-05-01',
        stage: '成长型',
      },
    ]);
  });

  it.each(
    SHEETS.flatMap((sheet) =>
      (COLUMNS[sheet] ?? '')
        .split(' ')
        .filter((column) => column.endsWith('*'))
        .map((column) => [sheet, column.slice(0, -1)] as const),
    ),
  )('of %s cannot do without %s, neither the cell nor the column', async (sheet, column) => {
    const before: Book = { 社区社会组织: [row('社区社会组织')], 社工站: [row('社工站')] };
    await bring(before);
    const blank = await bring({ [sheet]: [row(sheet, { [column]: null, 备注: '甲' })] });
    expect(blank.error?.code).toBe('WORKBOOK_HAS_FINDINGS');
    expect(brief(blank.findings)).toContain(`2 ${column} required`);
    const { [column]: _gone, ...rest } = row(sheet);
    const absent = await bring({ [sheet]: [rest] }, { skipInvalid: true });
    expect(absent.findings).toMatchObject([{ sheet, row: 1, column, rule: 'column-missing', value: '' }]);
    expect(counts(absent, sheet)).toEqual([1, 0, 0, 0, 1]);
  });

  it.each(Object.entries(CHOICES))('%s takes each of its choices and nothing else', async (place, list) => {
    const [sheet = '', column = ''] = place.split('/');
    const needed: Book = { 社区社会组织: [row('社区社会组织')], 社工站: [row('社工站')] };
    const named = (index: number) => ({ ...nameOf(sheet, index), [column]: list.split('/')[index]?.trim() ?? null });
    const rows = list.split('/').map((_, index) => row(sheet, named(index)));
    if (sheet === '结对') rows[1] = row(sheet, { 结对类型: '组织结对', 甲方: '甲社', 甲方区划代码: COMMUNITY, 乙方: '乙社', 乙方区划代码: OTHER_DISTRICT });
    const outcome = await bring(sheet in needed ? { [sheet]: rows } : { ...needed, [sheet]: rows });
    expect(outcome.findings).toEqual([]);
    expect(counts(outcome, sheet)).toEqual([rows.length, rows.length, 0, 0, 0]);
    const wrong = await bring({ [sheet]: [row(sheet, { [column]: '别的' })] });
    expect(brief(wrong.findings)).toContain(`2 ${column} choice`);
  });
});

/** What tells rows of one sheet apart. */
function nameOf(sheet: string, index: number): Record<string, string> {
  const column = (COLUMNS[sheet] ?? '').split(' ').find((each) => ['名称*', '姓名*', '对象名称*', '评选名称*'].includes(each));
  return column ? { [column.slice(0, -1)]: `名${index}` } : { 报送日期: `2023-06-${10 + index}` };
}

describe('社区社会组织', () => {
  const registered = (code: string, changes = {}) => organization({ 管理层级: '登记', 统一社会信用代码: code, ...changes });

  it.each([
    '53100000500021676K',
    '12100000400009127B',
    '91350100M000100Y43',
    '51110105MJ0000018D',
    '52330106MJ87X2Y37A',
    '52440305500001237u',
    ' ５２１１０１０５ＭＪ０００００１８Ａ　',
    '594403055000012376',
  ])('takes the credit code %s', async (code) => {
    expect((await bring({ 社区社会组织: [registered(code)] })).findings).toEqual([]);
  });

  it.each(['53100000500020462H', '531000005000074012', '91350203M0001QAY9B', '51110105MJ000001OD', '51110105MJ000001', '51110105MJ0000018DD'])(
    'refuses the credit code %s',
    async (code) => {
      expect(brief((await bring({ 社区社会组织: [registered(code)] })).findings)).toEqual(['2 统一社会信用代码 credit-code']);
    },
  );

  it('takes a credit code with 登记 only, also one stored before', async () => {
    for (const tier of ['台账', '备案']) {
      expect(brief((await bring({ 社区社会组织: [registered('52110105MJ0000018A', { 管理层级: tier })] })).findings)).toEqual([
        '2 统一社会信用代码 credit-code-needs-registration',
      ]);
    }
    await bring({ 社区社会组织: [registered('52110105MJ0000018A')] });
    expect(brief((await bring({ 社区社会组织: [organization()] })).findings)).toEqual(['2 统一社会信用代码 credit-code-needs-registration']);
    expect(counts(await bring({ 社区社会组织: [organization({ 统一社会信用代码: '-' })] }))).toEqual([1, 0, 1, 0, 0]);
  });

  it.each(['11010519491231002X', '440524188001010014', '34052419800101001x', '110105200002290017', '810000199001010019', '830000199001010012'])(
    'takes the ID number %s',
    async (number) => {
      const valid = number !== '110105200002290017';
      expect(brief((await bring({ 社区社会组织: [organization({ 负责人身份证号: number })] })).findings)).toEqual(valid ? [] : ['2 负责人身份证号 id-number']);
    },
  );

  it.each(['110105190002290017', '110105199001010011', '110105900101001', '11010519900101001', '11010519900101001A', '1101051990010100100'])(
    'refuses the ID number %s',
    async (number) => {
      expect(brief((await bring({ 社区社会组织: [organization({ 负责人身份证号: number })] })).findings)).toEqual(['2 负责人身份证号 id-number']);
    },
  );

  it.each(['13800138000', '+86 13800138000', '138-0013-8000'])('takes the phone %s', async (phone) => {
    expect((await bring({ 社区社会组织: [organization({ 负责人手机号: phone })] })).findings).toEqual([]);
  });

  it.each(['1380013800', '12800138000', '0375-2661234'])('refuses the phone %s', async (phone) => {
    expect(brief((await bring({ 社区社会组织: [organization({ 负责人手机号: phone })] })).findings)).toEqual(['2 负责人手机号 phone']);
  });

  it('lies in a community or a street', async () => {
    expect((await bring({ 社区社会组织: [organization({ 所属区划代码: STREET }), organization({ 所属区划代码: VILLAGE })] })).findings).toEqual([]);
    expect(brief((await bring({ 社区社会组织: [organization({ 所属区划代码: DISTRICT })] })).findings)).toEqual(['2 所属区划代码 division-level']);
  });

  it('cannot end before it began', async () => {
    expect(brief((await bring({ 社区社会组织: [organization({ 终止日期: '2021-09-30' })] })).findings)).toEqual(['2 终止日期 end-before-begin']);
  });
});

describe('社会工作人才', () => {
  it('without 身份证号 is known by the other three, with a notice', async () => {
    const outcome = await bring({ 社会工作人才: [row('社会工作人才')] });
    expect(outcome.error).toBeUndefined();
    expect(brief(outcome.notices)).toEqual(['2 身份证号 id-number-missing']);
    const again = await bring({ 社会工作人才: [row('社会工作人才', { 岗位: '社区工作者' })] });
    expect(counts(again)).toEqual([1, 0, 1, 0, 0]);
    expect(brief((await bring({ 社会工作人才: [{ ...row('社会工作人才'), 身份证号: null }] })).notices)).toEqual(['2 身份证号 id-number-missing']);
  });

  it('gives the notice beside the name when there is no such column', async () => {
    const [notice] = (await bring({ 社会工作人才: [row('社会工作人才')] })).notices;
    expect(notice).toMatchObject({ sheet: '社会工作人才', row: 2, column: '身份证号', value: '' });
    expect(notice?.cell).toMatch(/^[A-Z]+2$/);
  });

  it('with different numbers are different people', async () => {
    const rows = ['110105199001010010', '110105199001010061'].map((number) => row('社会工作人才', { 身份证号: number }));
    expect(counts(await bring({ 社会工作人才: rows }))).toEqual([2, 2, 0, 0, 0]);
    expect(counts(await bring({ 社会工作人才: rows }))).toEqual([2, 0, 0, 2, 0]);
  });

  it('with and without a number in one workbook stay two, however often they come', async () => {
    const rows = [row('社会工作人才', { 身份证号: '110105199001010010' }), row('社会工作人才', { 身份证号: null })];
    expect(counts(await bring({ 社会工作人才: rows }))).toEqual([2, 2, 0, 0, 0]);
    expect(counts(await bring({ 社会工作人才: rows }))).toEqual([2, 0, 0, 2, 0]);
  });
});

describe('培训', () => {
  it.each([
    ['区', DISTRICT],
    ['街道', STREET],
    ['社区', COMMUNITY],
    ['市', '410400'],
    ['省', '410000'],
  ])('of level %s fits %s, any other level gives a notice', async (level, code) => {
    expect((await bring({ 培训: [row('培训', { 主办层级: level, 主办单位区划代码: code })] })).notices).toEqual([]);
    const wrong = await bring({ 培训: [row('培训', { 名称: '错层级', 主办层级: level === '区' ? '市' : '区', 主办单位区划代码: code })] });
    expect(wrong.findings).toEqual([]);
    expect(wrong.notices).toMatchObject([{ column: '主办层级', rule: 'host-level-contradicts-code' }]);
    expect(counts(wrong)).toEqual([1, 1, 0, 0, 0]);
  });
});

describe('结对', () => {
  const names = { 结对类型: '组织结对', 甲方: '合唱队', 甲方区划代码: COMMUNITY, 乙方: '舞蹈队', 乙方区划代码: COMMUNITY_2 };

  it('of regions: codes, and the two code columns blank', async () => {
    expect(counts(await bring({ 结对: [row('结对', { 甲方: '410402', 乙方: 410_403 })] }))).toEqual([1, 1, 0, 0, 0]);
    expect(counts(await bring({ 结对: [row('结对', { 甲方区划代码: '-', 乙方区划代码: '-' })] }))).toEqual([1, 0, 0, 1, 0]);
    const filled = await bring({ 结对: [row('结对', { 甲方区划代码: DISTRICT, 乙方区划代码: OTHER_DISTRICT })] });
    expect(brief(filled.findings)).toEqual(['2 甲方区划代码 must-be-blank', '2 乙方区划代码 must-be-blank']);
    expect(brief((await bring({ 结对: [row('结对', { 乙方: '卫东区' })] })).findings)).toEqual(['2 乙方 division-format']);
    expect(brief((await bring({ 结对: [row('结对', { 乙方: '999999' })] })).findings)).toEqual(['2 乙方 division-unknown']);
  });

  it('of organizations: names, and the two code columns required', async () => {
    expect(counts(await bring({ 结对: [row('结对', names)] }))).toEqual([1, 1, 0, 0, 0]);
    expect(counts(await bring({ 结对: [row('结对', names)] }))).toEqual([1, 0, 0, 1, 0]);
    const without = await bring({ 结对: [row('结对', { ...names, 甲方区划代码: '', 乙方区划代码: '-' })] });
    expect(brief(without.findings)).toEqual(['2 甲方区划代码 required', '2 乙方区划代码 required']);
    const { 甲方区划代码: _one, 乙方区划代码: _other, ...rest } = names;
    const absent = await bring({ 结对: [row('结对', rest)] });
    expect(brief(absent.findings)).toEqual(['2 甲方区划代码 required', '2 乙方区划代码 required']);
    expect(absent.findings[0]?.cell).toMatch(/^[A-Z]+2$/);
  });
});

describe('报送记录', () => {
  it('keeps a return and a second hand-in as two rows', async () => {
    const rows = [row('报送记录', { 状态: '退回' }), row('报送记录', { 报送日期: '2023-07-05' })];
    expect(counts(await bring({ 报送记录: rows }))).toEqual([2, 2, 0, 0, 0]);
    expect(counts(await bring({ 报送记录: rows }))).toEqual([2, 0, 0, 2, 0]);
  });

  it.each(['2023Q2', '2023', '2021', ' ２０２３Ｑ１ ', 2023])('takes the period %s', async (period) => {
    expect((await bring({ 报送记录: [row('报送记录', { 所属期: period })] })).findings).toEqual([]);
  });

  it.each(['2023Q5', '2023年', '二季度', '23Q2'])('refuses the period %s', async (period) => {
    expect(brief((await bring({ 报送记录: [row('报送记录', { 所属期: period })] })).findings)).toEqual(['2 所属期 format']);
  });
});

describe('养老设施', () => {
  it('covers communities only', async () => {
    expect(brief((await bring({ 养老设施: [row('养老设施', { 覆盖社区代码: `${COMMUNITY}、${STREET}` })] })).findings)).toEqual([
      '2 覆盖社区代码 division-level',
    ]);
    expect(brief((await bring({ 养老设施: [row('养老设施', { 覆盖社区代码: `${COMMUNITY}、甲` })] })).findings)).toEqual(['2 覆盖社区代码 division-format']);
    expect(brief((await bring({ 养老设施: [row('养老设施', { 覆盖社区代码: `${COMMUNITY}、410402001999` })] })).findings)).toEqual([
      '2 覆盖社区代码 division-unknown',
    ]);
  });
});

describe('the workbook of another program', () => {
  it('may have sheets and columns in any order, and more columns on the right', async () => {
    const reversed = Object.fromEntries(
      Object.entries(everything())
        .reverse()
        .map(([sheet, rows]) => [sheet, rows.map((each) => ({ ...Object.fromEntries(Object.entries(each).reverse()), 备注: '甲', 经办人: '乙' }))]),
    );
    const outcome = await bring(workbook(reversed));
    expect(outcome.findings).toEqual([]);
    expect(outcome.sheets.map(({ sheet }) => sheet)).toEqual(SHEETS.toReversed());
    expect(outcome.sheets.every(({ created }) => created === 1)).toBe(true);
    expect(outcome.notices.filter(({ rule }) => rule === 'unknown-column')).toHaveLength(SHEETS.length * 2);
  });
});
