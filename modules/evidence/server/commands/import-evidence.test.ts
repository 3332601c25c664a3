import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import { createFactExchange, type FactChange } from '#platform/facts/fact-exchange.ts';
import { testContext } from '#tests/support/context.ts';
import type { ImportProgress } from '#platform/imports/import-run.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { evidenceWorkbook, type EvidenceRows, sampleRow } from '#tests/support/evidence-workbook.ts';
import { importEvidence } from './import-evidence.ts';

const { db, owner } = await createTestDatabase();
const told: FactChange[] = [];
const context = testContext(db, { facts: createFactExchange([], [async (_tx, change) => void told.push(change)]) });
const bring = async (rows: EvidenceRows, options = {}) => importEvidence(context, productRegisters, await evidenceWorkbook(rows), options);
const organization = (changes: EvidenceRows[string][number]) => sampleRow('社区社会组织', changes);
const countRows = async (table: string) => (await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(db)).rows[0]?.count;
const rulesOf = (list: { rule: string; row: number }[]) => list.map(({ rule, row }) => `${row} ${rule}`);

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410400'] });
  told.length = 0;
});

const every = [...productRegisters.bySheet.keys()];

describe('importing twice', () => {
  it('brings one record of every register in, and the second time changes nothing', async () => {
    const rows = Object.fromEntries(every.map((sheet) => [sheet, [sampleRow(sheet)]]));
    const first = await bring(rows);
    expect(first.findings).toEqual([]);
    expect(first.notices).toEqual([]);
    expect(first.sheets).toEqual(every.map((sheet) => ({ sheet, rows: 1, created: 1, updated: 0, unchanged: 0, rejected: 0 })));
    expect(told).toHaveLength(1);
    expect(told[0]?.districts).toEqual([410402, 410403, 410423]);
    const second = await bring(rows);
    expect(second.sheets).toEqual(every.map((sheet) => ({ sheet, rows: 1, created: 0, updated: 0, unchanged: 1, rejected: 0 })));
    expect(second.batchId).toBeNull();
    expect(told).toHaveLength(1);
  });

  it('keeps both sides of a pairing in their districts and a facility at every community it covers', async () => {
    const sides = await sql`select district, div, side from pairing_sides order by side`.execute(db);
    expect(sides.rows).toEqual([
      { district: 410402, div: 410402000000, side: 'a' },
      { district: 410423, div: 410423000000, side: 'b' },
    ]);
    await bring({ 养老设施: [sampleRow('养老设施', { 名称: '乡村中心', 所属区划代码: '410423101202', 覆盖社区代码: '410423101203，410423101204' })] });
    const covered = await sql<{
      div: number;
    }>`select c.div from facility_coverages c join care_facilities f on f.id = c.facility_id where f.name = '乡村中心' order by 1`.execute(owner);
    expect(covered.rows.map(({ div }) => div)).toEqual([410423101202, 410423101203, 410423101204]);
  });

  it('finds nothing in clear of ID numbers and phones', async () => {
    await bring({ 社区社会组织: [organization({ 名称: '密存社', 负责人身份证号: '11010519900101007x', 负责人手机号: 13800138000 })] });
    const { rows } = await sql<{ row: string }>`select to_jsonb(o)::text as row from organizations o where name = '密存社'`.execute(db);
    expect(rows[0]?.row).not.toContain('19900101');
    expect(rows[0]?.row).not.toContain('13800138000');
    const { rows: history } = await sql<{ text: string }>`select jsonb_agg(v)::text as text from record_versions v`.execute(db);
    expect(history[0]?.text).not.toContain('19900101');
  });
});

