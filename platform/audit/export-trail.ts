import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import type { Context } from '../context.ts';
import { addMonths } from './audit-months.ts';
import { type CheckedEntry, createChainChecker } from './chain-checker.ts';
import type { HeadsFile } from './heads-file.ts';
import { readChains, readCheckpoints, statementOf } from './read-chains.ts';
import { isSignedBy, signStatement } from './signed-points.ts';
import type { AuditVerification } from './verify-audit.ts';
import { sql } from 'kysely';

/**
 * An export is lines of JSON: what it is, where its chains begin (signed), the entries chain by chain, and the end with their
 * number (signed), so that a file cut short shows.
 */
const FORMAT = 'wotu-audit 1';

const lineSchema = z.union([
  z.object({ format: z.literal(FORMAT), from: z.string(), to: z.string(), exportedAt: z.string() }),
  z.object({ begin: z.object({ district: z.number().int(), number: z.number().int(), hash: z.string() }), signature: z.string() }),
  z.object({ end: z.object({ from: z.string(), to: z.string(), entries: z.number().int() }), signature: z.string() }),
  z.object({
    month: z.string(),
    district: z.number().int(),
    number: z.number().int(),
    at: z.string(),
    actor_id: z.string(),
    actor_name: z.string(),
    post_id: z.string().nullable(),
    jurisdiction: z.number().int(),
    origin: z.string(),
    request_id: z.string(),
    action: z.string(),
    subject_type: z.string(),
    subject_id: z.string(),
    details: z.string(),
    before_digest: z.string().nullable(),
    after_digest: z.string().nullable(),
    previous_hash: z.string(),
    hash: z.string(),
  }),
]);

/** The trail of some months (both included) as lines. @param months first days of months */
export async function* exportTrail(context: Context, months: { from: Day; to: Day }): AsyncGenerator<string> {
  const { db, cipher } = context.platform;
  yield `${JSON.stringify({ format: FORMAT, ...months, exportedAt: context.now.toISOString() })}\n`;
  for (const begin of await beginsBefore(context, months.from)) {
    yield `${JSON.stringify({ begin, signature: signStatement(cipher.auditKey, 'checkpoint', begin) })}\n`;
  }
  let entries = 0;
  for await (const entry of readChains(db, months)) {
    entries += 1;
    yield `${JSON.stringify(entry)}\n`;
  }
  const end = { ...months, entries };
  yield `${JSON.stringify({ end, signature: signStatement(cipher.auditKey, 'export', end) })}\n`;
}

/** The last entry of each chain before a month: from the months that are there, else from those that were dropped. */
async function beginsBefore({ platform }: Context, month: Day): Promise<object[]> {
  const dropped = await readCheckpoints(platform.db);
  const { rows } = await sql<{ district: number; number: number; hash: string }>`
    select distinct on (district) district, number, hash from audit_entries where month <= ${addMonths(month, -1)}::date order by district, number desc`.execute(
    platform.db,
  );
  const begins = new Map([...dropped, ...rows].map((point) => [point.district, statementOf(point)]));
  return [...begins.values()];
}

/**
 * Checks exports and exported heads without a database, on any machine that holds the audit key. Exports follow one another in
 * the order of their months; a first one that does not begin with the trail begins at its signed points.
 */
export async function verifyExports(exports: Iterable<AsyncIterable<string>>, key: KeyObject, noted?: HeadsFile): Promise<AuditVerification> {
  const checker = createChainChecker(key);
  for (const [district, point] of noted?.heads ?? []) checker.expect(district, point);
  const seen = new Set<number>();
  let isFirst = true;
  for (const lines of exports) {
    const complete = await followFile(lines, { key, checker, seen, isFirst });
    if (!complete) checker.finding({ district: 0, number: 0, problem: 'incomplete' });
    isFirst = false;
  }
  return checker.end();
}

interface Following {
  key: KeyObject;
  checker: ReturnType<typeof createChainChecker>;
  /** districts whose chains were met */
  seen: Set<number>;
  isFirst: boolean;
}

/** @returns whether the file ends as it should */
async function followFile(lines: AsyncIterable<string>, following: Following): Promise<boolean> {
  let entries = 0;
  let complete = false;
  for await (const text of lines) {
    if (text.trim() === '') continue;
    const line = lineSchema.safeParse(parseJson(text)).data;
    if (!line || complete) return false;
    if ('begin' in line) begin(line, following);
    else if ('end' in line) complete = line.end.entries === entries && isSignedBy(following.key, 'export', line.end, line.signature);
    else if ('hash' in line) {
      entries += 1;
      following.seen.add(line.district);
      following.checker.follow(line satisfies CheckedEntry);
    }
  }
  return complete;
}

interface Begin {
  begin: { district: number; number: number; hash: string };
  signature: string;
}

function begin(line: Begin, { key, checker, seen, isFirst }: Following): void {
  const { district, number } = line.begin;
  if (!isSignedBy(key, 'checkpoint', line.begin, line.signature)) checker.finding({ district, number, problem: 'checkpointForged' });
  // the file before this one has led here already, and its own end is compared with the first entry of this one
  if (seen.has(district)) return;
  if (!isFirst) checker.finding({ district, number, problem: 'missing' });
  seen.add(district);
  checker.beginAt(district, line.begin);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
