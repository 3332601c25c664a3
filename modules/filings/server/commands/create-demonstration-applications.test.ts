import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { readWord, textOf } from '#engines/documents/word-template/read-word.ts';
import { createDemonstrationData } from '#modules/demonstration/server/public.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { INVENTED_STAMP } from '#platform/documents/render-word-file.ts';
import { inTransaction } from '#platform/db/database.ts';
import { codeOf, rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { completeForm, deskOf, meansOf, openFilings, type PlaceName, PLACES } from '#tests/support/filings.ts';
import { readAuthority } from '../authority-store.ts';
import { giveNumber } from '../number-store.ts';
import { getApplication } from '../queries/get-application.ts';
import { getNoticeFile } from '../queries/get-notice-file.ts';
import { listApplications } from '../queries/list-applications.ts';
import { listNumbers } from '../queries/list-numbers.ts';
import { listObjections } from '../queries/list-objections.ts';
import { listAnnouncements } from '../queries/public-announcements.ts';
import { createDemonstrationApplications, type DemonstrationDesk } from './create-demonstration-applications.ts';
import { removeDemonstrationApplications } from './remove-demonstration-applications.ts';
import { actOnApplication } from './act-on-application.ts';
import { startApplication } from './start-application.ts';

const { db } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const means = meansOf(productRegisters);
const PLACE_NAMES = ['pingdingshan', 'guangzhou', 'shenzhen', 'hainan'] as const;
const desks: DemonstrationDesk[] = PLACE_NAMES.flatMap((place) => [
  { body: 'street', div: PLACES[place].street, accountId: `street-${place}`, name: '街道' },
  { body: 'committee', div: PLACES[place].community, accountId: `committee-${place}`, name: '居委会' },
]);

beforeAll(async () => {
  await openFilings(operator, PLACE_NAMES);
  await loadPlanFiles(operator);
  await createDemonstrationData(operator, { seed: 1, sheets: productRegisters.inWritingOrder });
}, 120_000);

async function waitingAt(place: PlaceName) {
  const { street } = deskOf(operator, place);
  const { items } = await listApplications(street, 'office', { waiting: true, limit: 100, withTotal: false });
  return { street, items };
}

async function contents(): Promise<unknown[]> {
  const { rows } = await sql`select subject_name, procedure, state, div, form, due_on, submitted_on, decided_on, returns, leader_name
    from (select a.*, a.form ->> 'leaderName' as leader_name from filing_applications a where demonstration) a order by div, subject_name, procedure, state, due_on, submitted_on`.execute(
    db,
  );
  return rows;
}

/** As the whole demonstration is removed: with the organizations that invented decisions made. */
async function remove(): Promise<number> {
  const made = sql`organizations where demonstration and filing_number is not null`;
  const removed = await removeDemonstrationApplications(operator);
  await sql`delete from ${made}`.execute(db);
  return removed;
}

it('gives every street a list of what waits, near and past its deadline, that the rules let it decide', async () => {
  const made = await createDemonstrationApplications(operator, means, desks, 1);
  expect(made).toBeGreaterThan(80);
  for (const place of PLACE_NAMES) {
    const { street, items } = await waitingAt(place);
    expect(items.filter(({ isOverdue }) => isOverdue).length, place).toBeGreaterThanOrEqual(2);
    expect(items.filter(({ isOverdue }) => !isOverdue).length, place).toBeGreaterThanOrEqual(6);
    expect(
      items.some(({ returns }) => returns > 0),
      place,
    ).toBe(true);
    const cases = await Promise.all(items.map(({ id }) => getApplication(street, means, 'office', Number(id))));
    const grants = cases.map(({ abilities }) => abilities.find(({ action }) => action === 'grant'));
    expect(grants.filter((grant) => grant?.allowed).length, place).toBeGreaterThanOrEqual(6);
    expect(
      grants.some((grant) => grant && !grant.allowed && grant.reasons.length > 0),
      place,
    ).toBe(true);
  }
});

it('has announcements that the public may object to, of organizations that are there, and an objection to one', async () => {
  for (const place of PLACE_NAMES) {
    const range = rangeOf(PLACES[place].street, 'township');
    const { items } = await listAnnouncements(db, operator.today, { standing: 'current', range });
    const open = items.filter(({ objectionsUntil, demonstration }) => objectionsUntil !== null && objectionsUntil >= operator.today && demonstration);
    // another may be by chance: of an organization that has stood in the register before, without a number
    const { rows } = await sql<{ id: number; tier: string; filed: string; number: string; demonstration: boolean }>`
      select n.id, o.tier, o.filed_on as filed, o.filing_number as number, o.demonstration from filing_notices n join organizations o on o.district = n.district and o.id = n.organization_id
      where n.id = any(${open.map(({ id }) => id)}::bigint[]) and o.filing_number is not null`.execute(db);
    expect(new Set(rows.map(({ filed }) => filed)).size, place).toBe(2);
    for (const { id, number, ...record } of rows) {
      const notice = open.find((one) => one.id === id);
      expect(record).toEqual({ tier: '备案', filed: notice?.issuedOn, demonstration: true });
      expect(notice?.lines.join('')).toContain(`（备案编号：${number}）`);
    }
    const { street } = deskOf(operator, place);
    const { items: objections } = await listObjections(street, { standing: 'open', limit: 10, withTotal: false });
    expect(
      objections.map(({ noticeId }) => Number(noticeId)),
      place,
    ).toEqual([open.at(-1)?.id]);
  }
});

it('marks every document as invented', async () => {
  const { street } = deskOf(operator, 'pingdingshan');
  const { rows } = await sql<{ id: number }>`
    select n.id from filing_notices n where n.content is not null and n.template_div is not null and n.div / 1000 = ${Math.floor(PLACES.pingdingshan.street / 1000)} limit 1`.execute(
    db,
  );
  const { bytes } = await getNoticeFile(street, 'office', { id: rows[0]?.id ?? 0, format: 'docx' });
  expect(textOf((await readWord(bytes)).blocks)[0]).toBe(INVENTED_STAMP);
});

it('gives a committee of 深圳 something to recommend', async () => {
  const { committee } = deskOf(operator, 'shenzhen');
  const { items } = await listApplications(committee, 'office', { waiting: true, limit: 100, withTotal: false });
  expect(items.length).toBeGreaterThanOrEqual(2);
  const { abilities } = await getApplication(committee, means, 'office', Number(items[0]?.id));
  expect(abilities.map(({ action }) => action)).toEqual(expect.arrayContaining(['recommend', 'declineRecommendation']));
  expect((await listApplications(deskOf(operator, 'guangzhou').committee, 'office', { waiting: true, limit: 100, withTotal: false })).items).toEqual([]);
});

it('is the same for the same seed, and goes without touching what people entered', async () => {
  const before = await contents();
  const { street } = deskOf(operator, 'guangzhou');
  const own = await startApplication(street, means, 'office', {
    procedure: 'filing',
    division: codeOf(PLACES.guangzhou.community),
    draft: { form: completeForm('真实的互助社') },
  });
  expect(await remove()).toBe(before.length);
  const { rows } = await sql<{ id: number }>`select id from filing_applications`.execute(db);
  expect(rows).toEqual([{ id: own }]);
  for (const table of ['filing_steps', 'filing_materials', 'filing_notices', 'filing_supplement_items']) {
    const left = await sql`select from ${sql.table(table)} where application_id <> ${own}`.execute(db);
    expect(left.rows, table).toEqual([]);
  }
  await createDemonstrationApplications(operator, means, desks, 1);
  expect(await contents()).toEqual(before);
  expect(await remove()).toBe(before.length);
  expect(await remove()).toBe(0);
});

it('gives the numbers of its notices back, so that the first real one of the year is the first', async () => {
  const { street } = deskOf(operator, 'pingdingshan');
  const numbers = () => listNumbers(street, { series: 'notice', year: Number(operator.today.slice(0, 4)), limit: 100, withTotal: true });
  const before = await numbers();
  expect([before.last, before.items]).toEqual([0, []]);
  await createDemonstrationApplications(operator, means, desks, 1);
  expect((await numbers()).last).toBeGreaterThan(0);
  await sql`insert into filing_objections (id, district, div, recorded_div, notice_id, authority_div, content, name_cipher, phone_cipher, phone_index, receipt_code, received_on, received_at)
    select id, district, div, recorded_div, id, authority_div, '有异议', '', '', '', '222222222222', issued_on, now() from filing_notices limit 1`.execute(db);
  await remove();
  expect((await sql`select from filing_objections`.execute(db)).rows).toEqual([]);
  expect(await numbers()).toEqual(before);
});

it('keeps the place of an invented number below a real one, and says why', async () => {
  await createDemonstrationApplications(operator, means, desks, 1);
  const { street } = deskOf(operator, 'pingdingshan');
  const numbers = () => listNumbers(street, { series: 'notice', year: Number(operator.today.slice(0, 4)), limit: 100, withTotal: true });
  const { last } = await numbers();
  await inTransaction(db, async (tx) => {
    const authority = await readAuthority(tx, PLACES.pingdingshan.street);
    const format = '{authority}社通〔{year}〕{number}号';
    await giveNumber(tx, { authority, series: 'notice', format, subjectName: '真实的互助社', organizationId: null, on: operator.today });
  });
  await remove();
  const { items } = await numbers();
  expect(items[0]).toMatchObject({ serial: last + 1, state: 'given', subjectName: '真实的互助社' });
  expect(items.slice(1).every(({ state, subjectName, voidReason }) => state === 'void' && subjectName === null && voidReason?.includes('演示'))).toBe(true);
});

it('marks the organization that an invented application brings about', async () => {
  await createDemonstrationApplications(operator, means, desks, 1);
  const { street, items } = await waitingAt('guangzhou');
  const cases = await Promise.all(items.map(({ id }) => getApplication(street, means, 'office', Number(id))));
  const ready = cases.find(
    ({ abilities, organizationId }) => organizationId === null && abilities.some(({ action, allowed }) => action === 'grant' && allowed),
  );
  if (!ready) throw new Error('no complete application');
  await actOnApplication(street, means, 'office', { id: Number(ready.id), version: ready.version, action: 'grant', input: {} });
  const { organizationId } = await getApplication(street, means, 'office', Number(ready.id));
  const { rows } = await sql`select demonstration from organizations where id = ${Number(organizationId)}`.execute(db);
  expect(rows).toEqual([{ demonstration: true }]);
});