describe('progress', () => {
  const progressOf = async (names: string[]) => {
    const bytes = await evidenceWorkbook({
      社工站: names.map((name) => sampleRow('社工站', { 名称: name })),
      别的表: [{ 名称: '不读' }],
    });
    const told: ImportProgress[] = [];
    await importEvidence(context, productRegisters, bytes, { fileName: 'a.xlsx', isUpload: true, onProgress: (progress) => void told.push(progress) });
    return told;
  };

  it('knows from the start how many rows of known sheets are to be gone through', async () => {
    expect(await progressOf(['进度站甲', '进度站乙'])).toEqual([
      { sheet: '社工站', stage: 'writing', rows: 2, allRows: 2 },
      { sheet: '', stage: 'counting', rows: 0, allRows: 2 },
    ]);
  });

  it('goes through them twice, checked and then written, where rows have to do with each other', async () => {
    expect(await progressOf(['进度站丙', '进度站丙'])).toEqual([
      { sheet: '社工站', stage: 'checking', rows: 2, allRows: 4 },
      { sheet: '社工站', stage: 'writing', rows: 2, allRows: 4 },
      { sheet: '', stage: 'counting', rows: 0, allRows: 4 },
    ]);
  });
});

describe('rows that have to do with each other', () => {
  it('are found late in a long sheet, and what was written until then is taken back and written once', async () => {
    const names = Array.from({ length: 450 }, (_, index) => `长表站${index}`);
    const outcome = await bring({ 社工站: [...names, '长表站7'].map((name) => sampleRow('社工站', { 名称: name })) });
    expect(outcome.sheets).toEqual([{ sheet: '社工站', rows: 451, created: 450, updated: 0, unchanged: 1, rejected: 0 }]);
    const { rows } = await sql<{ stations: number; versions: number }>`
      select (select count(*)::int from stations where name like '长表站%') as stations,
        (select count(*)::int from record_versions where import_batch_id = ${outcome.batchId}) as versions`.execute(db);
    expect(rows).toEqual([{ stations: 450, versions: 450 }]);
  });

  it('are told with all others when they differ', async () => {
    const names = Array.from({ length: 450 }, (_, index) => `差异站${index}`);
    const rows = [...names.map((name) => sampleRow('社工站', { 名称: name })), sampleRow('社工站', { 名称: '差异站3', 启用日期: '2021-01-01' })];
    const outcome = await bring({ 社工站: rows });
    expect(outcome.error?.code).toBe('WORKBOOK_HAS_FINDINGS');
    expect(rulesOf(outcome.findings)).toEqual(['5 key-repeated', '452 key-repeated']);
    const { rows: left } = await sql`select from stations where name like '差异站%'`.execute(db);
    expect(left).toEqual([]);
  });
});

