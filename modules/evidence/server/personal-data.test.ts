import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Actor, Grants } from '#platform/access/actor.ts';
import { REVEALS_PER_HOUR } from '#platform/registers/note-revealed.ts';
import { isChild, revealRecord } from '#platform/registers/reveal-record.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { listRecords } from '#platform/registers/list-records.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import type { DataClass } from '#shared/data-class.ts';
import { idCheckCharacter } from '#shared/codes/id-number.ts';
import { rangeOf } from '#shared/division-code.ts';
import { loadTestDivisions } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { exportEvidence } from './commands/export-evidence.ts';
import { listPersonalDataViews } from './queries/list-personal-data-views.ts';

const COMMUNITY = '410402001001';
const idOf = (first: string) => first + idCheckCharacter(first);
const ADULT = idOf('41040219800101123');
const CHILD = idOf('41040220150101123');
const PHONE = '13812345678';

function actorWith(verbs: readonly string[], classes: readonly DataClass[], district = 410402): Actor {
  const grants: Grants = new Map(verbs.map((verb) => [verb, new Set<DataClass>(['general', ...classes])]));
  return {
    id: `${district}`,
    name: '李查看',
    postId: '1',
    division: district * 1e6,
    divisionLevel: 'county',
    range: rangeOf(district * 1e6, 'county'),
    grants,
  };
}

