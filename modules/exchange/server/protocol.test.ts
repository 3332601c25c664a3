/** What the receiver takes and what not, asked over HTTP by a sender made by hand: as somebody who means ill would. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { exchangeMeans } from '#apps/server/exchange-means.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { DISTRICT, FIRST_DAY, openTwoInstallations, OTHER_DISTRICT, type TwoInstallations } from '#tests/support/exchange.ts';
import type { PacketRow } from '../contract/wire.ts';
import { offerAgreement } from './commands/offer-agreement.ts';
import { getAgreement } from './queries/get-agreement.ts';
import { digestOf, isSigned, pairedKey, partsOf, randomToken, sign } from './sign.ts';

const cityBase = await createTestDatabase();
const districtBase = await createTestDatabase();
const COLUMNS = ['name', 'div', 'level', 'kind', 'startedOn'];
let two: TwoInstallations;
let number = '';
let key = '';
let paired: { asked: { number: string; nonce: string; name: string; proof: string }; secret: string; answer: Awaited<ReturnType<typeof post>> };

interface Asked {
  key?: string;
  agreement?: string;
  at?: string;
  nonce?: string;
  purpose?: 'packet' | 'comparison';
  path?: string;
}

async function post(path: string, body: object): Promise<{ status: number; body: Record<string, string> }> {
  const reply = await fetch(`${two.cityAddress}/api/v1/exchange/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: reply.status, body: (await reply.json()) as Record<string, string> };
}

async function ask(payload: string, asked: Asked = {}) {
  const request = {
    agreement: asked.agreement ?? number,
    at: asked.at ?? two.city.now.toISOString(),
    nonce: asked.nonce ?? randomToken(32),
    payload,
  };
  const purpose = asked.purpose ?? 'packet';
  const reply = await post(asked.path ?? 'packets', { ...request, signature: sign(asked.key ?? key, ...partsOf(request, purpose)) });
  return {
    ...reply,
    isSigned: reply.status === 200 && isSigned(key, reply.body['signature'] ?? '', 'answer', purpose, request.nonce, reply.body['answer'] ?? ''),
  };
}

const codeOf = async (asking: ReturnType<typeof ask>) => {
  const { status, body } = await asking;
  return status === 200 ? 'taken' : body['code'];
};
const platform = (name: string, more: object = {}) => ({ name, div: OTHER_DISTRICT, level: '区', kind: '支持平台', startedOn: '2022-01-01', ...more });
const row = (name: string, more: Partial<PacketRow> = {}): PacketRow => ({ register: 'platforms', key: name, values: platform(name), corrects: null, ...more });
const packet = (wanted: number, ...rows: PacketRow[]) => JSON.stringify({ number: wanted, day: FIRST_DAY, rows });
const nextNumber = async () => (await sql<{ n: number }>`select next_number as n from exchange_agreements`.execute(cityBase.owner)).rows[0]?.n ?? 0;
const held = async () => (await sql<{ name: string; level: string }>`select name, level from platforms order by name`.execute(cityBase.owner)).rows;
/** @returns why each row was refused */
async function reasons(...rows: PacketRow[]): Promise<string[]> {
  const { body } = await ask(packet(await nextNumber(), ...rows));
  return (JSON.parse(body['answer'] ?? '{}') as { refused: { reason: string }[] }).refused.map(({ reason }) => reason);
}

beforeAll(async () => {
  two = await openTwoInstallations(cityBase.db, districtBase.db);
  const { code } = await offerAgreement(two.city, exchangeMeans, {
    name: '市',
    partner: '卫东区',
    division: OTHER_DISTRICT,
    terms: { registers: [{ register: 'platforms', columns: COLUMNS }], plans: ['pingdingshan-2021'] },
  });
  const [agreement = '', secret = ''] = code.split('-');
  number = agreement;
  const nonce = randomToken(32);
  const asked = { number, nonce, name: '卫东区', proof: sign(secret, 'pair', number, nonce, '卫东区') };
  paired = { asked, secret, answer: await post('pairings', asked) };
  key = pairedKey(secret, nonce, (JSON.parse(paired.answer.body['answer'] ?? '{}') as { nonce: string }).nonce);
}, 120_000);

