import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { countDue, keepRetention, readLastRuns } from '#platform/personal-data/retention.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { productRetention } from './retention.ts';

const { db, owner } = await createTestDatabase();
const NOW = '2026-06-01T17:00:00Z';
const context = testContext(db, { now: NOW });
const ago = (days: number): Date => new Date(Date.parse(NOW) - days * 86_400_000);
/** before and after each rule's end; what stays is kept for one day more */
const END: Record<string, number> = Object.fromEntries(productRetention.map(({ id, keptDays }) => [id, keptDays]));
const around = (rule: string): [Date, Date] => [ago((END[rule] ?? 0) + 1), ago((END[rule] ?? 0) - 1)];

async function person(id: number, closedAt: Date | null): Promise<void> {
  await sql`insert into accounts (id, office_id, name, display_name, duty, demonstration, created_at, created_by) values (${id}, null, ${`p${id}`}, '某人', 'person', false, now(), 'test')`.execute(
    owner,
  );
  const phone = closedAt ? null : `x${id}`;
  await sql`insert into persons (account_id, phone_cipher, phone_index, closed_at) values (${id}, ${phone}, ${phone}, ${closedAt})`.execute(owner);
}

async function consent(accountId: number, givenAt: Date, withdrawnAt: Date | null): Promise<void> {
  await sql`insert into person_consents (account_id, purpose, text_version, given_at, given_by, withdrawn_at) values (${accountId}, 'residence', 1, ${givenAt}, '1', ${withdrawnAt})`.execute(
    owner,
  );
}

async function draft(id: number, state: string, updatedAt: Date): Promise<void> {
  await sql`insert into filing_applications (id, district, div, recorded_div, procedure, state, subject_name, form, leader_id_number_cipher, leader_id_number_index, leader_phone_cipher, leader_phone_index,
      rules, applicant_id, applicant_name, clock_started_on, created_at, created_by, updated_at, updated_by)
    values (${id}, 410402, 410402001001, 410402001001, 'filing', ${state}, '合唱队', '{"leaderName": "张春", "name": "合唱队"}', 'c', 'i', 'c', 'i', 'national@1', '1', '用户', '2023-01-01', now(), '1', ${updatedAt}, '1')`.execute(
    owner,
  );
}

async function materialFile(id: number, of: number, keptAt = ago(3000), purpose = 'filings.material'): Promise<void> {
  await sql`insert into files (id, district, div, recorded_div, purpose, owner_id, part, data_class, name_cipher, kind, size, sent_digest, digest, object, key_cipher, scan, kept_at, kept_by, kept_by_name)
    values (${id}, 410402, 410402001001, 410402001001, ${purpose}, ${of}, 'leaderIdentity', 'personal', 'c', 'pdf', 9, ${digestOf(id)}, ${digestOf(id)}, ${digestOf(id).slice(0, 32)}, 'c', 'unscanned', ${keptAt}, '1', '用户')`.execute(
    owner,
  );
}

const digestOf = (id: number): string => id.toString(16).padStart(64, '0');

async function objection(id: number, answeredOn: Date | null): Promise<void> {
  await sql`insert into filing_objections (id, district, div, recorded_div, notice_id, authority_div, content, name_cipher, phone_cipher, phone_index, receipt_code, received_on, received_at, outcome, answer, answered_on)
    values (${id}, 410402, 410402001001, 410402001001, 1, 410402001000, ${`内容${id}`}, 'c', 'c', 'i', ${`ABCDEFGHJKL${id}`}, '2020-01-01', now(), ${answeredOn && 'rejected'}, ${answeredOn && '答复'}, ${answeredOn})`.execute(
    owner,
  );
}

/** Somebody on the list of an activity that ended then. */
async function signUp(id: number, endedAt: Date): Promise<void> {
  await sql`insert into activity_occasions (id, district, div, recorded_div, organization_id, organization_name, title, theme, about, venue, starts_at, ends_at, sign_up_until, state, created_at, created_by, updated_at, updated_by)
    values (${id}, 410402, 410402001001, 410402001001, 1, '合唱队', '排练', '其他', '排练', '活动室', ${new Date(endedAt.getTime() - 3_600_000)}, ${endedAt}, ${endedAt}, 'open', now(), '1', now(), '1')`.execute(
    owner,
  );
  await sql`insert into activity_sign_ups (id, district, div, recorded_div, occasion_id, account_id, name_cipher, phone_cipher, phone_index, kind, state, signed_up_at)
    values (${id}, 410402, 410402001001, 410402001001, ${id}, '3', 'c', 'c', 'i', 'resident', 'confirmed', now())`.execute(owner);
}

