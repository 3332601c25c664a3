/** ID numbers and phones are nowhere in clear but where somebody with the right asked for them. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { sql } from 'kysely';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from '#platform/backup/read-archive.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { noteFigure, timeLimit, trials } from '#tests/support/sizes.ts';
import { evidenceWorkbook, type EvidenceRows } from '#tests/support/evidence-workbook.ts';
import { canariesIn, canaryPerson, type Person } from './canaries.ts';
import { numbersInEveryHand } from './numbers-in-every-hand.ts';
import { type House, openHouse } from './open-house.ts';
import { SHUBEI } from './places.ts';
import { get, type Question, send, upload } from './question.ts';
import { type RecordedWrites, recordWrites } from './recorded-writes.ts';
import { replyText } from './reply-text.ts';
import { volunteerBody } from './volunteer-things.ts';

let house: House;
/** Twenty with a life of their own, the others as many as are tried. */
const PEOPLE = Array.from({ length: trials(30, 200) }, (_, number) => canaryPerson(300 + number));
const [FIRST, SECOND, THIRD, FOURTH] = PEOPLE as [Person, Person, Person, Person];
/** every answer of this file but exports in clear */
const said: string[] = [];

let disk: RecordedWrites;

beforeAll(async () => {
  // before anything is done, so that files which are deleted at once are seen too
  disk = await recordWrites();
  house = await openHouse();
}, timeLimit(120));
afterAll(() => house.app.close());

const CLERK = 'districtCivilAffairsStaff';
const JSON_TYPE = { 'content-type': 'application/json' };
const cookieOf = (role: string) => house.seats.find((seat) => seat.role === role)?.cookie;

async function clerk(question: Question, role = CLERK): Promise<LightMyRequestResponse> {
  const cookie = cookieOf(role);
  const reply = await house.app.inject({ ...question, headers: { ...question.headers, cookie } });
  said.push(await replyText(reply));
  return reply;
}

function ledger(people: readonly Person[], more: Record<string, string> = {}): EvidenceRows {
  const organizations = people.map(({ idNumber, phone }, index) => ({
    名称: `密社${idNumber.slice(-6, -1)}${index}`,
    所属区划代码: SHUBEI.code,
    管理层级: '台账',
    组织类别: '其他',
    成立日期: '2022-03-01',
    负责人姓名: '王密',
    负责人身份证号: idNumber,
    负责人手机号: phone,
    成员人数: 5,
    是否枢纽型: '否',
    ...more,
  }));
  const talents = people.map(({ idNumber }, index) => ({ 姓名: `王密${index}`, 身份证号: idNumber, 所属社区代码: SHUBEI.code, 起始日期: '2022-01-01' }));
  return { 社区社会组织: organizations, 社会工作人才: talents };
}

async function bringIn(rows: EvidenceRows, name = 'a.xlsx', query = ''): Promise<LightMyRequestResponse> {
  return clerk(upload(`/imports${query}`, name, await evidenceWorkbook(rows)));
}

async function firstOf(register: string, number: string): Promise<{ id: string; version: number }> {
  return (await clerk(send('POST', `/registers/${register}/records/by-number?limit=1`, { number }))).json().items[0];
}

