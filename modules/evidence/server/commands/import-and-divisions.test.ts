import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { evidenceWorkbook, type EvidenceRows, sampleRow } from '#tests/support/evidence-workbook.ts';
import { exportEvidence } from './export-evidence.ts';
import { importEvidence } from './import-evidence.ts';

const { db } = await createTestDatabase();
const context = testContext(db, { facts: createProductFacts() });
const bring = async (rows: EvidenceRows, options = {}) => importEvidence(context, productRegisters, await evidenceWorkbook(rows), options);
const [CLOSED, HEIR] = ['410402001001', '410402001003'];

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410402', '460400', '440300'] });
});

describe('divisions in workbooks', () => {
  it('may be given by an official code of a division with another key', async () => {
    const outcome = await bring({
      支持平台: [sampleRow('支持平台', { 名称: '官码', 所属区划代码: '440307009000' }), sampleRow('支持平台', { 名称: '官码', 所属区划代码: '440390009000' })],
    });
    expect(outcome).toMatchObject({ findings: [], sheets: [{ created: 1, unchanged: 1 }] });
    const { rows } = await sql`select district, div, recorded_div from platforms where name = '官码'`.execute(db);
    expect(rows).toEqual([{ district: 440390, div: 440390009000, recorded_div: 440390009000 }]);
  });

  it('let a city without counties call its training 市 or 区', async () => {
    const training = sampleRow('培训', { 主办单位区划代码: '460400000000' });
    const outcome = await bring({ 培训: ['市', '区', '街道'].map((level) => ({ ...training, 名称: `${level}级班`, 主办层级: level })) });
    expect(outcome.notices).toMatchObject([{ row: 4, rule: 'host-level-contradicts-code' }]);
  });

  it('refuse a level that makes no sense, with the division named', async () => {
    const outcome = await bring({
      社工站: [sampleRow('社工站', { 乡镇街道代码: '410402' })],
      社会工作人才: [sampleRow('社会工作人才', { 所属社区代码: '410402001' })],
    });
    expect(outcome.findings).toMatchObject([
      { rule: 'division-level', column: '乡镇街道代码' },
      { rule: 'division-level', column: '所属社区代码' },
    ]);
    expect(outcome.findings[0]?.message).toContain('新华区');
  });

  it('find records at a former code after a merge, twice the same name among them', async () => {
    const at = (code: string, members: number) => sampleRow('社区社会组织', { 名称: '同名社', 所属区划代码: code, 成员人数: members });
    await bring({ 社区社会组织: [at(CLOSED, 5), at(HEIR, 7)], 养老设施: [sampleRow('养老设施', { 所属区划代码: CLOSED, 覆盖社区代码: CLOSED })] });
    await carryOutOperation(context, { kind: 'merge', onDay: '2023-06-01', reason: '批复', codes: [CLOSED], into: HEIR });
    const places = () => sql`select div, recorded_div, member_count from organizations where name = '同名社' order by recorded_div`.execute(db);
    expect((await places()).rows).toEqual([
      { div: Number(HEIR), recorded_div: Number(CLOSED), member_count: 5 },
      { div: Number(HEIR), recorded_div: Number(HEIR), member_count: 7 },
    ]);
    const again = await bring({
      社区社会组织: [at(CLOSED, 5), at(HEIR, 7)],
      养老设施: [sampleRow('养老设施', { 所属区划代码: CLOSED, 覆盖社区代码: CLOSED })],
    });
    expect(again.sheets).toMatchObject([{ unchanged: 2 }, { unchanged: 1 }]);
    expect(again.notices).toEqual([]);
    expect((await bring({ 社区社会组织: [at(HEIR, 8)] })).sheets).toMatchObject([{ updated: 1 }]);
    expect((await places()).rows).toMatchObject([{ member_count: 5 }, { member_count: 8 }]);
    const covered = await sql`select div, recorded_div from facility_coverages`.execute(db);
    expect(covered.rows).toEqual([{ div: Number(HEIR), recorded_div: Number(CLOSED) }]);
    const round = await importEvidence(
      context,
      productRegisters,
      Buffer.concat(await Array.fromAsync(await exportEvidence(context, productRegisters, { masked: true }))),
    );
    expect(round.findings).toEqual([]);
    expect(round.sheets.every(({ created, updated, rejected }) => created + updated + rejected === 0)).toBe(true);
  });

  it('inform when the division was not in force on the record’s day', async () => {
    const late = await bring({ 社区社会组织: [sampleRow('社区社会组织', { 名称: '迟到社', 所属区划代码: CLOSED, 成立日期: '2023-06-01' })] });
    expect(late.notices).toMatchObject([{ rule: 'division-not-in-force', column: '所属区划代码', value: CLOSED }]);
    expect(late.sheets).toMatchObject([{ created: 1 }]);
    const early = await bring({ 社区社会组织: [sampleRow('社区社会组织', { 名称: '按时社', 所属区划代码: CLOSED, 成立日期: '2023-05-31' })] });
    expect(early.notices).toEqual([]);
    const { rows } = await sql`select div, recorded_div from organizations where name in ('迟到社', '按时社')`.execute(db);
    expect(rows).toEqual([
      { div: Number(HEIR), recorded_div: Number(CLOSED) },
      { div: Number(HEIR), recorded_div: Number(CLOSED) },
    ]);
  });
});
