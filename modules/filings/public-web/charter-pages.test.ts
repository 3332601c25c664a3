import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { filingMeans } from '#apps/server/filing-means.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ALL_MATERIALS, completeForm, deskOf, idNumberOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { CHARTER_WRITTEN_HERE } from '../contract/application.ts';
import { type Leader, leadersOf } from '#tests/support/leader-visits.ts';
import { actOnApplication } from '../server/commands/act-on-application.ts';
import { getApplication } from '../server/queries/get-application.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { app } = await createServer({ platform: operator.platform, log: false });
const { street } = deskOf(operator, 'pingdingshan');
const signIn = leadersOf(app, db);
const SHUGUANG = codeOf(PLACES.pingdingshan.community);
const HAINAN = codeOf(PLACES.hainan.community);

beforeAll(() => openFilings(operator, ['pingdingshan', 'hainan']), 60_000);

/** `/my/filings/7` of a filing begun at a place. */
async function start(leader: Leader, place: string): Promise<string> {
  const { to } = await leader.send('/my/new', { procedure: 'filing' }, { from: `/my/new?place=${place}` });
  return to.split('/').slice(0, 4).join('/');
}

/** What the street holds, the charter as it was written here. */
const WITH_CHARTER_OF_HERE = ALL_MATERIALS.map((one) => (one.material === 'charter' ? { ...one, reference: CHARTER_WRITTEN_HERE } : one));