/** Everything people do with such data, and everything that goes wrong with it. */
async function liveThroughADay(): Promise<void> {
  await bringIn(ledger([...PEOPLE.slice(0, 10), ...PEOPLE.slice(20)]));
  await bringIn(ledger(PEOPLE.slice(10, 12), { 组织类别: '不存在的类别' }));
  await bringIn(ledger(PEOPLE.slice(12, 14)), 'a.xlsx', '?dryRun=true');
  const { batch } = (await bringIn(ledger(PEOPLE.slice(14, 16)))).json();
  await clerk(send('POST', `/imports/${batch}/undo`, { reason: `本人 ${FIRST.phone} 来电` }));
  await bringIn(ledger(PEOPLE.slice(16, 18)), `${FIRST.idNumber}王密 ${FIRST.phone}.xlsx`);
  const organization = await firstOf('organizations', FIRST.idNumber);
  const values = { leaderIdNumber: SECOND.idNumber, leaderPhone: SECOND.phone };
  await clerk(
    send('PATCH', `/registers/organizations/records/${organization.id}`, { version: organization.version, values, reason: `换人：${SECOND.idNumber}` }),
  );
  await clerk(send('PATCH', `/registers/organizations/records/${organization.id}`, { version: 99, values }));
  await clerk(
    send('PATCH', `/registers/organizations/records/${organization.id}`, {
      version: 2,
      values: { leaderPhone: `${THIRD.phone}9`, leaderIdNumber: THIRD.idNumber },
    }),
  );
  await clerk(
    send('POST', `/registers/organizations/records/${organization.id}/end`, {
      version: 2,
      endsOn: '2023-10-01',
      reason: '注销',
      values: { endReason: '撤出台账' },
    }),
  );
  // shown in clear to whoever asked; that answer alone is not looked at
  await house.app.inject({
    ...send('POST', `/registers/organizations/records/${organization.id}/reveal`, { reason: `致电 ${SECOND.phone}` }),
    headers: { ...JSON_TYPE, cookie: cookieOf(CLERK) },
  });
  await clerk(send('POST', '/personal-data/views', { number: SECOND.idNumber }), 'auditAdministrator');
  await clerk(get('/audit-entries?limit=200'), 'auditAdministrator');
  await clerk(get(`/registers/organizations/records?q=${FIRST.idNumber}`));
  const talent = await firstOf('talents', FOURTH.idNumber);
  await clerk(send('DELETE', `/registers/talents/records/${talent.id}`, { version: talent.version, reason: '误' }));
  await clerk(get(`/registers/organizations/records/${organization.id}`));
  await clerk(get('/organizations/duplicates'));
  await clerk(get('/exports/evidence?masked=true'));
  await clerk(get('/exports/evidence?reason=check'), 'streetStaff');
  for (const { role, question } of numbersInEveryHand(house, PEOPLE.slice(4, 8))) expect((await clerk(question, role)).statusCode).toBeLessThan(500);
  await house.app.inject(send('POST', '/session', { account: FIRST.phone, password: FIRST.idNumber }));
  await clerk(get(`/divisions/search?q=${FIRST.idNumber}`));
  await clerk(get(`/nothing-here?q=${FIRST.idNumber}`));
  await failWith(PEOPLE[8] as Person);
}

/** A bug while somebody is written down: the database's own message holds the whole row. */
async function failWith(person: Person): Promise<void> {
  await sql`create function fail_with_row() returns trigger language plpgsql as $$ begin raise exception 'a bug beside %', new; end $$`.execute(house.owner);
  await sql`create trigger fail before insert on volunteers for each row execute function fail_with_row()`.execute(house.owner);
  const body = { ...volunteerBody('密志愿错', SHUBEI.code, person), consentNote: `本人 ${person.phone} 到场同意` };
  expect((await clerk(send('POST', '/volunteers', body), 'neighborhoodCommitteeStaff')).statusCode).toBe(500);
  await sql`drop function fail_with_row cascade`.execute(house.owner);
}

describe(`${PEOPLE.length} people whose numbers were imported, refused, changed, undone, deleted, revealed and exported`, () => {
  beforeAll(liveThroughADay, timeLimit(60));

  it('went through all of it', async () => {
    const { rows } = await sql<{ action: string; count: number }>`
      select action, count(*)::int as count from record_versions where register in ('organizations', 'talents') group by action order by action`.execute(
      house.owner,
    );
    const done = new Map(rows.map(({ action, count }) => [action, count]));
    expect([...done.keys()]).toEqual(['created', 'deleted', 'undone', 'updated']);
    expect(said.length).toBeGreaterThan(15);
    const { rows: made } = await sql<{ made: object }>`select json_build_object(
      'needs', (select count(*) from needs where title like '要人帮忙%'),
      'volunteers', (select count(*) from volunteers where name like '密志愿%'),
      'signUps', (select count(*) from activity_sign_ups where kind = 'volunteer' and account_id is null)) as made`.execute(house.owner);
    expect(made[0]?.made).toEqual({ needs: 4, volunteers: 4, signUps: 4 });
  });

  it(
    'are in no table in clear',
    async () => {
      const { rows: tables } = await sql<{ name: string }>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(house.owner);
      expect(tables.length).toBeGreaterThan(40);
      const found: string[] = [];
      for (const { name } of tables) {
        const { rows } = await sql<{ line: string }>`select t::text as line from ${sql.raw(name)} t`.execute(house.owner);
        for (const canary of canariesIn(rows.map(({ line }) => line).join('\n'), [...PEOPLE, ...house.people])) found.push(`${name}: ${canary}`);
      }
      noteFigure({ promise: 'no ID number or phone lies in a table in clear', tried: 'canary people', n: PEOPLE.length, wrong: found.length });
      expect(found).toEqual([]);
    },
    timeLimit(60),
  );

  it(
    'are in no backup in clear',
    async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'wotu-canary-'));
      const file = path.join(folder, 'a.wotu');
      const key = { master: Buffer.alloc(32, 7), check: 'x', file: 'key' };
      try {
        await writeBackup({
          owner: house.ownerConnection,
          file,
          now: new Date('2023-11-20T04:00:00Z'),
          key,
          storage: house.operator.platform.files.storage,
        });
        let text = '';
        for await (const { body } of (await openArchive(file, key)).frames) text += body.toString('utf8');
        expect(text).toContain('密社');
        expect(canariesIn(text, [...PEOPLE, ...house.people])).toEqual([]);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
    timeLimit(60),
  );

  it('are kept all the same, encrypted and searchable', async () => {
    const { rows } = await sql<{ cipher: string; index: string }>`
      select leader_id_number_cipher as cipher, leader_id_number_index as index from organizations where name like '密社%'`.execute(house.owner);
    expect(rows.length).toBe(PEOPLE.length - 8);
    expect(rows.every(({ cipher }) => /^k1\.[\w-]{70,}$/.test(cipher))).toBe(true);
    expect(new Set(rows.map(({ cipher }) => cipher)).size).toBe(PEOPLE.length - 8);
  });

  it('are in no answer in clear', () => {
    // what is wrong with a workbook or a form is told with the value as it came, to whoever sent it
    expect(said.flatMap((text) => canariesIn(text, PEOPLE))).toEqual([]);
  });

  it('are in no line of the log', () => {
    expect(house.log.length).toBeGreaterThan(15);
    // of an error that nobody expected its kind alone, not what the database says of the row
    expect(house.log.join('\n')).toContain('database error P0001');
    expect(house.log.join('\n')).not.toContain('a bug beside');
    expect(canariesIn(house.log.join('\n'), PEOPLE)).toEqual([]);
  });

  it('are not counted by name in the metrics', async () => {
    const metrics = await house.app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' });
    expect(metrics.body).toContain('http_requests_total');
    expect(canariesIn(metrics.body, PEOPLE)).toEqual([]);
  });
});

