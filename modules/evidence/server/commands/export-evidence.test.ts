import { beforeAll, describe, expect, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import { readWorkbook } from '#engines/documents/excel/read-workbook.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { grantsOf, systemActor } from '#platform/access/actor.ts';
import { checkedWorkbook } from '#platform/imports/checked-workbook.ts';
import type { WorkProgress } from '#platform/imports/work-under-way.ts';
import { templateWorkbook } from '#platform/imports/template-workbook.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { evidenceWorkbook, type EvidenceRows, sampleRow } from '#tests/support/evidence-workbook.ts';
import { exportEvidence, type ExportOptions } from './export-evidence.ts';
import { importEvidence } from './import-evidence.ts';
import { undoImport } from './undo-import.ts';

const { db } = await createTestDatabase();
const context = testContext(db);
const every = [...productRegisters.bySheet.keys()];
const bring = async (rows: EvidenceRows, options = {}) => importEvidence(context, productRegisters, await evidenceWorkbook(rows), options);
const bytesOf = async (pieces: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(pieces));
const exported = async (options: ExportOptions = { reason: '核对' }, who = context) => bytesOf(await exportEvidence(who, productRegisters, options));

/** sheet → rows of text, headings first */
async function readBack(bytes: Uint8Array): Promise<Map<string, string[][]>> {
  const sheets = new Map<string, string[][]>();
  for (const sheet of await readWorkbook(bytes)) {
    const rows: string[][] = [];
    for await (const row of sheet.rows()) rows[row.number - 1] = row.cells.map((cell) => String(cell.value ?? ''));
    sheets.set(sheet.name, rows);
  }
  return sheets;
}

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410400'] });
  const rows: EvidenceRows = Object.fromEntries(every.map((sheet) => [sheet, [sampleRow(sheet)]]));
  const organizations = rows['社区社会组织'] ?? [];
  Object.assign(organizations[0] ?? {}, {
    负责人身份证号: '110105199001010010',
    负责人手机号: '13800138000',
    业务范围: '助老、助残',
    是否慈善组织: '是',
    备案日期: '2022-04-01',
  });
  rows['结对']?.push({ 结对类型: '组织结对', 甲方: '=甲社', 甲方区划代码: '410402001001', 乙方: ' 乙\n社 ', 乙方区划代码: '410423', 结对日期: '2022-01-01' });
  const { findings } = await bring(rows);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
});