describe('a code', () => {
  it('is answered with the terms, proved by the code; once more to the same asker, whose answer was lost, and to nobody else', async () => {
    const { asked, secret, answer } = paired;
    expect(isSigned(secret, answer.body['proof'] ?? '', 'paired', number, asked.nonce, answer.body['answer'] ?? '')).toBe(true);
    expect(await post('pairings', asked)).toEqual(answer);
    const nonce = randomToken(32);
    const other = await post('pairings', { ...asked, nonce, proof: sign(secret, 'pair', number, nonce, asked.name) });
    expect(other.body['code']).toBe('EXCHANGE_CODE_WRONG');
  });
});

describe('a request', () => {
  it('is taken from whoever has the key, and answered with a receipt signed for it', async () => {
    const payload = packet(1, row('甲平台'), row('乙平台'));
    const reply = await ask(payload);
    expect([reply.status, reply.isSigned]).toEqual([200, true]);
    expect(JSON.parse(reply.body['answer'] ?? '')).toMatchObject({ number: 1, digest: digestOf(payload), accepted: 2, refused: [] });
    // the same packet again: the same receipt, nothing twice
    const again = await ask(payload);
    expect([again.isSigned, again.body['answer']]).toEqual([true, reply.body['answer']]);
    expect(await held()).toHaveLength(2);
  });

  it.each<[string, () => Asked]>([
    ['with another key', () => ({ key: 'f'.repeat(64) })],
    ['of an agreement that nobody knows', () => ({ agreement: 'aaaaaaaaaaaa' })],
    ['signed for another purpose', () => ({ purpose: 'comparison' })],
  ])('%s is refused alike', async (_name, asked) => {
    expect(await codeOf(ask(packet(2, row('丙平台')), asked()))).toBe('EXCHANGE_SIGNATURE_WRONG');
    expect(await nextNumber()).toBe(2);
  });

  it('whose content was changed on the way is refused', async () => {
    const request = { agreement: number, at: two.city.now.toISOString(), nonce: randomToken(32), payload: packet(2, row('丙平台')) };
    const signature = sign(key, ...partsOf(request, 'packet'));
    for (const change of [{ payload: packet(2, row('丁平台')) }, { nonce: randomToken(32) }, { at: '2023-11-20T04:00:01.000Z' }])
      expect((await post('packets', { ...request, ...change, signature })).body['code']).toBe('EXCHANGE_SIGNATURE_WRONG');
  });

  it('that was taken is not taken twice, and an old one not at all', async () => {
    const nonce = randomToken(32);
    const payload = packet(2, row('丙平台'));
    expect(await codeOf(ask(payload, { nonce }))).toBe('taken');
    expect(await codeOf(ask(payload, { nonce }))).toBe('EXCHANGE_REPLAYED');
    for (const at of ['2023-11-20T03:49:00.000Z', '2023-11-20T04:11:00.000Z']) expect(await codeOf(ask(payload, { at }))).toBe('EXCHANGE_CLOCK');
  });

  it('with a gap in the numbers, or a number used for something else, is refused', async () => {
    expect(await codeOf(ask(packet(4, row('戊平台'))))).toBe('EXCHANGE_GAP');
    expect(await codeOf(ask(packet(2, row('另一个平台'))))).toBe('EXCHANGE_NUMBER_TAKEN');
    expect(await codeOf(ask('{"number":3}'))).toBe('EXCHANGE_PAYLOAD_WRONG');
    expect(await codeOf(ask('no packet'))).toBe('EXCHANGE_PAYLOAD_WRONG');
    expect(await nextNumber()).toBe(3);
  });

  it('sent twice at the same moment is carried out once', async () => {
    const payload = packet(3, row('同时平台'));
    const both = await Promise.all([ask(payload), ask(payload)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(both.map(({ body }) => body['answer'])).size).toBe(1);
    expect((await held()).filter(({ name }) => name === '同时平台')).toHaveLength(1);
  });
});

describe('a row', () => {
  it('of another place, register or column is refused, and so is what no clerk could save', async () => {
    const refused = await reasons(
      row('外区平台', { values: platform('外区平台', { div: DISTRICT }) }),
      row('没约定的台账', { register: 'organizations' }),
      row('没约定的列', { values: platform('没约定的列', { operator: '某公司' }) }),
      row('没有层级', { values: platform('没有层级', { level: null }) }),
      row('数字', { register: 'figures', key: 'pingdingshan-2021/PDS-Q01/410402000000/2023-11-20', values: { value: 1, numerator: 1, denominator: 1 } }),
      row('数字', { register: 'figures', key: 'other-plan/Q01/410403000000/2023-11-20', values: { value: 1, numerator: 1, denominator: 1 } }),
      row('好平台'),
      row('好平台'),
    );
    expect(refused).toEqual([
      expect.stringContaining('不在'),
      '没有约定报送这个台账。',
      expect.stringContaining('operator'),
      expect.stringContaining('层级'),
      '这个数字不是约定的那个地方的。',
      '没有约定报送这个方案的数字。',
      '同一个报送包里有两行是同一条记录。',
    ]);
    expect((await held()).map(({ name }) => name)).toContain('好平台');
    expect((await held()).map(({ name }) => name)).not.toContain('外区平台');
  });

  it('with a figure whose target, place or day cannot be read is refused, and the page still opens', async () => {
    const figure = (at: string) =>
      row('数字', { register: 'figures', key: `pingdingshan-2021/${at}`, values: { name: '数字', unit: '个', value: 1, numerator: 1, denominator: 1 } });
    const wrong = ['PDS-Q01/410403000000/明天', 'PDS-Q01/410403000000/2023-02-30', 'PDS-Q01/410403000000/2099-01-01', '/410403000000/2023-11-20'];
    const unread = '这个数字的目标或者日期读不懂。';
    expect(await reasons(...[...wrong, 'PDS-Q01/410403000000', 'PDS-Q01/410403000000/2023-11-20/2'].map(figure))).toEqual(
      Array.from({ length: 6 }, () => unread),
    );
    expect(await reasons(figure('PDS-Q01/4.10403e11/2023-11-20'))).toEqual(['这个数字不是约定的那个地方的。']);
    expect(await reasons(figure('PDS-Q01/410403000000/2023-11-20'))).toEqual([]);
    const { rows } = await sql<{ id: number }>`select id from exchange_agreements`.execute(cityBase.owner);
    const { figures } = await getAgreement(two.city, exchangeMeans, Number(rows[0]?.id));
    expect(figures.map(({ target, day }) => [target, day])).toEqual([['PDS-Q01', '2023-11-20']]);
  });

  it('corrects only what it names: nothing is overwritten by chance or by an older packet', async () => {
    const changed = { values: platform('甲平台', { level: '市' }) };
    expect(await reasons(row('甲平台', changed))).toEqual(['更正的应当是第 1 号报送包里的那一行。']);
    expect(await reasons(row('甲平台', { ...changed, corrects: 2 }))).toEqual(['更正的应当是第 1 号报送包里的那一行。']);
    expect(await reasons(row('没有过的平台', { corrects: 1 }))).toEqual(['更正的那一行本平台没有收到过。']);
    expect((await held()).find(({ name }) => name === '甲平台')?.level).toBe('区');
    expect(await reasons(row('甲平台', { ...changed, corrects: 1 }))).toEqual([]);
    expect((await held()).find(({ name }) => name === '甲平台')?.level).toBe('市');
  });

  it('that moves a record of the place to another is refused, and the record stays', async () => {
    const before = await held();
    expect(await reasons(row('乙平台', { values: platform('乙平台', { div: DISTRICT }), corrects: 1 }))).toEqual([expect.stringContaining('不在')]);
    expect(await held()).toEqual(before);
  });
});

describe('a comparison', () => {
  it('tells its rows to the partner only', async () => {
    const payload = JSON.stringify({ groups: [] });
    const reply = await ask(payload, { purpose: 'comparison', path: 'comparisons' });
    expect(reply.isSigned).toBe(true);
    const told = JSON.parse(reply.body['answer'] ?? '') as { groups: { isEqual: boolean; sent: number }[]; differing: unknown[] };
    expect(told.groups).toMatchObject([
      { register: 'figures', isEqual: false, sent: 0 },
      { register: 'platforms', isEqual: false, sent: 0 },
    ]);
    // with the one figure that came before
    expect(told.differing).toHaveLength((await held()).length + 1);
    expect(await codeOf(ask(payload, { purpose: 'comparison', path: 'comparisons', key: 'f'.repeat(64) }))).toBe('EXCHANGE_SIGNATURE_WRONG');
  });
});