describe('numbers in clear', () => {
  const exported = async (role: string, query: string) => {
    const cookie = house.seats.find((seat) => seat.role === role)?.cookie;
    return house.app.inject({ url: `/api/v1/exports/evidence${query}`, headers: { cookie } });
  };

  it('come out with the right, a reason and an entry in the trail only', async () => {
    expect((await exported('districtCivilAffairsStaff', '')).json().code).toBe('EXPORT_REASON_MISSING');
    const reply = await exported('districtCivilAffairsStaff', '?reason=%E6%A0%B8%E5%AF%B9');
    expect(canariesIn(await replyText(reply), PEOPLE).length).toBeGreaterThan(10);
    const { rows } = await sql<{
      details: object;
    }>`select details from audit_entries where action = 'evidence.exported' order by at desc, number desc limit 1`.execute(house.owner);
    expect(rows[0]?.details).toMatchObject({ masked: false, reason: '核对' });
  });

  it.each(['provincialStaff', 'cityCooperatingDepartment', 'streetStaff', 'neighborhoodCommitteeStaff'])('stay masked for %s', async (role) => {
    const text = await replyText(await exported(role, '?reason=x'));
    expect(text).toMatch(/\d{3}\*{4}\d{4}/);
    expect(canariesIn(text, [...PEOPLE, ...house.people])).toEqual([]);
  });

  it('cannot be written back by a masked workbook', async () => {
    const before = await sql`select id, leader_phone_index from organizations where district = 410402 order by id`.execute(house.owner);
    const reply = await exported('streetStaff', '');
    await clerk(upload('/imports', 'a.xlsx', reply.rawPayload), 'streetStaff');
    const after = await sql`select id, leader_phone_index from organizations where district = 410402 order by id`.execute(house.owner);
    expect(after.rows).toEqual(before.rows);
  });

  it('are in nothing that the server wrote to a file or a terminal, however short it lay there', async () => {
    // papers of applications with ID numbers on them, the backup above
    expect(disk.count()).toBeGreaterThan(10);
    expect(canariesIn(disk.text(), [...PEOPLE, ...house.people])).toEqual([]);
    expect(canariesIn(await writtenEveryWay(), PEOPLE)).toEqual([FIRST.idNumber, SECOND.idNumber, THIRD.idNumber]);
  });

  /** @returns what is seen of three files that hold a number each and are gone */
  async function writtenEveryWay(): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'wotu-seen-'));
    await writeFile(path.join(folder, 'a'), FIRST.idNumber);
    const handle = await open(path.join(folder, 'b'), 'w');
    await handle.writeFile(Buffer.from(SECOND.idNumber));
    await handle.close();
    const stream = createWriteStream(path.join(folder, 'c'));
    stream.end(THIRD.idNumber);
    await finished(stream);
    await rm(folder, { recursive: true });
    return disk.text();
  }
});