describe('exportEvidence', () => {
  it('comes back unchanged, in clear and masked', async () => {
    for (const options of [{ reason: '核对' }, { masked: true }]) {
      const outcome = await importEvidence(context, productRegisters, await exported(options));
      expect(outcome.findings).toEqual([]);
      expect(outcome.sheets.map(({ created, updated, rejected }) => created + updated + rejected)).toEqual(every.map(() => 0));
      expect(outcome.sheets.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBe(every.length + 1);
    }
  });

  it('shows numbers in clear or masked, and carries instructions and a version', async () => {
    const clear = await readBack(await exported());
    const masked = await readBack(await exported({ masked: true }));
    expect(clear.get('社区社会组织')?.[1]).toEqual(expect.arrayContaining(['110105199001010010', '13800138000', '410402001001', '2022-03-01', '助老、助残']));
    expect(masked.get('社区社会组织')?.[1]).toEqual(expect.arrayContaining(['110***********0010', '138****8000']));
    expect(masked.get('社区社会组织')?.[0]?.at(-1)).toBe('记录标识');
    expect(clear.get('社区社会组织')?.[0]).not.toContain('记录标识');
    expect([...clear.keys()]).toEqual(['填写说明', ...every, '模板信息']);
    expect(clear.get('结对')?.[1]).toEqual(['区域结对', '410402000000', '', '410423000000', '', '2022-01-01']);
  });

  it('asks for a reason before numbers leave in clear, and masks for those without the right', async () => {
    await expect(exported({})).rejects.toMatchObject({ code: 'EXPORT_REASON_MISSING' });
    const clerk = { ...context, actor: { ...systemActor('system:cli'), grants: grantsOf(['evidence.export']) } };
    expect((await readBack(await exported({}, clerk))).get('社区社会组织')?.[1]).toContain('138****8000');
    const nobody = { ...context, actor: { ...systemActor('system:cli'), grants: grantsOf([]) } };
    await expect(exported({}, nobody)).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
  });

  it('keeps to the division asked for and to the jurisdiction', async () => {
    expect((await readBack(await exported({ division: '410403', masked: true }))).get('社区社会组织')).toHaveLength(1);
    expect((await readBack(await exported({ division: '410403', masked: true }))).get('经验推广')).toHaveLength(2);
    await expect(exported({ division: '999999', masked: true })).rejects.toMatchObject({ code: 'EXPORT_DIVISION_UNKNOWN' });
    const county = { ...context, actor: { ...context.actor, division: 410403000000, range: { from: 410403000000, to: 410404000000 } } };
    expect((await readBack(await exported({ masked: true }, county))).get('社区社会组织')).toHaveLength(1);
    const told: WorkProgress[] = [];
    const rows = await readBack(await exported({ masked: true, onProgress: (progress) => void told.push(progress) }, county));
    const written = every.reduce((sum, sheet) => sum + (rows.get(sheet)?.length ?? 1) - 1, 0);
    expect([written > 0, told.at(-1)?.allRows]).toEqual([true, written]);
    await expect(exported({ division: '410402', masked: true }, county)).rejects.toMatchObject({ code: 'EXPORT_DIVISION_UNKNOWN' });
    const outside = await importEvidence(county, productRegisters, await exported());
    expect(new Set(outside.findings.map(({ rule }) => rule))).toEqual(new Set(['outside-jurisdiction']));
  });

  it('leaves stored numbers alone when a masked cell comes back, and says so for a new record', async () => {
    const row = sampleRow('社区社会组织', { 负责人手机号: '138****8000', 成员人数: 99 });
    expect(await bring({ 社区社会组织: [row] })).toMatchObject({ sheets: [{ updated: 1 }], notices: [] });
    expect((await readBack(await exported())).get('社区社会组织')?.[1]).toContain('13800138000');
    const fresh = await bring({ 社区社会组织: [{ ...row, 名称: '新来社' }] }, { dryRun: true });
    expect(fresh.notices).toMatchObject([{ rule: 'masked-without-record', column: '负责人手机号' }]);
  });
});

describe('a template', () => {
  it('has every sheet and column and nothing in them', async () => {
    const sheets = await readBack(await bytesOf(templateWorkbook(productRegisters)));
    for (const definition of productRegisters.definitions) expect(sheets.get(definition.sheet)).toEqual([definition.columns.map(({ heading }) => heading)]);
    const outcome = await importEvidence(context, productRegisters, await bytesOf(templateWorkbook(productRegisters)));
    expect(outcome).toMatchObject({ findings: [], notices: [] });
    expect(outcome.sheets.every(({ rows }) => rows === 0)).toBe(true);
  });
});

describe('the marked workbook', () => {
  it('stands as it was with the result beside every row, and can be corrected and brought in', async () => {
    const good = sampleRow('社区社会组织', { 名称: '好社' });
    const input = await evidenceWorkbook({ 社区社会组织: [good, { ...good, 名称: '坏社', 管理层级: '甲' }], 备注: [{ 说明: '随便' }] });
    const outcome = await importEvidence(context, productRegisters, input);
    const marked = await bytesOf(checkedWorkbook(productRegisters, input, outcome));
    const sheets = await readBack(marked);
    expect(sheets.get('社区社会组织')?.map((row) => row.at(-1))).toEqual([
      '校验结果',
      '通过',
      '问题：〔管理层级〕“管理层级”没有“甲”这个选项。可填：台账、备案、登记。',
    ]);
    expect(sheets.get('社区社会组织')?.[2]?.slice(0, 2)).toEqual(['坏社', '410402001001']);
    expect(sheets.get('备注')).toEqual([['说明'], ['随便']]);
    const again = await importEvidence(context, productRegisters, marked);
    expect(again.findings).toEqual(outcome.findings);
    expect(again.notices).toEqual(outcome.notices);
  });
});

describe('undoImport', () => {
  it('takes new records away and gives changed ones their former content back', async () => {
    const before = await exported();
    const outcome = await bring({
      社区社会组织: [sampleRow('社区社会组织', { 成员人数: 7, 负责人手机号: '13900139000' }), sampleRow('社区社会组织', { 名称: '暂存社' })],
      组织社工: [sampleRow('组织社工', { 组织名称: '暂存社' })],
      养老设施: [sampleRow('养老设施', { 名称: '暂存中心' })],
      活动: [sampleRow('活动', { 组织名称: '暂存社' })],
    });
    expect(outcome.findings).toEqual([]);
    await undoImport(context, productRegisters, outcome.batchId ?? 0, '导错了');
    expect(await readBack(await exported())).toEqual(await readBack(before));
    await expect(undoImport(context, productRegisters, outcome.batchId ?? 0, '再来')).rejects.toMatchObject({ code: 'BATCH_ALREADY_UNDONE' });
    await expect(undoImport(context, productRegisters, 999_999, '没有')).rejects.toMatchObject({ code: 'BATCH_NOT_FOUND' });
  });

  it('refuses as a whole when somebody went on from there', async () => {
    const outcome = await bring({ 社区社会组织: [sampleRow('社区社会组织', { 名称: '后改社' }), sampleRow('社区社会组织', { 名称: '后用社' })] });
    const later = await bring({ 社区社会组织: [sampleRow('社区社会组织', { 名称: '后改社', 成员人数: 1 })] });
    await expect(undoImport(context, productRegisters, outcome.batchId ?? 0, '撤')).rejects.toMatchObject({ code: 'BATCH_CHANGED_SINCE' });
    await undoImport(context, productRegisters, later.batchId ?? 0, '撤');
    await undoImport(context, productRegisters, outcome.batchId ?? 0, '撤');
  });

  it('refuses while a record of another import needs one of these', async () => {
    const outcome = await bring({ 社区社会组织: [sampleRow('社区社会组织', { 名称: '被用社' })] });
    const later = await bring({ 组织社工: [sampleRow('组织社工', { 组织名称: '被用社' })] });
    await expect(undoImport(context, productRegisters, outcome.batchId ?? 0, '撤')).rejects.toMatchObject({ code: 'RECORD_IN_USE' });
    await undoImport(context, productRegisters, later.batchId ?? 0, '撤');
    await undoImport(context, productRegisters, outcome.batchId ?? 0, '撤');
  });
});
