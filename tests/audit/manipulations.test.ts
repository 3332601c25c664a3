/**
 * The audit trail against whoever holds the owner's login but not the key: changes, deletions, insertions, swaps and cut-off ends
 * (the head set back as well) at random places. All are found; a cut-off end, as an old copy put back, only by heads that were
 * exported before, which the test shows too.
 */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { audit } from '#platform/audit/audit.ts';
import { headsNow } from '#platform/audit/daily-root.ts';
import { exportTrail, verifyExports } from '#platform/audit/export-trail.ts';
import type { HeadsFile } from '#platform/audit/heads-file.ts';
import { verifyAudit } from '#platform/audit/verify-audit.ts';
import { type Database, inTransaction, type Transaction } from '#platform/db/database.ts';
import { RandomSource } from '#shared/random-source.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { noteFigure, timeLimit, trials } from '#tests/support/sizes.ts';

const MANIPULATIONS = trials(30, 1000);

const DISTRICTS = [0, 110101, 410402, 440103];
const ENTRIES = 160;

type Kind = 'change' | 'delete' | 'insert' | 'swap' | 'cut';
const KINDS: readonly Kind[] = ['change', 'delete', 'insert', 'swap', 'cut'];

const FIELDS = [
  'at',
  'actor_id',
  'actor_name',
  'post_id',
  'jurisdiction',
  'origin',
  'request_id',
  'action',
  'subject_type',
  'subject_id',
  'details',
  'before_digest',
  'after_digest',
] as const;

/** A cut-off end by the heads exported before, everything else by the chain itself. */
const TRIED = 'random changes, deletions, insertions, swaps, cut-off ends (these by the exported heads)';

let db: Database;
let owner: Database;
let noted: HeadsFile;
let lines: string[];
const context = () => testContext(db, { now: '2023-11-20T04:00:00Z' });
const key = testContext({} as Database).platform.cipher.auditKey;

beforeAll(async () => {
  ({ db, owner } = await createTestDatabase());
  for (let number = 0; number < ENTRIES; number += 1) {
    // over three months, so that exports and partitions have seams
    const now = new Date(Date.UTC(2023, 8 + Math.floor((number * 3) / ENTRIES), 1 + (number % 27), 8)).toISOString();
    const district = DISTRICTS[number % DISTRICTS.length] ?? 0;
    const one = testContext(db, { now });
    await inTransaction(db, (tx) =>
      audit(tx, one, { action: 'test.written', subject: { type: 'test', id: number, district }, details: { number }, before: { number }, after: null }),
    );
  }
  noted = await headsNow(context());
  lines = await Array.fromAsync(exportTrail(context(), { from: '1900-01-01', to: '2023-11-01' }));
});

class Undo extends Error {}

