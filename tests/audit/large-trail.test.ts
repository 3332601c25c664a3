/** A large trail: searches answer from indexes, and verification keeps its pace. One million entries in the long form. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { chainHash, FIRST_HASH } from '#platform/audit/audit.ts';
import { addMonths } from '#platform/audit/audit-months.ts';
import { type AuditFilter, countEntries, listEntries } from '#platform/audit/list-entries.ts';
import { verifyAudit } from '#platform/audit/verify-audit.ts';
import type { Database } from '#platform/db/database.ts';
import { rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { noteFigure, timeLimit, trials } from '#tests/support/sizes.ts';

const ENTRIES = trials(20_000, 1_000_000);
const DISTRICTS = Array.from({ length: 100 }, (_, number) => 410101 + number * 37);
const MONTHS = 12;
const BATCH = 5000;
const SECOND_MS = 1000;

let db: Database;
const key = testContext({} as Database).platform.cipher.auditKey;

beforeAll(async () => {
  const database = await createTestDatabase();
  db = database.db;
  for (let month = 0; month < MONTHS; month += 1) await sql`select ensure_audit_month(${addMonths('2023-01-01', month)}::date)`.execute(db);
  const heads = new Map(DISTRICTS.map((district) => [district, { number: 0, hash: FIRST_HASH, month: '2023-01-01' }]));
  for (let from = 0; from < ENTRIES; from += BATCH) {
    const entries = Array.from({ length: Math.min(BATCH, ENTRIES - from) }, (_, index) => nextEntry(heads, from + index));
    await sql`insert into audit_entries select * from jsonb_populate_recordset(null::audit_entries, ${JSON.stringify(entries)}::jsonb)`.execute(database.owner);
  }
  for (const [district, { number, hash, month }] of heads) await sql`insert into audit_heads values (${district}, ${number}, ${hash}, ${month})`.execute(db);
  await sql`vacuum analyze audit_entries`.execute(database.owner);
}, timeLimit(120));

function nextEntry(heads: Map<number, { number: number; hash: string; month: string }>, order: number) {
  const district = DISTRICTS[order % DISTRICTS.length] ?? 0;
  const last = heads.get(district) ?? { number: 0, hash: FIRST_HASH, month: '2023-01-01' };
  const at = new Date(Date.UTC(2023, 0, 1) + Math.floor((order / ENTRIES) * 360 * 86_400_000));
  const entry = {
    month: `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 7)}-01`,
    district,
    number: last.number + 1,
    at: at.toISOString(),
    actor_id: String(1000 + (order % 900)),
    actor_name: `人员${order % 900}`,
    post_id: '1',
    jurisdiction: district * 1e6,
    origin: '10.0.0.1',
    request_id: `request-${order}`,
    action: ['record.updated', 'record.created', 'session.started', 'evidence.exported', 'report.edited'][Math.floor(order / 100) % 5] ?? '',
    subject_type: 'organizations',
    subject_id: String(order % 50_000),
    details: '{}',
    before_digest: null,
    after_digest: null,
    previous_hash: last.hash,
  };
  const hash = chainHash(key, entry);
  heads.set(district, { number: entry.number, hash, month: entry.month });
  return { ...entry, details: {}, hash };
}

const NATION = rangeOf(0, 'nation');
const SEARCHES: [name: string, filter: AuditFilter][] = [
  ['the newest', { range: NATION }],
  ['a person by name', { range: NATION, actorName: '人员7' }],
  ['a person by account', { range: NATION, actor: '1007' }],
  ['a subject', { range: NATION, subjectType: 'organizations', subjectId: '77' }],
  ['a kind of act', { range: NATION, action: 'evidence.' }],
  ['a request', { range: NATION, requestId: 'request-12345' }],
  ['a day', { range: NATION, from: '2023-06-03', to: '2023-06-03' }],
  ['the newest of one district', { range: rangeOf(410138 * 1e6, 'county') }],
  ['one act on a day in one district', { range: rangeOf(410138 * 1e6, 'county'), action: 'session.', from: '2023-06-01', to: '2023-06-30' }],
  ['a person in one district', { range: rangeOf(410138 * 1e6, 'county'), actorName: '人员1' }],
];

describe(`a trail of ${ENTRIES} entries`, () => {
  it(
    'is searched within a second, page after page',
    async () => {
      const slow: string[] = [];
      const times: string[] = [];
      for (const [name, filter] of SEARCHES) {
        await listEntries(db, filter, undefined, 51);
        const start = performance.now();
        const first = await listEntries(db, filter, undefined, 51);
        await listEntries(db, filter, first.at(-1)?.position, 51);
        const took = performance.now() - start;
        times.push(`${name} ${took.toFixed(1)} ms`);
        if (took > SECOND_MS) slow.push(name);
        expect(first.length, name).toBeGreaterThan(0);
      }
      noteFigure({
        promise: 'the audit trail is searched within a second',
        tried: `searches of ${ENTRIES} entries, two pages each`,
        n: SEARCHES.length,
        wrong: slow.length,
        measured: times.join(', '),
      });
      expect(slow).toEqual([]);
    },
    timeLimit(60),
  );

  it('counts what it lists', async () => {
    expect(await countEntries(db, { range: NATION })).toBe(ENTRIES);
    expect(await countEntries(db, { range: NATION, requestId: 'request-12345' })).toBe(1);
  });

  it(
    'is verified whole',
    async () => {
      const start = performance.now();
      const { entries, findings } = await verifyAudit(db, key);
      const seconds = (performance.now() - start) / 1000;
      noteFigure({
        promise: 'a large audit trail is verified whole',
        tried: 'entries',
        n: entries,
        wrong: findings.length,
        measured: `${seconds.toFixed(1)} s`,
      });
      expect({ entries, findings }).toEqual({ entries: ENTRIES, findings: [] });
    },
    timeLimit(60),
  );
});
