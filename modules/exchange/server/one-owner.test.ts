import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { createDemonstrationData } from '#modules/demonstration/server/public.ts';
import { importEvidence } from '#modules/evidence/server/public.ts';
import { startApplication } from '#modules/filings/server/commands/start-application.ts';
import { addPart } from '#modules/organizations/server/commands/save-part.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { FormValues } from '#platform/registers/record-form.ts';
import { deleteRecord, endRecord } from '#platform/registers/end-record.ts';
import { mergeRecords } from '#platform/registers/merge-records.ts';
import { EXCHANGE_ACTOR, handPlaceOver } from '#platform/registers/run-elsewhere.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { evidenceWorkbook, sampleRow } from '#tests/support/evidence-workbook.ts';
import { completeForm, deskOf, meansOf, openFilings } from '#tests/support/filings.ts';

const { db } = await createTestDatabase();
const context = testContext(db, { facts: createProductFacts() });
const sender: Context = { ...context, actor: { ...context.actor, id: EXCHANGE_ACTOR, name: '区平台报送' } };
/** the whole district sends its organizations */
const SENT = '410402001001';
/** the city enters its organizations itself; only activities and paid social workers come by exchange */
const OWN = '440103001101';

type Saved = { id: number; version: number };
const save = (who: Context, register: string, values: FormValues) => createRecord(who, productRegisters, register, values);
const organization = (name: string, div: string) => ({
  name,
  div,
  tier: '备案',
  category: '其他',
  establishedOn: '2022-03-01',
  leaderName: '张三',
  memberCount: 9,
  isHub: false,
});
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const merge = (keep: Saved, remove: Saved) => mergeRecords(context, productRegisters, 'organizations', { keep, remove, reason: '同一个组织' });
const definition = (register: string) => {
  const found = productRegisters.byRegister.get(register);
  if (!found) throw new Error(register);
  return found;
};

let sent: Saved;
let twin: Saved;

beforeAll(async () => {
  await openFilings(context, ['pingdingshan', 'guangzhou']);
  await inTransaction(db, (tx) =>
    handPlaceOver(tx, { agreementId: 1, registers: [definition('organizations')], range: rangeOf(410402000000, 'county'), label: '新华区平台' }),
  );
  await inTransaction(db, (tx) =>
    handPlaceOver(tx, {
      agreementId: 2,
      registers: [definition('activities'), definition('organization-social-workers')],
      range: rangeOf(440103000000, 'county'),
      label: '荔湾区平台',
    }),
  );
  sent = await save(sender, 'organizations', organization('报送来的社', SENT));
  twin = await save(sender, 'organizations', organization('报送来的另一个社', SENT));
}, 60_000);

describe('an organization that came by exchange', () => {
  it('is changed, ended, removed and merged by its sender alone', async () => {
    const { id, version } = sent;
    expect(await codeOf(updateRecord(context, productRegisters, 'organizations', id, version, { memberCount: 10 }))).toBe('RECORD_RUN_ELSEWHERE');
    expect(await codeOf(endRecord(context, productRegisters, 'organizations', id, version, '2023-01-01', '注销', { endReason: '注销' }))).toBe(
      'RECORD_RUN_ELSEWHERE',
    );
    expect(await codeOf(deleteRecord(context, productRegisters, 'organizations', id, version, '录错'))).toBe('RECORD_RUN_ELSEWHERE');
    expect(await codeOf(merge(sent, twin))).toBe('RECORD_RUN_ELSEWHERE');
    const own = await save(context, 'organizations', organization('市里的社', OWN));
    expect(await codeOf(merge(own, sent))).toBe('RECORD_RUN_ELSEWHERE');
    expect(await codeOf(merge(sent, own))).toBe('RECORD_RUN_ELSEWHERE');
    expect(await codeOf(updateRecord(context, productRegisters, 'organizations', own.id, own.version, { div: SENT }))).toBe('RECORD_RUN_ELSEWHERE');
  });

  it('takes no leader from its dossier, no workbook, no matter that would end in a change of it, and nothing invented beside it', async () => {
    const person = { name: '李四', role: '负责人', startedOn: '2022-03-01' };
    expect(await codeOf(addPart(context, productRegisters, { organizationId: sent.id, part: 'people' }, person))).toBe('RECORD_RUN_ELSEWHERE');
    const workbook = await evidenceWorkbook({ 社区社会组织: [sampleRow('社区社会组织')] });
    expect((await importEvidence(context, productRegisters, workbook)).error?.code).toBe('RECORD_RUN_ELSEWHERE');
    const { street } = deskOf(context, 'pingdingshan');
    const draft = { form: completeForm('报送地的新社'), materials: [] };
    const start = (more: object) => startApplication(street, meansOf(productRegisters), 'office', { procedure: 'filing', draft, ...more });
    expect(await codeOf(start({ division: SENT }))).toBe('RECORD_RUN_ELSEWHERE');
    expect(await codeOf(start({ organizationId: sent.id, procedure: 'change' }))).toBe('RECORD_RUN_ELSEWHERE');
    expect(await codeOf(createDemonstrationData(context, { seed: 1, organizationsPerCommunity: 1, sheets: productRegisters.inWritingOrder }))).toBe(
      'RECORD_RUN_ELSEWHERE',
    );
    const { rows } = await sql<{ name: string; version: number }>`select name, version from organizations where div = ${Number(SENT)} order by name`.execute(
      db,
    );
    expect(rows).toEqual([
      { name: '报送来的另一个社', version: 1 },
      { name: '报送来的社', version: 1 },
    ]);
  });
});

describe('rows that came by exchange and hang on an organization of ours', () => {
  it('are not carried, given to another or let go with it', async () => {
    const [one, other] = [await save(context, 'organizations', organization('甲社', OWN)), await save(context, 'organizations', organization('乙社', OWN))];
    await save(sender, 'organization-social-workers', {
      organizationName: '甲社',
      organizationDiv: OWN,
      name: '赵社工',
      employment: '专职',
      startedOn: '2022-05-01',
    });
    expect(await codeOf(merge(other, one))).toBe('RECORD_RUN_ELSEWHERE');
    // the worker lies where the organization lies
    expect(await codeOf(updateRecord(context, productRegisters, 'organizations', one.id, one.version, { div: '440103001000' }))).toBe('RECORD_RUN_ELSEWHERE');
    await save(sender, 'activities', { name: '邻里节', theme: '邻里守望', organizationName: '乙社', div: OWN, startedOn: '2022-07-01', participants: 3 });
    expect(await codeOf(deleteRecord(context, productRegisters, 'organizations', other.id, other.version, '录错'))).toBe('RECORD_RUN_ELSEWHERE');
    // what no row of the sender hangs on is ours as before
    const third = await save(context, 'organizations', organization('丙社', OWN));
    const fourth = await save(context, 'organizations', organization('丁社', OWN));
    expect(await codeOf(merge(third, fourth))).toBe('done');
    expect(await codeOf(updateRecord(context, productRegisters, 'organizations', third.id, third.version + 1, { div: '440103001000' }))).toBe('done');
  });
});
