/** Eight people write at once, in one district and in several: nobody waits for ever, and the counters stay right. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { importEvidence } from '#modules/evidence/server/public.ts';
import { checkFigures } from '#modules/indicators/server/public.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { verifyAudit } from '#platform/audit/verify-audit.ts';
import type { Context } from '#platform/context.ts';
import { deleteRecord, endRecord } from '#platform/registers/end-record.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { evidenceWorkbook } from '#tests/support/evidence-workbook.ts';
import { timeLimit, trials } from '#tests/support/sizes.ts';

const { db, owner } = await createTestDatabase();
const context: Context = testContext(db, { facts: createProductFacts() });
const SECONDS = trials(4, 60);
const WRITERS = 8;
const ONE_DISTRICT = ['410402001001', '410402001002', '410402002001', '410402002002'];
const SEVERAL = [...ONE_DISTRICT, '410403001001', '410403001003', '411402001001', '440103001101'];

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410402001', '410402002', '410403001', '411402001', '440103001'] });
  await loadPlanFiles(context);
}, timeLimit(120));

/** The same numbers for the same seed, so that a failure can be had again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return Math.abs(state ^ (state >>> 12)) % below;
  };
}

interface Writer {
  name: string;
  places: readonly string[];
  chance(below: number): number;
  /** own records, by id with their version */
  records: Map<number, number>;
  done: Record<string, number>;
}

function day({ chance }: Writer): string {
  return `202${1 + chance(3)}-0${1 + chance(9)}-1${chance(9)}`;
}

const placeOf = ({ places, chance }: Writer) => places[chance(places.length)] ?? '';

function organization(writer: Writer, number: number) {
  return {
    name: `${writer.name}之${number}`,
    div: placeOf(writer),
    tier: '备案',
    category: '其他',
    establishedOn: day(writer),
    leaderName: '某人',
    memberCount: 5 + writer.chance(30),
    isHub: writer.chance(4) === 0,
  };
}

const ACTS: Record<string, (writer: Writer, number: number) => Promise<void>> = {
  async creates(writer, number) {
    const { id, version } = await createRecord(context, productRegisters, 'organizations', organization(writer, number));
    writer.records.set(id, version);
  },
  async moves(writer, number) {
    const [[id, version] = []] = writer.records;
    if (id === undefined || version === undefined) return;
    const saved = await updateRecord(context, productRegisters, 'organizations', id, version, organization(writer, number));
    writer.records.delete(id);
    writer.records.set(id, saved.version);
  },
  async ends(writer) {
    const [[id, version] = []] = writer.records;
    if (id === undefined || version === undefined) return;
    writer.records.delete(id);
    await endRecord(context, productRegisters, 'organizations', id, version, '2023-11-01', '注销', { endReason: '撤出台账' });
  },
  async deletes(writer) {
    const [[id, version] = []] = writer.records;
    if (id === undefined || version === undefined) return;
    writer.records.delete(id);
    await deleteRecord(context, productRegisters, 'organizations', id, version, '误');
  },
  async imports(writer, number) {
    const rows = Array.from({ length: 5 }, (_, row) => ({
      名称: `${writer.name}导${number}-${row}`,
      主办单位区划代码: placeOf(writer),
      主办层级: '社区',
      开始日期: day(writer),
      培训对象: '骨干',
      参训人次: writer.chance(50),
    }));
    const facilities = [
      {
        名称: `${writer.name}所${number}`,
        类型: '城市社区老年人日间照料中心',
        所属区划代码: placeOf(writer),
        覆盖社区代码: `${placeOf(writer)}、${placeOf(writer)}`,
        启用日期: day(writer),
      },
    ];
    const outcome = await importEvidence(context, productRegisters, await evidenceWorkbook({ 培训: rows, 养老设施: facilities }));
    if (outcome.error) throw new Error(`${outcome.error.code} ${JSON.stringify(outcome.findings[0])}`);
  },
};
const WEIGHTED = ['creates', 'creates', 'moves', 'moves', 'ends', 'deletes', 'imports', 'imports'];

async function write(writer: Writer, until: number): Promise<void> {
  for (let number = 1; performance.now() < until; number += 1) {
    const name = WEIGHTED[writer.chance(WEIGHTED.length)] ?? 'creates';
    await ACTS[name]?.(writer, number);
    writer.done[name] = (writer.done[name] ?? 0) + 1;
  }
}

async function deadlocks(): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(owner).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  const { rows } = await sql<{ deadlocks: number }>`select deadlocks from pg_stat_database where datname = current_database()`.execute(owner);
  return rows[0]?.deadlocks ?? -1;
}

describe.each([
  ['one district', ONE_DISTRICT],
  ['several districts of three cities', SEVERAL],
])('eight writers in %s', (where, places) => {
  const writers = Array.from(
    { length: WRITERS },
    (_, index): Writer => ({ name: `${where}${index}`, places, chance: randomFrom(index + places.length), records: new Map(), done: {} }),
  );

  it(
    'all go on, and never lock each other out',
    async () => {
      const until = performance.now() + SECONDS * 1000;
      await Promise.all(writers.map((writer) => write(writer, until)));
      const done = writers.reduce((sum, writer) => sum + Object.values(writer.done).reduce((one, other) => one + other, 0), 0);
      expect(done).toBeGreaterThan(WRITERS * 2);
      expect(writers.every((writer) => Object.keys(writer.done).length > 0)).toBe(true);
      expect(await deadlocks()).toBe(0);
    },
    timeLimit(64),
  );

  it('leave the figures as a recount finds them', async () => {
    const { drift, districts } = await checkFigures(context);
    expect(drift).toEqual([]);
    expect(districts).toBeGreaterThan(4);
  }, 60_000);

  it('leave every acknowledged record, with its history and an unbroken trail', async () => {
    const kept = writers.flatMap((writer) => [...writer.records]);
    const { rows } = await sql<{ id: number; version: number; versions: number }>`
      select o.id, o.version, (select count(*)::int from record_versions v where v.district = o.district and v.register = 'organizations' and v.record_id = o.id) as versions
      from organizations o where o.id = any(${kept.map(([id]) => id)}::bigint[])`.execute(owner);
    expect(rows.length).toBe(kept.length);
    expect(rows.filter((row) => row.versions !== row.version)).toEqual([]);
    expect(new Map(rows.map(({ id, version }) => [id, version]))).toEqual(
      new Map(kept.toSorted(([one], [other]) => one - other).map(([id, version]) => [id, version])),
    );
    expect((await verifyAudit(db, context.platform.cipher.auditKey)).findings).toEqual([]);
  });
});
