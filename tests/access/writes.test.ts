/** Whatever changes something says so in the trail, keeps to the fields it offers, and takes no more than it must. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '#platform/audit/verify-audit.ts';
import { type House, openHouse } from './open-house.ts';
import { XINHUA } from './places.ts';
import { send } from './question.ts';
import { NEW_TRAINING, WRITES } from './writes.ts';

/** They change nothing. */
const READING_POSTS = [
  'divisions.previewOperation',
  'imports.checkedWorkbook',
  'needs.checkedTickets',
  'registers.findByNumber',
  'organizations.likely',
  'personal-data.personalDataViews',
  'rule-sets.previewRuleSet',
  'volunteers.findVolunteer',
];

/** Only somebody over the whole platform may; nobody sits there in this house. Their entries are looked at in the tests of `modules/operations` and `modules/exchange`. */
const OVER_THE_WHOLE = [
  'operations.startJob',
  'operations.runDeadJob',
  'operations.dismissDeadJob',
  ...['offer', 'join', 'accept', 'end', 'send', 'mend'].map((name) => `exchange.${name}`),
];

/** Other installations, with a key of their own: `modules/exchange/server/protocol.test.ts`. */
const OF_INSTALLATIONS = ['pair', 'receive', 'compare'].map((name) => `exchange.${name}`);

/** Signed by a program, not asked by anybody signed in; looked at in `modules/needs/server/programs.test.ts`. */
const BY_PROGRAMS = ['programs.passNeed'];

let house: House;

beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.app.close());

interface Entry {
  actor_id: string;
  jurisdiction: number;
  action: string;
}

function ask(role: string, question: ReturnType<typeof send>) {
  const cookie = house.seats.find((seat) => seat.role === role)?.cookie;
  return house.app.inject({ ...question, headers: { cookie, ...question.headers } });
}

describe('every operation that changes something', () => {
  it('is tried here', () => {
    const changing = house.routes.filter(({ method }) => method !== 'GET').map(({ operationId }) => operationId);
    const tried = [...new Set(WRITES.map(({ operation }) => operation)), ...READING_POSTS, ...OVER_THE_WHOLE, ...OF_INSTALLATIONS, ...BY_PROGRAMS];
    expect(changing.filter((operation) => !tried.includes(operation))).toEqual([]);
  });

  it.each(WRITES)('$operation by $role leaves an entry with who, where and which request', async ({ role, ask: question }) => {
    const seat = house.seats.find((candidate) => candidate.role === role);
    const reply = await ask(role, (await question(house)) as ReturnType<typeof send>);
    expect([reply.statusCode, reply.statusCode === 200 ? '' : reply.body]).toEqual([200, '']);
    const { rows } =
      await sql<Entry>`select actor_id, jurisdiction, action from audit_entries where request_id = ${String(reply.headers['x-request-id'])}`.execute(
        house.owner,
      );
    expect(rows.length).toBeGreaterThan(0);
    const account = await sql<{ id: number }>`select id from accounts where name = 'writer'`.execute(house.owner);
    for (const entry of rows) {
      expect([String(seat?.accountId), String(account.rows[0]?.id)]).toContain(entry.actor_id);
      expect(entry.jurisdiction).toBe(Number(seat?.place.code));
    }
  });

  it('leaves a trail that holds', async () => {
    const { findings, entries } = await verifyAudit(house.db, house.operator.platform.cipher.auditKey);
    expect(findings).toEqual([]);
    expect(entries).toBeGreaterThan(WRITES.length);
  });
});

describe('fields that an operation does not offer', () => {
  it('change nothing in a record', async () => {
    const values = { ...NEW_TRAINING, id: 7, district: 440103, demonstration: true, version: 9, createdBy: 'x', import_batch_id: 3, recordedDiv: 440103000000 };
    const reply = await ask(
      'districtCivilAffairsStaff',
      send('POST', '/registers/trainings/records', { values, id: 7, demonstration: true, district: 440103 }),
    );
    const { rows } =
      await sql`select district, div, recorded_div, demonstration, version, import_batch_id from trainings where id = ${Number(reply.json().id)}`.execute(
        house.owner,
      );
    expect(rows).toEqual([
      { district: 410402, div: Number(XINHUA.code), recorded_div: Number(XINHUA.code), demonstration: false, version: 1, import_batch_id: null },
    ]);
  });

  it('give an account no rights and no password', async () => {
    const officeId = house.things.get(XINHUA.code)?.office;
    const more = { passwordHash: 'x', password: 'x', demonstration: true, disabledAt: null, permissions: ['*'], posts: [{ role: 'securityAdministrator' }] };
    const reply = await ask('systemAdministrator', send('POST', '/accounts', { officeId, name: 'extra', displayName: '多填', ...more }));
    expect(reply.json().account).toMatchObject({ state: 'invited', demonstration: false, posts: [], duty: 'business' });
  });

  it('leave the state and the figures of a report alone', async () => {
    const id = house.things.get(XINHUA.code)?.report;
    const more = { state: 'accepted', frozen: {}, figures: {}, handedInOn: '2022-01-01', onTime: true, planVersion: 9, dueOn: '2030-01-01' };
    const reply = await ask('districtCivilAffairsStaff', send('PATCH', `/reports/${id}`, { version: 1, organ: '新华区民政局', ...more }));
    expect(reply.json()).toMatchObject({ state: 'draft', version: 2, handedInOn: null, onTime: null, planVersion: 1 });
  });
});