describe('a district that had no record when its first row came', () => {
  let [first, last] = ['', ''];
  beforeAll(async () => {
    const found = await sql<{ code: string }>`select key::text as code from divisions where level = 5 and key / 1000000 = 410411 order by key limit 2`.execute(
      db,
    );
    [first, last] = found.rows.map(({ code }) => code) as [string, string];
  });
  const rows = () => [
    ...Array.from({ length: 250 }, (_, index) => organization({ 名称: `新区社${index}`, 所属区划代码: first })),
    organization({ 名称: '别人的社', 所属区划代码: last, 成员人数: 33 }),
  ];
  /** Somebody else enters records while the last row is looked up, whose district was empty when the first was. */
  const beside = (others: EvidenceRows) => ({
    ...productRegisters,
    resolveDivisions: async (...asked: Parameters<typeof productRegisters.resolveDivisions>) => {
      if (asked[1].includes(last)) await bring(others);
      return productRegisters.resolveDivisions(...asked);
    },
  });

  it('is looked through again when somebody else wrote there meanwhile, so that no record comes in twice', async () => {
    const outcome = await importEvidence(context, beside({ 社区社会组织: rows().slice(-1) }), await evidenceWorkbook({ 社区社会组织: rows() }));
    expect(outcome.sheets).toEqual([{ sheet: '社区社会组织', rows: 251, created: 250, updated: 0, unchanged: 1, rejected: 0 }]);
    const found = await sql`select count(*)::int as count, count(distinct name)::int as names from organizations where district = 410411`.execute(db);
    expect(found.rows).toEqual([{ count: 251, names: 251 }]);
  });

  it('the same where a record may be meant that nothing in the database forbids to enter twice', async () => {
    const person = (name: string, place: string, number: string) => sampleRow('社会工作人才', { 姓名: name, 所属社区代码: place, 身份证号: number });
    const people = [...Array.from({ length: 250 }, (_, index) => person(`新区人${index}`, first, '')), person('共同人', last, '')];
    const others = { 社会工作人才: [person('共同人', last, '110105199001010010')] };
    const outcome = await importEvidence(context, beside(others), await evidenceWorkbook({ 社会工作人才: people }));
    expect(outcome.sheets).toEqual([{ sheet: '社会工作人才', rows: 251, created: 250, updated: 0, unchanged: 1, rejected: 0 }]);
  });

  it('is looked up as any other the next time, moved and new records side by side', async () => {
    const found = await sql<{
      id: number;
      name: string;
    }>`select id, name from organizations where district = 410411 and name in ('新区社7', '新区社8') order by name`.execute(db);
    const codes = found.rows.map(({ id }) => `W${String(Math.floor(id / 1e9)).padStart(6, '0')}-${String(id % 1e9).padStart(9, '0')}`);
    const moved = organization({ 编码: codes[0] ?? '', 名称: '新区社7', 所属区划代码: '410403001001' });
    const fresh = Array.from({ length: 30 }, (_, index) => organization({ 名称: `迁入地社${index}`, 所属区划代码: '410403001001', 编码: '' }));
    expect((await bring({ 社区社会组织: [...fresh, moved, ...rows().slice(8)] })).sheets).toMatchObject([{ created: 30, updated: 1, unchanged: 243 }]);
    const versions =
      await sql`select version, count(*)::int as count from organizations where district = 410403 and name like any ('{迁入地社%,新区社7}') group by 1 order by 1`.execute(
        db,
      );
    expect(versions.rows).toEqual([
      { version: 1, count: 30 },
      { version: 2, count: 1 },
    ]);
  });
});

describe('all or nothing', () => {
  it('shows the rows with findings as they stand in the file, and no others', async () => {
    const bad = { ...sampleRow('培训', { 名称: ' 坏的培训 ', 培训内容: '联系13800138000' }), 开始日期: '昨天' };
    const { rows } = await bring({ 培训: [sampleRow('培训'), bad] });
    expect(rows).toMatchObject([{ sheet: '培训', row: 3 }]);
    expect(rows[0]?.cells).toContainEqual({ column: '开始日期', value: '昨天' });
    expect(rows[0]?.cells).toContainEqual({ column: '名称', value: ' 坏的培训 ' });
    expect(JSON.stringify(rows)).not.toContain('13800138000');
  });

  it('shows no number of a person in clear, wrong ones and those in other columns least of all', async () => {
    const wrong = organization({ 名称: '错号社', 负责人身份证号: '11010519900101007', 负责人手机号: '138 0013 800', 服务对象: '找13800138000' });
    const outcome = await bring({ 社区社会组织: [wrong, organization({ 名称: '短号社', 负责人手机号: '12345' })] });
    const valueOf = (row: number, column: string) => outcome.findings.find((one) => one.row === row && one.column === column)?.value;
    expect([valueOf(2, '负责人身份证号'), valueOf(2, '负责人手机号'), valueOf(3, '负责人手机号')]).toEqual(['110**********1007', '138***** 800', '12345']);
    for (const clear of ['19900101', '0013', '13800138000']) expect(JSON.stringify(outcome)).not.toContain(clear);
  });

  const mixed = () => ({ 社区社会组织: [organization({ 名称: '好的社' }), organization({ 名称: '坏的社', 管理层级: '甲级' })] });

  it('writes nothing when one row has a finding', async () => {
    const before = await countRows('organizations');
    const outcome = await bring(mixed());
    expect(outcome.error?.code).toBe('WORKBOOK_HAS_FINDINGS');
    expect(outcome.sheets).toEqual([]);
    expect(outcome.findings).toEqual([
      {
        sheet: '社区社会组织',
        row: 3,
        column: '管理层级',
        cell: 'C3',
        value: '甲级',
        rule: 'choice',
        message: '“管理层级”没有“甲级”这个选项。',
        suggestion: '可填：台账、备案、登记。',
      },
    ]);
    expect(await countRows('organizations')).toBe(before);
  });

  it('tells the counts of a dry run and writes nothing', async () => {
    const before = await countRows('organizations');
    const outcome = await bring(mixed(), { dryRun: true });
    expect(outcome.sheets).toEqual([{ sheet: '社区社会组织', rows: 2, created: 1, updated: 0, unchanged: 0, rejected: 1 }]);
    expect(outcome.findings).toHaveLength(1);
    expect(await countRows('organizations')).toBe(before);
  });

  it('writes the valid rows when asked to skip the others', async () => {
    const outcome = await bring(mixed(), { skipInvalid: true });
    expect(outcome.error).toBeUndefined();
    expect(outcome.sheets).toEqual([{ sheet: '社区社会组织', rows: 2, created: 1, updated: 0, unchanged: 0, rejected: 1 }]);
    expect(outcome.batchId).not.toBeNull();
  });

  it('refuses a workbook without a known sheet, and a file that is none', async () => {
    const outcome = await bring({ 别的表: [{ 名称: '甲' }] });
    expect(outcome).toMatchObject({
      error: { code: 'WORKBOOK_NO_KNOWN_SHEET' },
      sheets: [],
      findings: [],
      notices: [{ sheet: '别的表', rule: 'unknown-sheet' }],
    });
    expect(await importEvidence(context, productRegisters, new TextEncoder().encode('名称,代码\n'))).toMatchObject({
      error: { code: 'WORKBOOK_WRONG_TYPE' },
      sheets: [],
    });
  });
});

