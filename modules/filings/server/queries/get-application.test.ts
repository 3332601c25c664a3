import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ALL_MATERIALS, completeForm, deskOf, idNumberOf, meansOf, openFilings, PLACES } from '#tests/support/filings.ts';
import type { FilingForm } from '../../contract/application.ts';
import { actOnApplication } from '../commands/act-on-application.ts';
import { editApplication } from '../commands/edit-application.ts';
import { startApplication } from '../commands/start-application.ts';
import { getApplication } from './get-application.ts';

const { db } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const means = meansOf(productRegisters);
const { street, leader, committee } = deskOf(operator, 'pingdingshan');
const division = codeOf(PLACES.pingdingshan.community);
const PAPERS = { leaderIdNumber: idNumberOf(1), leaderPhone: '13800138001' };

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan']);
  await loadPlanFiles(operator);
}, 60_000);

async function begin(name: string, more: FilingForm = {}, materials = ALL_MATERIALS): Promise<number> {
  const draft = { form: { ...completeForm(name), ...more }, ...PAPERS, materials };
  return startApplication(street, means, 'office', { procedure: 'filing', division, draft });
}

describe('what a desk is told of an application', () => {
  it('judges every condition of the step it waits for, binding ones and advice, with the clause of its row', async () => {
    const id = await begin('晨曦合唱团', { pledged: false, charterHasPartyClause: false }, []);
    const { checks } = await getApplication(street, means, 'office', id);
    expect(checks?.action).toBe('提交');
    expect(checks?.clause).toContain('HN L42');
    const told = Object.fromEntries((checks?.list ?? []).map((check) => [check.guard, check]));
    expect(told['formComplete']).toMatchObject({ holds: true, problem: null, isBinding: true });
    expect(told['pledged']).toMatchObject({ holds: false, isBinding: true, problem: expect.stringContaining('承诺') });
    expect(told['partyClause']).toMatchObject({ holds: false, isBinding: false });
    expect(told['materialsComplete']?.problem).toContain('申请表');
  });

  it('says beforehand what a step does and hands out, and checks nothing once it has ended', async () => {
    const id = await begin('同心书画社');
    await actOnApplication(street, means, 'office', { id, version: 1, action: 'submit', input: {} });
    const { abilities, version } = await getApplication(street, means, 'office', id);
    expect(abilities.find(({ action }) => action === 'grant')?.outcome).toEqual(['备案', '发出备案证书', '发出备案信息公开']);
    await actOnApplication(street, means, 'office', { id, version, action: 'grant', input: {} });
    const ended = await getApplication(street, means, 'office', id);
    expect(ended.checks).toBeNull();
    expect(ended.similar).toEqual([]);
  });

  it('names who stands near in name at the same place or under the same leader, to offices only', async () => {
    const id = await begin('同心书画协会');
    const { similar } = await getApplication(street, means, 'office', id);
    expect(similar.map(({ name, reasons }) => [name, reasons])).toEqual([['同心书画社', ['名称相近', '负责人相同']]]);
    expect((await getApplication(committee, means, 'office', id)).similar).toHaveLength(1);
    const own = await startApplication(leader, means, 'own', { procedure: 'filing', division, draft: { form: completeForm('同心书画会') } });
    expect((await getApplication(leader, means, 'own', own)).similar).toEqual([]);
  });

  it('forgets a field that was emptied, and keeps the others', async () => {
    const id = await begin('向阳花舞蹈队');
    await editApplication(street, means, 'office', { id, version: 1, clear: ['memberCount', 'venues'], form: { purpose: '健身' } });
    const { form } = await getApplication(street, means, 'office', id);
    expect(form).not.toHaveProperty('memberCount');
    expect(form).not.toHaveProperty('venues');
    expect(form).toMatchObject({ name: '向阳花舞蹈队', purpose: '健身' });
  });
});