async function need(id: number, closedAt: Date | null): Promise<void> {
  await sql`insert into needs (id, district, div, recorded_div, handling_div, number, channel, title, details_cipher, category, target_group, urgency, requester_name_cipher, requester_phone_cipher, requester_phone_index,
      state, received_on, received_at, clock_started_on, closed_on, created_at, created_by, updated_at, updated_by)
    values (${id}, 410402, 410402001001, 410402001001, 410402001001, ${`ABCDEFGHJKL${id + 1}`}, 'portal', '要一把伞', 'c', 'other', 'everyone', 'ordinary', 'c', 'c', 'i',
      ${closedAt ? 'rated' : 'serving'}, '2020-01-01', now(), '2020-01-01', ${closedAt}, now(), '1', now(), '1')`.execute(owner);
}

async function view(requestId: string, viewedAt: Date): Promise<void> {
  await sql`insert into personal_data_views (district, div, register, record_id, persons, fields, way, viewed_at, actor_id, actor_name, reason, request_id)
    values (410402, 410402001001, 'organizations', 1, '{i}', '{phone}', 'revealed', ${viewedAt}, '1', '李经办', '核对', ${requestId})`.execute(owner);
}

/** Two of everything: one a day past its end, one a day before. */
beforeAll(async () => {
  const closed = around('closed-persons');
  await person(1, closed[0]);
  await person(2, closed[1]);
  await person(3, null);
  for (const account of [1, 2, 3]) await sql`insert into whereabouts (subject, district) values (${`account ${account}`}, 410402)`.execute(owner);
  await consent(1, closed[0], closed[0]);
  const [withdrawn, kept] = around('withdrawn-consents');
  await consent(3, withdrawn, withdrawn);
  await consent(3, kept, kept);
  await consent(3, ago(3000), null);
  const [untouched, touched] = around('untouched-drafts');
  await draft(1, 'draft', untouched);
  await draft(2, 'draft', touched);
  await draft(3, 'submitted', ago(3000));
  // of the draft that is erased, of one that is not, of one that was handed in; what another module keeps may bear the same number
  for (const of of [1, 2, 3]) await materialFile(of, of);
  await materialFile(4, 1, ago(3000), 'elsewhere.paper');
  await materialFile(5, 1, touched);
  const [answered, fresh] = around('answered-objections');
  await objection(2, answered);
  await objection(3, fresh);
  await objection(4, null);
  for (const of of [2, 3, 4]) await materialFile(of + 4, of, ago(3000), 'filings.objection');
  for (const [index, endedAt] of around('past-sign-ups').entries()) await signUp(index + 1, endedAt);
  for (const [index, closedAt] of around('ended-needs').entries()) await need(index + 1, closedAt);
  await need(3, null);
  for (const of of [1, 2, 3]) await materialFile(of + 8, of, ago(3000), 'needs.servicePhoto');
  const [seen, seenLater] = around('personal-data-views');
  await view('old', seen);
  await view('new', seenLater);
  for (const [index, expiresAt] of around('phone-codes').entries())
    await sql`insert into phone_codes (phone_index, code_index, made_at, expires_at) values (${`n${index}`}, 'c', ${ago(5)}, ${expiresAt})`.execute(owner);
  for (const [index, expiresAt] of around('known-browsers').entries())
    await sql`insert into known_browsers (id, account_id, token_digest, session_id, made_at, used_at, expires_at) values (${`b${index}`}, 3, ${`b${index}`}, 's', ${ago(9)}, ${ago(9)}, ${expiresAt})`.execute(
      owner,
    );
  for (const [index, expiresAt] of around('sessions').entries())
    await sql`insert into sessions (id, token_digest, account_id, started_at, seen_at, expires_at, origin, user_agent) values (${`s${index}`}, ${`d${index}`}, 3, ${ago(2)}, ${ago(2)}, ${expiresAt}, 'x', 'x')`.execute(
      owner,
    );
});