describe('headings', () => {
  it('informs of hidden sheets and unknown columns, and reads marks and blanks off headings', async () => {
    const { 名称: name, ...rest } = organization({ 名称: '标题社' });
    const workbook = await evidenceWorkbook(
      { 社区社会组织: [{ '　名称* ': name ?? '', ...rest, 备注: '随便' }], 看得见的: [{ 甲: 1 }] },
      { hidden: ['社区社会组织'] },
    );
    const outcome = await importEvidence(context, productRegisters, workbook);
    expect(outcome.notices.map(({ sheet, rule, cell }) => [sheet, rule, cell])).toEqual([
      ['看得见的', 'unknown-sheet', 'A1'],
      ['社区社会组织', 'hidden-sheet', 'A1'],
      ['社区社会组织', 'unknown-column', 'I1'],
    ]);
    expect(outcome.sheets).toMatchObject([{ created: 1 }]);
  });

  it('reports a missing required column once, not on every row', async () => {
    const { 成员人数: _members, ...rest } = organization({ 名称: '缺列社' });
    const outcome = await bring({ 社区社会组织: [rest, { ...rest, 名称: '缺列二社' }] }, { dryRun: true });
    expect(outcome.findings).toMatchObject([{ row: 1, column: '成员人数', rule: 'column-missing' }]);
    expect(outcome.sheets).toMatchObject([{ rows: 2, rejected: 2 }]);
  });
});

