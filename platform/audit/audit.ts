import { createHash, createHmac, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Day } from '#shared/day.ts';
import type { Context } from '../context.ts';
import { maskNumbersIn } from '../crypto/masking.ts';
import { answeredLater } from '../db/asked-behind.ts';
import type { Transaction } from '../db/database.ts';
import { ensureMonth, monthOf } from './audit-months.ts';

export interface AuditEvent {
  /** past tense, `organization.created` */
  action: string;
  /** what it was done to; `district` chooses the chain, 0 for the whole installation */
  subject: { type: string; id: string | number; district: number };
  /** facts of the act without personal data; numbers that people wrote into a reason are masked */
  details?: Record<string, string | number | boolean | null>;
  before?: unknown;
  after?: unknown;
}

export const FIRST_HASH = '0'.repeat(64);

/**
 * Writes one audit entry in the transaction of the act. The chain's head is locked here, so call it last. The entry itself may be answered
 * with the end of the transaction: no audit row, no act.
 */
export async function audit(tx: Transaction, context: Context, event: AuditEvent): Promise<void> {
  const { district } = event.subject;
  const last = await lockHead(tx, district, monthOf(context.now));
  const entry = entryOf(context, event, last);
  const hash = chainHash(context.platform.cipher.auditKey, entry);
  await ensureMonth(tx, context.platform.db, entry.month);
  const written = sql`insert into audit_entries (month, district, number, at, actor_id, actor_name, post_id, jurisdiction, origin, request_id, action, subject_type, subject_id, details, before_digest, after_digest, previous_hash, hash)
    values (${entry.month}, ${entry.district}, ${entry.number}, ${entry.at}, ${entry.actor_id}, ${entry.actor_name}, ${entry.post_id}, ${entry.jurisdiction}, ${entry.origin}, ${entry.request_id},
      ${entry.action}, ${entry.subject_type}, ${entry.subject_id}, ${entry.details}::jsonb, ${entry.before_digest}, ${entry.after_digest}, ${entry.previous_hash}, ${hash})`;
  const moved = sql`update audit_heads set number = ${entry.number}, hash = ${hash}, month = ${entry.month} where district = ${district}`;
  await answeredLater(tx, [written.execute(tx), moved.execute(tx)]);
}

function entryOf(context: Context, event: AuditEvent, last: ChainHead): ChainedEntry {
  const month = monthOf(context.now);
  return {
    // a clock that goes back, or a writer that waited over midnight, must not open a month that a chain has left
    month: last.month > month ? last.month : month,
    district: event.subject.district,
    number: last.number + 1,
    at: context.now.toISOString(),
    actor_id: context.actor.id,
    actor_name: context.actor.name,
    post_id: context.actor.postId,
    jurisdiction: context.actor.division,
    origin: context.origin,
    request_id: context.requestId,
    action: event.action,
    subject_type: event.subject.type,
    subject_id: String(event.subject.id),
    details: JSON.stringify({ ...event.details, ...borrowedOf(context.actor) }, (_name, value: unknown) =>
      typeof value === 'string' ? maskNumbersIn(value) : value,
    ),
    before_digest: event.before === undefined ? null : digestOf(event.before),
    after_digest: event.after === undefined ? null : digestOf(event.after),
    previous_hash: last.hash,
  };
}

interface ChainHead {
  number: number;
  hash: string;
  month: Day;
}

async function lockHead(tx: Transaction, district: number, month: Day): Promise<ChainHead> {
  const head = sql<ChainHead>`select number, hash, month from audit_heads where district = ${district} for update`;
  const known = (await head.execute(tx)).rows[0];
  if (known) return known;
  await sql`insert into audit_heads (district, number, hash, month) values (${district}, 0, ${FIRST_HASH}, ${month}) on conflict do nothing`.execute(tx);
  const made = (await head.execute(tx)).rows[0];
  if (!made) throw new Error('audit chain without head');
  return made;
}

/** Acts in another's place or beyond the own jurisdiction carry that mark, whatever the act. */
function borrowedOf({ borrowed }: Actor): Record<string, string | number> {
  if (!borrowed) return {};
  return borrowed.kind === 'standIn' ? { standIn: borrowed.id, insteadOf: borrowed.accountId } : { temporaryAccess: borrowed.id };
}

export interface ChainedEntry {
  /** first day of the month whose table holds the entry; a chain's months never go back */
  month: Day;
  district: number;
  number: number;
  at: string;
  actor_id: string;
  actor_name: string;
  post_id: string | null;
  jurisdiction: number;
  origin: string;
  request_id: string;
  action: string;
  subject_type: string;
  subject_id: string;
  details: string;
  before_digest: string | null;
  after_digest: string | null;
  previous_hash: string;
}

/** HMAC-SM3 over all fields in a fixed order; jsonb is re-read in its own key order, so details are hashed canonically. */
export function chainHash(key: KeyObject, entry: ChainedEntry): string {
  const fields = [
    entry.month,
    entry.district,
    entry.number,
    entry.at,
    entry.actor_id,
    entry.actor_name,
    entry.post_id,
    entry.jurisdiction,
    entry.origin,
    entry.request_id,
    entry.action,
    entry.subject_type,
    entry.subject_id,
    canonicalJson(JSON.parse(entry.details)),
    entry.before_digest,
    entry.after_digest,
    entry.previous_hash,
  ];
  return createHmac('sm3', key).update(JSON.stringify(fields)).digest('hex');
}

function digestOf(value: unknown): string {
  return createHash('sm3').update(canonicalJson(value)).digest('hex');
}

/** JSON with sorted keys: the same value always gives the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
