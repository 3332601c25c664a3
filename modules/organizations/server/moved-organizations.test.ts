/** By whatever way a record comes to lie in another district, it is found by its id, with its history. */
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { organizationMeans } from '#apps/server/organization-means.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { operationSchema } from '#modules/divisions/contract/operations.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { importEvidence } from '#modules/evidence/server/public.ts';
import { undoImport } from '#modules/evidence/server/commands/undo-import.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { listRecords } from '#platform/registers/list-records.ts';
import { getRecord } from '#platform/registers/get-record.ts';
import { codeOfRecord } from '#platform/db/record-ids.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { evidenceWorkbook, sampleRow } from '#tests/support/evidence-workbook.ts';
import { filedGroup } from '#tests/support/organizations.ts';
import { productContext } from '#tests/support/small-registers.ts';
import { strayRows, unknownWhereabouts } from '#tests/support/stray-rows.ts';
import { mergeOrganizations } from './commands/merge-organizations.ts';
import { addPart } from './commands/save-part.ts';

const { db } = await createTestDatabase();
const context = productContext(db);
const [HERE, THERE] = ['410402001001', '410403001001'];
let count = 0;
let id = 0;
let member = 0;

const read = async (register: string, one: number) => {
  const { values, division, formerNames, history } = await getRecord(context, productRegisters, register, one);
  return { name: values['name'], district: division.slice(0, 6), formerNames, versions: history.map(({ version }) => version) };
};
const isElsewhere = async (one: number) => {
  const elsewhere = { ...context, actor: { ...context.actor, range: { from: 440_000_000_000, to: 450_000_000_000 } } };
  await expect(getRecord(elsewhere, productRegisters, 'organizations', one)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
};

beforeAll(() => loadDivisions(context, { scope: ['410402', '410403'] }), 60_000);
beforeEach(async () => {
  count += 1;
  id = (await createRecord(context, productRegisters, 'organizations', filedGroup(`队${count}`, HERE))).id;
  await updateRecord(context, productRegisters, 'organizations', id, 1, { name: `新队${count}` });
  const person = { name: '周晨', role: '发起人', startedOn: '2022-03-01' };
  member = (await addPart(context, productRegisters, { organizationId: id, part: 'people' }, person)).id;
});

describe('an organization moved to another district', () => {
  it('in its form, further, and home again', async () => {
    await updateRecord(context, productRegisters, 'organizations', id, 2, { div: THERE });
    expect(await read('organizations', id)).toEqual({ name: `新队${count}`, district: '410403', formerNames: [`队${count}`], versions: [3, 2, 1] });
    expect(await read('organization-people', member)).toMatchObject({ name: '周晨', district: '410403', versions: [1] });
    await isElsewhere(id);
    expect(await strayRows(db)).toEqual([]);
    await updateRecord(context, productRegisters, 'organizations', id, 3, { div: HERE });
    expect(await read('organizations', id)).toMatchObject({ district: '410402', versions: [4, 3, 2, 1] });
    expect((await sql`select from moved_records where record_id in (${id}, ${member})`.execute(db)).rows).toHaveLength(0);
    expect(await strayRows(db)).toEqual([]);
  });

  it('by an import, which is undone', async () => {
    const row = sampleRow('社区社会组织', { 编码: codeOfRecord(id), 名称: `新队${count}`, 所属区划代码: THERE });
    const outcome = await importEvidence(context, productRegisters, await evidenceWorkbook({ 社区社会组织: [row] }));
    expect(outcome).toMatchObject({ findings: [], sheets: [{ updated: 1 }] });
    expect(await read('organizations', id)).toMatchObject({ district: '410403', formerNames: [`队${count}`] });
    expect(await strayRows(db)).toEqual([]);
    await undoImport(context, productRegisters, Number(outcome.batchId), '导错了');
    expect(await read('organizations', id)).toMatchObject({ district: '410402', versions: [4, 3, 2, 1] });
    expect(await read('organization-people', member)).toMatchObject({ district: '410402' });
    expect(await strayRows(db)).toEqual([]);
  });

  it('as what belongs to one that was merged into another', async () => {
    const kept = (await createRecord(context, productRegisters, 'organizations', filedGroup(`留下的${count}`, THERE))).id;
    await mergeOrganizations(context, organizationMeans, { keep: { id: kept, version: 1 }, remove: { id, version: 2 }, reason: '同一个' });
    expect(await read('organization-people', member)).toMatchObject({ district: '410403', versions: [1] });
    expect(await strayRows(db)).toEqual([]);
  });

  it('with what it left behind, when it is merged there', async () => {
    const at = sql`410402, ${HERE}::bigint, ${HERE}::bigint`;
    const kept = sql`now(), 'test', now(), 'test'`;
    await sql`insert into activity_occasions (id, district, div, recorded_div, organization_id, organization_name, title, theme, about, venue, starts_at, ends_at, sign_up_until, state,
        created_at, created_by, updated_at, updated_by)
      values (${410402_000_900_000 + count}, ${at}, ${id}, '旧名', '义诊', '邻里守望', '量血压', '广场', '2023-12-23T01:00Z', '2023-12-23T03:00Z', '2023-12-22T01:00Z', 'open', ${kept})`.execute(
      db,
    );
    await sql`insert into need_ratings (district, div, recorded_div, need_id, organization_id, stars, rated_on, by_visit)
      values (${at}, ${count}, ${id}, 5, '2023-10-01', false)`.execute(db);
    await updateRecord(context, productRegisters, 'organizations', id, 2, { div: THERE });
    const stays = (await createRecord(context, productRegisters, 'organizations', filedGroup(`也在那边${count}`, THERE))).id;
    await mergeOrganizations(context, organizationMeans, { keep: { id: stays, version: 1 }, remove: { id, version: 3 }, reason: '同一个' });
    for (const table of ['activity_occasions', 'need_ratings']) {
      const { rows } = await sql`select district from ${sql.table(table)} where organization_id = ${stays}`.execute(db);
      expect([table, rows]).toEqual([table, [{ district: 410_402 }]]);
    }
    expect(await strayRows(db)).toEqual([]);
    expect(await unknownWhereabouts(db, createProductFacts().tables)).toEqual([]);
  });

  it('with its division', async () => {
    const listed = async () => {
      const query = { division: '410402001', state: 'all', filters: {}, limit: 50, withTotal: true } as const;
      return (await listRecords(context, productRegisters, 'organizations', query)).items.flatMap((one) =>
        one.id === String(id) ? [one.division.slice(0, 6)] : [],
      );
    };
    // the second time from what is remembered of the place
    expect([await listed(), await listed()]).toEqual([['410402'], ['410402']]);
    const order = operationSchema.parse({ onDay: '2023-07-01', reason: '批复', kind: 'move', code: '410402001', to: '410403' });
    await carryOutOperation(context, order);
    expect([await listed(), await listed()]).toEqual([['410403'], ['410403']]);
    expect(await read('organizations', id)).toMatchObject({ district: '410403', formerNames: [`队${count}`], versions: [2, 1] });
    expect(await read('organization-people', member)).toMatchObject({ district: '410403', versions: [1] });
    expect(await strayRows(db)).toEqual([]);
  });
});