const DUE = {
  sessions: 1,
  'known-browsers': 1,
  'phone-codes': 1,
  'closed-persons-whereabouts': 2,
  'closed-persons': 1,
  'withdrawn-consents': 2,
  'past-sign-ups': 1,
  'untouched-draft-files': 1,
  'untouched-drafts': 1,
  'answered-objection-files': 1,
  'answered-objections': 1,
  'ended-need-photos': 1,
  'ended-needs': 1,
  'personal-data-views': 1,
};
const found = (counts: Awaited<ReturnType<typeof countDue>>) =>
  Object.fromEntries(counts.filter(({ rows }) => rows > 0).map(({ rule, rows }) => [rule.id, rows]));
const ids = async (query: ReturnType<typeof sql<{ id: string }>>) => (await query.execute(owner)).rows.map(({ id }) => String(id));

describe('the retention schedule', () => {
  it('counts what is due and erases nothing of it, when only asked', async () => {
    expect(found(await countDue(db, productRetention, context.now))).toEqual(DUE);
    expect(found(await countDue(db, productRetention, context.now))).toEqual(DUE);
  });

  it('erases what is past its end and nothing else, once, and says so in the report and the trail', async () => {
    // the consent of the closed account goes with it
    expect(found(await keepRetention(context, owner, productRetention))).toEqual({ ...DUE, 'withdrawn-consents': 1 });
    expect(found(await countDue(db, productRetention, context.now))).toEqual({});
    expect(await ids(sql`select id from accounts where duty = 'person' order by id`)).toEqual(['2', '3']);
    expect(await ids(sql`select subject as id from whereabouts`)).toEqual(['account 3']);
    expect(await ids(sql`select count(*) as id from person_consents`)).toEqual(['2']);
    expect(await ids(sql`select phone_index as id from phone_codes`)).toEqual(['n1']);
    expect(await ids(sql`select id from sessions`)).toEqual(['s1']);
    expect(await ids(sql`select id from known_browsers`)).toEqual(['b1']);
    expect(await ids(sql`select request_id as id from personal_data_views`)).toEqual(['new']);
    expect(
      await ids(sql`select id from filing_applications where leader_phone_index is null and leader_id_number_cipher is null and form = '{"name": "合唱队"}'`),
    ).toEqual(['1']);
    expect(await ids(sql`select id from filing_applications where leader_phone_index is not null and form ? 'leaderName' order by id`)).toEqual(['2', '3']);
    expect(await ids(sql`select id from files order by id`)).toEqual(['2', '3', '4', '5', '7', '8', '10', '11']);
    expect(await ids(sql`select id from filing_objections where name_cipher is null and content <> ''`)).toEqual(['2']);
    expect(
      await ids(sql`select id from activity_sign_ups where name_cipher is null and phone_index is null and account_id is null and kind = 'resident'`),
    ).toEqual(['1']);
    expect(await ids(sql`select id from needs where details_cipher is null and requester_name_cipher is null and requester_phone_index is null`)).toEqual([
      '1',
    ]);
    expect((await readLastRuns(db)).find(({ rule }) => rule === 'closed-persons')).toMatchObject({ erased: 1, ranAt: context.now });
    expect(await ids(sql`select details ->> 'personal-data-views' as id from audit_entries where action = 'retention.kept'`)).toEqual(['1']);
    expect(found(await keepRetention(context, owner, productRetention))).toEqual({});
    expect((await readLastRuns(db)).find(({ rule }) => rule === 'closed-persons')).toMatchObject({ erased: 1 });
  });

  it('goes on past one batch', async () => {
    await sql`insert into phone_codes (phone_index, code_index, made_at, expires_at) select 'many' || n, 'c', now(), ${ago(1)} from generate_series(1, 2500) n`.execute(
      owner,
    );
    expect(found(await keepRetention(context, owner, productRetention))).toEqual({ 'phone-codes': 2500 });
  });

  it('is not in the reach of the application alone: the notes of who saw what are append-only for it', async () => {
    await view('again', ago(3000));
    await expect(keepRetention(context, db, productRetention)).rejects.toThrow(/permission denied/);
  });

  it('names each rule once, with its ground', () => {
    expect(new Set(productRetention.map(({ id }) => id)).size).toBe(productRetention.length);
    for (const { ground, data, since } of productRetention) expect([ground, data, since].every((text) => text.length > 3)).toBe(true);
  });
});