describe('updates', () => {
  it('keeps what a blank cell does not say, clears with -, and takes - in a new row for blank', async () => {
    const row = organization({ 名称: '更新社', 备案编号: 'B-1', 党员人数: 3, 业务范围: '助老；助残' });
    expect((await bring({ 社区社会组织: [row] })).sheets).toMatchObject([{ created: 1 }]);
    expect((await bring({ 社区社会组织: [{ ...row, 备案编号: null, 党员人数: '-' }] })).sheets).toMatchObject([{ updated: 1 }]);
    const { rows } = await sql`select filing_number, party_member_count, business_scopes, version from organizations where name = '更新社'`.execute(db);
    expect(rows).toEqual([{ filing_number: 'B-1', party_member_count: null, business_scopes: ['助老', '助残'], version: 2 }]);
    expect((await bring({ 社区社会组织: [organization({ 名称: '横线社', 备案编号: '-', 业务范围: '-' })] })).sheets).toMatchObject([{ created: 1 }]);
    expect((await bring({ 社区社会组织: [{ ...row, 名称: '-' }] })).findings).toMatchObject([{ rule: 'required', column: '名称' }]);
  });

  it('keeps the history of every change', async () => {
    const { rows } = await sql`
      select v.version, v.action, v.before, v.after, v.changed_by from record_versions v join organizations o on o.district = v.district and o.id = v.record_id where o.name = '更新社' order by 1`.execute(
      db,
    );
    expect(rows).toEqual([
      { version: 1, action: 'created', before: null, after: null, changed_by: 'system:cli' },
      { version: 2, action: 'updated', before: { party_member_count: 3 }, after: { party_member_count: null }, changed_by: 'system:cli' },
    ]);
  });

  it('judges rules over the record as it would be', async () => {
    const row = organization({ 名称: '登记社', 管理层级: '登记', 统一社会信用代码: '52110105mj0000018a', 法人类型: '社会服务机构' });
    expect((await bring({ 社区社会组织: [row] })).findings).toEqual([]);
    const { 统一社会信用代码: _code, ...without } = row;
    expect(rulesOf((await bring({ 社区社会组织: [{ ...without, 管理层级: '备案' }] })).findings)).toEqual(['2 credit-code-needs-registration']);
    expect((await bring({ 社区社会组织: [{ ...without, 管理层级: '备案', 统一社会信用代码: '-' }] })).sheets).toMatchObject([{ updated: 1 }]);
  });

  it('takes a repeated row once and refuses differing ones', async () => {
    const row = organization({ 名称: '重复社' });
    const outcome = await bring({ 社区社会组织: [row, { ...row, 名称: '　重复社', 成立日期: '2022年3月1日' }, row] });
    expect(outcome.sheets).toMatchObject([{ rows: 3, created: 1, unchanged: 2 }]);
    const differing = await bring({ 社区社会组织: [row, { ...row, 成员人数: 13 }, organization({ 名称: '别的社' })] }, { skipInvalid: true });
    expect(rulesOf(differing.findings)).toEqual(['2 key-repeated', '3 key-repeated']);
    expect(differing.sheets).toMatchObject([{ rows: 3, created: 1, updated: 0, rejected: 2 }]);
  });

  it('renames by code, keeps the former name, and finds references by it', async () => {
    await bring({ 社区社会组织: [organization({ 名称: '旧名社' })] });
    const { rows } = await sql<{ id: number }>`select id from organizations where name = '旧名社'`.execute(db);
    const id = rows[0]?.id ?? 0;
    const code = `W${String(Math.floor(id / 1e9)).padStart(6, '0')}-${String(id % 1e9).padStart(9, '0')}`;
    const renamed = organization({ 编码: code.toLowerCase(), 名称: '新名社' });
    const outcome = await bring({ 社区社会组织: [renamed], 组织社工: [sampleRow('组织社工', { 组织名称: '旧名社' })] });
    expect(outcome.sheets).toMatchObject([{ updated: 1 }, { created: 1 }]);
    expect((await bring({ 社区社会组织: [renamed] })).sheets).toMatchObject([{ unchanged: 1 }]);
    const former = await sql`select name from organization_former_names where record_id = ${id}`.execute(db);
    expect(former.rows).toEqual([{ name: '旧名社' }]);
    // another street of the same county hears of neither name
    const street = { ...context, actor: { ...context.actor, division: 410402002000, range: { from: 410402002000, to: 410402003000 } } };
    for (const name of ['旧名社', '新名社']) {
      const elsewhere = await evidenceWorkbook({ 活动: [sampleRow('活动', { 名称: '联欢', 组织名称: name, 举办区划代码: '410402002001' })] });
      const unknown = async (who: Context) => (await importEvidence(who, productRegisters, elsewhere, { dryRun: true })).notices.map(({ rule }) => rule);
      expect([await unknown(context), await unknown(street)]).toEqual([[], ['reference-unknown']]);
    }
    expect((await bring({ 组织社工: [sampleRow('组织社工', { 组织名称: '新名社' })] })).sheets).toMatchObject([{ unchanged: 1 }]);
    expect(rulesOf((await bring({ 社区社会组织: [{ ...renamed, 名称: '春晖互助社' }] })).findings)).toEqual(['2 key-taken']);
    expect(rulesOf((await bring({ 社区社会组织: [renamed, { ...renamed, 编码: '' }] })).findings)).toEqual([]);
    expect(rulesOf((await bring({ 社区社会组织: [renamed, { ...renamed, 编码: '', 成员人数: 1 }] })).findings)).toEqual(['2 key-repeated', '3 key-repeated']);
    expect(
      rulesOf(
        (
          await bring({
            社区社会组织: [
              { ...renamed, 编码: 'W410402-999999999' },
              { ...renamed, 编码: '甲' },
            ],
          })
        ).findings,
      ),
    ).toEqual(['2 record-code-unknown', '3 record-code-unknown']);
  });

  it('moves an organization by code with all that lies where it lies', async () => {
    await bring({ 社区社会组织: [organization({ 名称: '搬家社' })], 组织社工: [sampleRow('组织社工', { 组织名称: '搬家社', 姓名: '孙社工' })] });
    const { rows } = await sql<{ id: number }>`select id from organizations where name = '搬家社'`.execute(db);
    const id = rows[0]?.id ?? 0;
    const code = `W${String(Math.floor(id / 1e9)).padStart(6, '0')}-${String(id % 1e9).padStart(9, '0')}`;
    told.length = 0;
    const moved = organization({ 编码: code, 名称: '搬家社', 所属区划代码: '410403001001' });
    expect((await bring({ 社区社会组织: [moved] })).sheets).toMatchObject([{ updated: 1 }]);
    const after =
      await sql`select o.id, o.district, o.div, w.district as worker_district, w.div as worker_div from organizations o join organization_social_workers w on w.district = o.district and w.organization_id = o.id where o.name = '搬家社'`.execute(
        db,
      );
    expect(after.rows).toEqual([{ id, district: 410403, div: 410403001001, worker_district: 410403, worker_div: 410403001001 }]);
    expect(told[0]?.districts).toEqual([410402, 410403]);
    expect(told[0]?.sets).toContain('organizationSocialWorkers');
    const versions = await sql`select district, version from record_versions where record_id = ${id} order by version`.execute(db);
    expect(versions.rows).toEqual([
      { district: 410403, version: 1 },
      { district: 410403, version: 2 },
    ]);
  });
});