describe('numbers in clear', async () => {
  const { db } = await createTestDatabase();
  const facts = createProductFacts();
  const operator = testContext(db, { facts });
  await loadTestDivisions(operator);
  const add = (name: string, numbers: Record<string, string>) =>
    createRecord(operator, productRegisters, 'organizations', {
      name,
      div: COMMUNITY,
      tier: '台账',
      category: '其他',
      establishedOn: '2022-01-01',
      leaderName: '王某',
      memberCount: 5,
      isHub: false,
      ...numbers,
    });
  const adult = await add('甲社', { leaderIdNumber: ADULT, leaderPhone: PHONE });
  const child = await add('乙社', { leaderIdNumber: CHILD });
  const none = await add('丙社', {});
  const asked = (actor: Actor, number: number, now?: string) => ({
    ...testContext(db, { actor, facts, ...(now ? { now } : {}) }),
    requestId: `r${number}`,
  });
  const reader = actorWith(['personal-data.reveal'], ['personal']);
  const auditor = (district = 410402) => asked(actorWith(['audit.read'], [], district), 0);
  const views = (search: { number?: string }, district?: number) =>
    listPersonalDataViews(auditor(district), productRegisters, search, { limit: 50, withTotal: false });

  it('are shown for a reason, and noted for the person and in the trail', async () => {
    expect(await revealRecord(asked(reader, 1), productRegisters, 'organizations', adult.id, '电话核实 13912345678')).toEqual({
      leaderIdNumber: ADULT,
      leaderPhone: PHONE,
    });
    for (const number of [ADULT, PHONE, ADULT.toLowerCase()])
      expect((await views({ number })).items).toMatchObject([
        { actorName: '李查看', record: String(adult.id), way: 'revealed', fields: ['负责人身份证号', '负责人手机号'], reason: '电话核实 139****5678' },
      ]);
    expect((await views({ number: CHILD })).items).toEqual([]);
    expect((await views({ number: ADULT }, 410403)).items).toEqual([]);
    const { rows } = await sql<{ action: string; details: unknown }>`select action, details from audit_entries where action like 'personal-data.%'`.execute(db);
    expect(rows).toEqual([{ action: 'personal-data.revealed', details: { fields: 'leaderIdNumber、leaderPhone', reason: '电话核实 139****5678' } }]);
  });

  it('are refused without the verb, the class or the place, and noted nowhere', async () => {
    const tries: [Actor, number, string][] = [
      [actorWith(['evidence.read'], ['personal']), adult.id, 'PERMISSION_MISSING'],
      [actorWith(['personal-data.reveal'], []), adult.id, 'DATA_CLASS_MISSING'],
      [reader, child.id, 'DATA_CLASS_MISSING'],
      [actorWith(['personal-data.reveal'], ['personal'], 410403), adult.id, 'RECORD_NOT_FOUND'],
      [reader, none.id, 'REVEAL_NOTHING'],
      [reader, 1, 'RECORD_NOT_FOUND'],
    ];
    for (const [actor, id, code] of tries)
      await expect(revealRecord(asked(actor, 2), productRegisters, 'organizations', id, '核实')).rejects.toMatchObject({ code });
    expect((await views({})).items).toHaveLength(1);
  });

  it("are a child's only for whoever reaches restricted data", async () => {
    const careful = actorWith(['personal-data.reveal'], ['personal', 'restricted']);
    expect(await revealRecord(asked(careful, 3), productRegisters, 'organizations', child.id, '走访')).toEqual({ leaderIdNumber: CHILD });
  });

  it('are found by the whole number, which no address takes', async () => {
    const context = testContext(db, { facts });
    const terms = { limit: 10, withTotal: false, state: 'all' as const, filters: {} };
    for (const number of [ADULT, PHONE]) {
      expect((await listRecords(context, productRegisters, 'organizations', { ...terms, number })).items.map(({ id }) => id)).toEqual([String(adult.id)]);
      await expect(listRecords(context, productRegisters, 'organizations', { ...terms, q: number })).rejects.toMatchObject({
        code: 'SEARCH_NUMBER_IN_ADDRESS',
      });
    }
    await expect(listRecords(context, productRegisters, 'organizations', { ...terms, number: '138' })).rejects.toMatchObject({ code: 'NUMBER_NOT_WHOLE' });
    await expect(views({ number: '138' })).rejects.toMatchObject({ code: 'NUMBER_NOT_WHOLE' });
  });

  it('note every record of an export in clear, and none of a masked one', async () => {
    const clerk = actorWith(['evidence.export', 'personal-data.export'], ['personal', 'restricted']);
    await exportEvidence(asked(clerk, 4), productRegisters, { masked: true });
    expect((await views({})).items.filter(({ way }) => way === 'exported')).toEqual([]);
    await exportEvidence(asked(clerk, 5), productRegisters, { reason: '上报' });
    expect((await views({})).items.filter(({ way }) => way === 'exported').map(({ record, fields }) => [Number(record), fields.length])).toEqual(
      expect.arrayContaining([
        [adult.id, 2],
        [child.id, 1],
      ]),
    );
    expect((await views({ number: PHONE })).items.map(({ way }) => way).sort()).toEqual(['exported', 'revealed']);
  });

  it('are not shown more often than a person works', async () => {
    const busy = { ...reader, id: 'busy' };
    for (let number = 0; number < REVEALS_PER_HOUR; number += 1)
      await revealRecord(asked(busy, 100 + number), productRegisters, 'organizations', adult.id, '核实');
    await expect(revealRecord(asked(busy, 900), productRegisters, 'organizations', adult.id, '核实')).rejects.toMatchObject({
      code: 'REVEAL_TOO_MANY',
      details: { minutes: 60 },
    });
    const later = asked(busy, 901, '2023-11-20T05:01:00Z');
    expect(await revealRecord(later, productRegisters, 'organizations', adult.id, '核实')).toMatchObject({ leaderPhone: PHONE });
  });
});

describe('a child', () => {
  it.each([
    ['2023-11-20', '41040220091120123', false],
    ['2023-11-20', '41040220091121123', true],
    ['2023-11-20', '41040219800101123', false],
    ['2026-02-28', '41040220120229123', true],
    ['2026-03-01', '41040220120229123', false],
  ])('on %s with %s: %s', (today, first, child) => {
    expect(isChild(idOf(first), today)).toBe(child);
  });
});
