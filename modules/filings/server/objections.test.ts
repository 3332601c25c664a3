import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { NOBODY } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ALL_MATERIALS, completeForm, deskOf, idNumberOf, meansOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { actOnApplication } from './commands/act-on-application.ts';
import { answerObjection } from './commands/answer-objection.ts';
import { startApplication } from './commands/start-application.ts';
import { submitObjection } from './commands/submit-objection.ts';
import { getApplication } from './queries/get-application.ts';
import { listObjections } from './queries/list-objections.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const means = meansOf(productRegisters);
const { street } = deskOf(operator, 'pingdingshan');
let organizationId = 0;

async function grant(id: number): Promise<void> {
  const { version } = await getApplication(street, means, 'office', id);
  await actOnApplication(street, means, 'office', { id, version, action: 'grant', input: {} });
}

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan']);
  const draft = { form: completeForm('异议试写队'), leaderIdNumber: idNumberOf(7), leaderPhone: '13800138007', materials: ALL_MATERIALS };
  const division = codeOf(PLACES.pingdingshan.community);
  const id = await startApplication(street, means, 'office', { procedure: 'filing', division, draft, atOnce: { action: 'submit', input: {} } });
  await grant(id);
  organizationId = Number((await getApplication(street, means, 'office', id)).organizationId);
}, 60_000);

describe('an objection to what was announced of an organization', () => {
  it('keeps the next decision about it until it is answered', async () => {
    const draft = { form: { changes: { venues: ['新的活动室'] }, resolvedOn: '2023-11-18', pledged: true }, materials: ALL_MATERIALS };
    const id = await startApplication(street, means, 'office', { procedure: 'filingChange', organizationId, draft, atOnce: { action: 'submit', input: {} } });
    const toldOf = async () => {
      const { abilities, checks } = await getApplication(street, means, 'office', id);
      const decision = abilities.find(({ action }) => action === 'grant');
      return {
        allowed: decision?.allowed,
        reasons: decision?.reasons.filter((reason) => reason.includes('异议')),
        holds: checks?.list.find(({ guard }) => guard === 'objectionsAnswered')?.holds,
      };
    };
    expect(await toldOf()).toEqual({ allowed: true, reasons: [], holds: true });
    const { rows } = await sql<{ id: number }>`select id from filing_notices where kind = 'filingDisclosure'`.execute(owner);
    const stranger = { ...operator, actor: NOBODY };
    const noticeId = rows[0]?.id ?? 0;
    await submitObjection(stranger, { noticeId, name: '赵冬', phone: '13900139000', content: '这个队没有固定的活动场所。' });
    expect(await toldOf()).toEqual({
      allowed: false,
      reasons: ['这个组织的公示还有 1 件异议没有答复，请先办理异议，再作决定。'],
      holds: false,
    });
    await expect(grant(id)).rejects.toMatchObject({ code: 'FILING_RULE', fields: [{ path: 'objectionsAnswered' }] });
    const listed = async (context: Context) => {
      const { items, total } = await listObjections(context, { standing: 'open', limit: 10, withTotal: true });
      return [items.length, total];
    };
    expect(await listed(street)).toEqual([1, 1]);
    const [from, to] = [PLACES.pingdingshan.county + 2000, PLACES.pingdingshan.county + 3000];
    expect(await listed({ ...street, actor: { ...street.actor, division: from, range: { from, to } } })).toEqual([0, 0]);
    const objection = await sql<{ id: number }>`select id from filing_objections`.execute(owner);
    await answerObjection(street, { id: objection.rows[0]?.id ?? 0, version: 1, outcome: 'rejected', answer: '场所证明齐全。' });
    expect(await toldOf()).toEqual({ allowed: true, reasons: [], holds: true });
    await grant(id);
  });
});