describe('references', () => {
  it('finds what the same workbook creates, in any order of sheets', async () => {
    const outcome = await bring({ 驻站社工: [sampleRow('驻站社工', { 社工站名称: '新站' })], 社工站: [sampleRow('社工站', { 名称: '新站' })] });
    expect(outcome.sheets).toMatchObject([
      { sheet: '驻站社工', created: 1 },
      { sheet: '社工站', created: 1 },
    ]);
  });

  it('refuses what refers to nothing, and says when the row it refers to is rejected', async () => {
    const unknown = await bring({ 驻站社工: [sampleRow('驻站社工', { 社工站名称: '没有的站' })] });
    expect(unknown.findings).toMatchObject([{ rule: 'reference-unknown', column: '社工站名称', value: '没有的站' }]);
    const rejected = await bring(
      { 社工站: [sampleRow('社工站', { 名称: '坏站', 启用日期: '2022-02-30' })], 驻站社工: [sampleRow('驻站社工', { 社工站名称: '坏站' })] },
      { skipInvalid: true },
    );
    expect(rejected.findings.map(({ sheet, rule }) => [sheet, rule])).toEqual([
      ['社工站', 'date'],
      ['驻站社工', 'reference-unknown'],
    ]);
    expect(rejected.findings[1]?.message).toContain('有问题');
    expect(rejected.sheets).toMatchObject([
      { rejected: 1, created: 0 },
      { rejected: 1, created: 0 },
    ]);
  });

  it('does not find a namesake at another division', async () => {
    const outcome = await bring({ 组织社工: [sampleRow('组织社工', { 所属区划代码: '410402001002' })] });
    expect(outcome.findings).toMatchObject([{ rule: 'reference-unknown' }]);
  });

  it('only informs when an activity names an organization nobody knows in the county', async () => {
    const outcome = await bring({
      活动: [sampleRow('活动', { 名称: '游园', 组织名称: '外来社' }), sampleRow('活动', { 名称: '游园二', 举办区划代码: '410402001002' })],
    });
    expect(outcome.sheets).toMatchObject([{ created: 2 }]);
    expect(rulesOf(outcome.notices)).toEqual(['2 reference-unknown']);
    const { rows } = await sql`select name, organization_id is not null as known from activities where name like '游园%' order by name`.execute(db);
    expect(rows).toEqual([
      { name: '游园', known: false },
      { name: '游园二', known: true },
    ]);
  });
});