describe('the charter of a new group', () => {
  it('has its charter written article by article, checked, and kept with the organization', async () => {
    const leader = await signIn();
    const address = await start(leader, SHUGUANG);
    await leader.send(`${address}/ask/name`, { name: '晚霞舞蹈队' });
    const charter = `${address}/ask/articles`;
    expect((await leader.get(charter)).text).toContain('按提纲起草');
    expect((await leader.send(charter, { go: 'begin' })).to).toBe(`${address}/articles/1`);
    expect((await leader.get(`${address}/articles/1`)).text).toContain('本组织的名称是晚霞舞蹈队。');
    // saved as it is typed, under the version that came back
    const { text } = await leader.send(`${address}/articles/3`, { text: '本组织的宗旨是：一起跳舞。' }, { headers: { 'x-wotu-saving': 'typed' } });
    expect(JSON.parse(text)).toEqual({ version: expect.any(Number) });
    expect(await leader.send(`${address}/articles/3`, { text: '本组织的宗旨是：一起跳舞，快乐养老。', go: 'next' })).toMatchObject({
      to: `${address}/articles/4`,
    });
    const before = (await leader.get(`${address}/articles/11`)).text;
    expect(before).toContain('换成这种写法');
    await leader.send(`${address}/articles/11`, { text: '随便写的', go: 'wording-1' });
    expect((await leader.get(`${address}/articles/11`)).text).toContain('连任不超过两届');
    // what would come back as other articles is refused, and what was typed stays in sight
    const pasted = await leader.send(`${address}/articles/3`, { text: '前言\n第一章　总则\n没有条号的一行', go: 'next' });
    expect([pasted.status, pasted.text.includes('没有条号的一行'), pasted.text.includes('在后面加一条”')]).toEqual([422, true, true]);
    expect((await leader.send(`${address}/articles/3`, { text: '长'.repeat(2001), go: 'next' })).text).toContain('一条最多写 2000 字');
    expect((await leader.get(`${address}/articles/3`)).text).toContain('一起跳舞，快乐养老');
    // the party clause struck out is missed, and written again it is there
    await leader.send(`${address}/articles/4`, { go: 'remove' });
    expect((await leader.get(charter)).text).toContain('党的领导和社会主义核心价值观');
    await leader.send(`${address}/articles/3`, { text: '本组织的宗旨是：一起跳舞，快乐养老。', go: 'add' });
    await leader.send(`${address}/articles/4`, { text: '本组织坚持党的领导，践行社会主义核心价值观。', go: 'back' });
    const open = [...(await leader.get(charter)).text.matchAll(/articles\/(\d+)">[^<]*<\/a> <strong class="missing">/g)].map(([, number]) => number);
    expect(open).toEqual(['6', '7']);
    await leader.send(`${address}/articles/6`, { text: '本组织的活动场所设在社区活动室。' });
    await leader.send(`${address}/articles/7`, { text: '本组织的业务范围是：跳舞。' });
    expect((await leader.get(charter)).text).toContain('提纲各条都写好了');
    expect((await leader.get(`${address}/articles/99`)).status).toBe(404);
    expect((await leader.send(charter, { charterAdoptedOn: '2023-11-01', go: 'next' })).to).toBe(`${address}/ask/materials`);
    expect((await leader.get(`${address}/check`)).text).toContain('在这里写了 15 条');
    expect((await leader.get(`${address}/check`)).text).toContain('章程（草案）：有，交电子件');
    const id = Number(address.split('/')[3]);
    const { version } = await getApplication(operator, filingMeans, 'office', id);
    const form = { ...completeForm('晚霞舞蹈队'), charterHasPartyClause: false };
    const draft = { form, leaderIdNumber: idNumberOf(3), leaderPhone: '13800138003', materials: WITH_CHARTER_OF_HERE };
    await actOnApplication(street, filingMeans, 'office', { id, version, action: 'submit', input: {}, draft });
    // read in the text, whatever was ticked
    const { checks } = await getApplication(street, filingMeans, 'office', id);
    expect(checks?.list.find(({ guard }) => guard === 'partyClause')?.holds).toBe(true);
    await actOnApplication(street, filingMeans, 'office', { id, version: version + 2, action: 'grant', input: {} });
    const { rows } = await sql<{ content: string; adopted: string }>`
      select d.content, d.adopted_on as adopted from organization_documents d join filing_applications a on a.organization_id = d.organization_id where a.id = ${id}`.execute(
      owner,
    );
    expect(rows).toEqual([{ adopted: '2023-11-01', content: expect.stringContaining('第三条　本组织的宗旨是：一起跳舞，快乐养老。') }]);
    const stranger = await signIn();
    for (const page of [charter, `${address}/articles/1`]) expect((await stranger.get(page)).status).toBe(404);
  });

  it('is given up for a paper only after a question, and then nothing of it stays', async () => {
    const leader = await signIn();
    const address = await start(leader, SHUGUANG);
    const charter = `${address}/ask/articles`;
    await leader.send(`${address}/ask/name`, { name: '晚霞合唱队' });
    await leader.send(charter, { go: 'begin' });
    expect((await leader.send(charter, { go: 'drop' })).text).toContain('会删掉，不能恢复');
    expect((await leader.get(charter)).text).toContain('第一条');
    expect((await leader.send(charter, { go: 'drop-surely' })).to).toBe(charter);
    expect((await leader.get(charter)).text).toContain('按提纲起草章程');
    const { form, materials } = await getApplication(operator, filingMeans, 'office', Number(address.split('/')[3]));
    expect([form.charterText, materials.find(({ material }) => material === 'charter')?.heldAs ?? null]).toEqual([undefined, null]);
  });

  it('must say in 海南 what HN L41 demands', async () => {
    const leader = await signIn();
    const address = await start(leader, HAINAN);
    await leader.send(`${address}/ask/articles`, { go: 'begin' });
    expect((await leader.get(`${address}/ask/articles`)).text).not.toContain('必须写明');
    await leader.send(`${address}/articles/4`, { go: 'remove' });
    expect((await leader.get(`${address}/ask/articles`)).text).toContain('必须写明“党的领导和社会主义核心价值观”');
    // by a press it is back in its place
    await leader.send(`${address}/ask/articles`, { go: 'missing-党的领导和社会主义核心价值观' });
    expect((await leader.get(`${address}/ask/articles`)).text).not.toContain('必须写明');
    expect((await leader.get(`${address}/articles/4`)).text).toContain('本组织坚持中国共产党的领导');
  });
});