/** Does something to the trail with the owner's rights, looks, and takes it back. */
async function looking<T>(tamper: (tx: Transaction) => Promise<unknown>, look: (tx: Transaction) => Promise<T>): Promise<T> {
  let seen: { value: T } | undefined;
  await inTransaction(owner, async (tx) => {
    await tamper(tx);
    seen = { value: await look(tx) };
    throw new Undo();
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  if (!seen) throw new Error('nothing was seen');
  return seen.value;
}

interface Place {
  district: number;
  number: number;
}

async function somePlace(tx: Transaction, random: RandomSource, least = 1): Promise<Place> {
  const district = random.pick(DISTRICTS);
  const { rows } = await sql<{ number: number }>`select number from audit_heads where district = ${district}`.execute(tx);
  return { district, number: random.whole(least, rows[0]?.number ?? 1) };
}

const CHANGED: Record<(typeof FIELDS)[number], string> = {
  at: `timestamptz '2001-02-03 04:05:06+08'`,
  actor_id: `actor_id || '0'`,
  actor_name: `actor_name || '甲'`,
  post_id: `coalesce(post_id, '') || '1'`,
  jurisdiction: 'jurisdiction + 1',
  origin: `origin || '1'`,
  request_id: `request_id || '1'`,
  action: `action || 's'`,
  subject_type: `subject_type || 's'`,
  subject_id: `subject_id || '1'`,
  before_digest: `coalesce(before_digest, '') || '0'`,
  after_digest: `coalesce(after_digest, '') || '0'`,
  details: `details || '{"more":1}'`,
};

async function manipulate(tx: Transaction, kind: Kind, random: RandomSource): Promise<unknown> {
  if (kind === 'change') {
    const { district, number } = await somePlace(tx, random);
    const field = random.pick(FIELDS);
    return sql`update audit_entries set ${sql.id(field)} = ${sql.raw(CHANGED[field])} where district = ${district} and number = ${number}`.execute(tx);
  }
  if (kind === 'delete') {
    const { district, number } = await somePlace(tx, random);
    return sql`delete from audit_entries where district = ${district} and number = ${number}`.execute(tx);
  }
  if (kind === 'swap') return swap(tx, await somePlace(tx, random, 2));
  if (kind === 'insert') return insert(tx, await somePlace(tx, random));
  return cut(tx, await somePlace(tx, random));
}

/** Two neighbours change places, numbers and links mended as far as they can be without the key. */
async function swap(tx: Transaction, { district, number }: Place): Promise<void> {
  await sql`update audit_entries set number = -1 where district = ${district} and number = ${number}`.execute(tx);
  await sql`update audit_entries set number = ${number} where district = ${district} and number = ${number - 1}`.execute(tx);
  await sql`update audit_entries set number = ${number - 1} where district = ${district} and number = -1`.execute(tx);
}

/** A copy of an entry after itself, all later numbers and the head moved on. */
async function insert(tx: Transaction, { district, number }: Place): Promise<void> {
  await sql`update audit_entries set number = -number - 1 where district = ${district} and number > ${number}`.execute(tx);
  await sql`update audit_entries set number = -number where district = ${district} and number < 0`.execute(tx);
  await sql`insert into audit_entries select month, district, number + 1, at, actor_id, actor_name, post_id, jurisdiction, origin, request_id, 'test.forged', subject_type, subject_id, details,
    before_digest, after_digest, hash, hash from audit_entries where district = ${district} and number = ${number}`.execute(tx);
  await sql`update audit_heads set number = number + 1 where district = ${district}`.execute(tx);
}

/** The end goes, and the head is set to what is left. */
async function cut(tx: Transaction, { district, number }: Place): Promise<void> {
  await sql`delete from audit_entries where district = ${district} and number >= ${number}`.execute(tx);
  await sql`delete from audit_heads where district = ${district}`.execute(tx);
  await sql`insert into audit_heads select district, number, hash, month from audit_entries where district = ${district} and number = ${number - 1}`.execute(
    tx,
  );
}

describe(`${MANIPULATIONS} manipulations of the database`, () => {
  const random = new RandomSource(20231120);
  const cases = Array.from({ length: MANIPULATIONS }, (_, index) => KINDS[index % KINDS.length] ?? 'change');

  it(
    'are all found with the heads that were exported before',
    async () => {
      const missed: string[] = [];
      for (const [index, kind] of cases.entries()) {
        const { findings } = await looking(
          (tx) => manipulate(tx, kind, random),
          (tx) => verifyAudit(tx, key, noted),
        );
        if (findings.length === 0) missed.push(`${index} ${kind}`);
      }
      noteFigure({ promise: 'a change of the audit trail in the database is found', tried: TRIED, n: MANIPULATIONS, wrong: missed.length });
      expect(missed).toEqual([]);
    },
    timeLimit(60),
  );

  it('find nothing where nothing was done', async () => {
    expect(await verifyAudit(db, key, noted)).toEqual({ chains: DISTRICTS.length, entries: ENTRIES, findings: [] });
  });

  it('need the exported heads for a cut-off end: without them it does not show', async () => {
    const tail = { district: 410402, number: ENTRIES / DISTRICTS.length };
    expect(
      await looking(
        (tx) => cut(tx, tail),
        async (tx) => (await verifyAudit(tx, key)).findings,
      ),
    ).toEqual([]);
    expect(
      await looking(
        (tx) => cut(tx, tail),
        async (tx) => (await verifyAudit(tx, key, noted)).findings,
      ),
    ).toMatchObject([{ district: 410402, problem: 'cutOff' }]);
  });
});

async function* asLines(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

function manipulateExport(random: RandomSource, kind: Kind): string[] {
  const place = random.whole(1, lines.length - 2);
  const line = lines[place] ?? '';
  if (kind === 'change') return lines.with(place, line.replace('test.written', 'test.writtem'));
  if (kind === 'delete') return lines.toSpliced(place, 1);
  if (kind === 'insert') return lines.toSpliced(place, 0, line);
  if (kind === 'swap') return lines.with(place, lines[place - 1 || place + 1] ?? '').with(place - 1 || place + 1, line);
  return lines.slice(0, place);
}

describe(`${MANIPULATIONS} manipulations of an exported file`, () => {
  it(
    'are all found without a database',
    async () => {
      const random = new RandomSource(7);
      const missed: string[] = [];
      for (let index = 0; index < MANIPULATIONS; index += 1) {
        const kind = KINDS[index % KINDS.length] ?? 'change';
        const changed = manipulateExport(random, kind);
        // neighbours of different chains may change places: each chain is what it was
        const isHarmless = kind === 'swap' && sortedByChain(changed) === sortedByChain(lines);
        const { findings } = await verifyExports([asLines(changed)], key, noted);
        if (findings.length === 0 && !isHarmless) missed.push(`${index} ${kind}`);
      }
      noteFigure({ promise: 'a change of an exported audit trail is found without a database', tried: TRIED, n: MANIPULATIONS, wrong: missed.length });
      expect(missed).toEqual([]);
    },
    timeLimit(60),
  );

  it('and a whole one holds, as one file and month by month', async () => {
    expect(await verifyExports([asLines(lines)], key, noted)).toEqual({ chains: DISTRICTS.length, entries: ENTRIES, findings: [] });
    const months = ['2023-09-01', '2023-10-01', '2023-11-01'];
    const files = await Promise.all(months.map((month) => Array.fromAsync(exportTrail(context(), { from: month, to: month }))));
    expect(await verifyExports(files.map(asLines), key, noted)).toEqual({ chains: DISTRICTS.length, entries: ENTRIES, findings: [] });
    // the last month alone begins at its signed points
    expect((await verifyExports([asLines(files[2] ?? [])], key, noted)).findings).toEqual([]);
    // a month left out shows
    expect((await verifyExports([asLines(files[0] ?? []), asLines(files[2] ?? [])], key)).findings).toHaveLength(DISTRICTS.length);
  });

  it('a valid export of an old copy is found by later heads', async () => {
    const old = lines.filter((line) => !line.includes('"month":"2023-11-01"'));
    const { findings } = await verifyExports([asLines(old)], key, noted);
    expect(findings.some(({ problem }) => problem === 'incomplete' || problem === 'cutOff')).toBe(true);
  });
});

function sortedByChain(texts: readonly string[]): string {
  const chainOf = (text: string) => /"district":(\d+)/.exec(text)?.[1] ?? '';
  return JSON.stringify(DISTRICTS.map((district) => texts.filter((text) => chainOf(text) === String(district))));
}