describe('people', () => {
  it('tells people without a number apart by name alone, with a notice, and adds the number later', async () => {
    const row = sampleRow('社会工作人才', { 姓名: '钱无号', 身份证号: null });
    const first = await bring({ 社会工作人才: [row] });
    expect(first.notices).toMatchObject([{ rule: 'id-number-missing', column: '身份证号' }]);
    expect((await bring({ 社会工作人才: [row] })).sheets).toMatchObject([{ unchanged: 1 }]);
    expect((await bring({ 社会工作人才: [{ ...row, 身份证号: '110105199001010061' }] })).sheets).toMatchObject([{ updated: 1 }]);
    const two = await bring({
      社会工作人才: [
        { ...row, 身份证号: '110105199001010061' },
        { ...row, 身份证号: '110105199001010002' },
        { ...row, 姓名: '钱无' },
      ],
    });
    expect(two.sheets).toMatchObject([{ unchanged: 1, created: 2 }]);
  });
});

describe('pairings', () => {
  it('takes codes for regions and names for organizations', async () => {
    const named = { 结对类型: '组织结对', 甲方: '甲社', 甲方区划代码: '410402001001', 乙方: '乙社', 乙方区划代码: '410423', 结对日期: '2022-01-01' };
    expect((await bring({ 结对: [named] })).findings).toEqual([]);
    expect(rulesOf((await bring({ 结对: [{ ...named, 甲方: '丙社', 甲方区划代码: '' }] })).findings)).toEqual(['2 required']);
    const region = sampleRow('结对', { 结对日期: '2022-02-02' });
    expect(rulesOf((await bring({ 结对: [{ ...region, 甲方区划代码: '410402' }] })).findings)).toEqual(['2 must-be-blank']);
    expect(rulesOf((await bring({ 结对: [{ ...region, 乙方: '郏县' }] })).findings)).toEqual(['2 division-format']);
    expect(rulesOf((await bring({ 结对: [{ ...region, 乙方: '410402000000' }] })).findings)).toEqual(['2 pairing-with-itself']);
    expect(rulesOf((await bring({ 结对: [{ ...region, 乙方: '999999' }] })).findings)).toEqual(['2 division-unknown']);
  });
});

describe('trainings', () => {
  it('informs when the level of the host contradicts its code', async () => {
    const outcome = await bring({ 培训: [sampleRow('培训', { 名称: '市级培训', 主办层级: '市' }), sampleRow('培训', { 名称: '没人来', 参训人次: 0 })] });
    expect(outcome.sheets).toMatchObject([{ created: 2 }]);
    expect(outcome.notices).toMatchObject([{ row: 2, rule: 'host-level-contradicts-code', column: '主办层级', value: '市' }]);
  });
});
