import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { Refusal, refuse } from '#shared/errors.ts';
import { canonicalJson } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Transaction } from '../db/database.ts';
import { LOCK_NUMBERS } from '../db/lock-numbers.ts';
import { idempotencyErrors } from './errors.ts';

/** What a repetition must agree in: operation, its input, and the digest of an uploaded file. */
export interface KeyedRequest {
  /** as sent in `Idempotency-Key` */
  key: string;
  operation: string;
  input: unknown;
}

export interface OnceAnswer {
  /** what is sent as JSON */
  answer: unknown;
  /** the act was done before; this is the answer of then */
  isRepeated: boolean;
}

export interface KeyedAct {
  answer: unknown;
  /** false for an answer that must not be given again: it came with a cookie */
  isKept: boolean;
}

const HOURS_KEPT = 48;
const PURPOSE = 'idempotency_keys.answer';

/** @throws IDEMPOTENCY_KEY_MALFORMED */
export function readKey(header: unknown): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !/^[\w.:-]{16,255}$/.test(header)) throw refuse(idempotencyErrors.IDEMPOTENCY_KEY_MALFORMED);
  return header;
}

/**
 * Does an act once per key, account and post: the act and its answer are stored in one transaction, so that after a crash
 * either both are there or neither. A repetition gets the stored answer for 48 hours. A refused act stores nothing and may be tried again
 * with the same key; what it had committed (a counted failure) stays, as without a key.
 * @param act must use the context that it is given
 * @throws IDEMPOTENCY_KEY_REUSED when the key came with other content, REQUEST_UNDER_WAY while the first is still at work
 */
export async function oncePerKey(context: Context, request: KeyedRequest, act: (context: Context) => Promise<KeyedAct>): Promise<OnceAnswer> {
  const { cipher, db } = context.platform;
  const key = cipher.digest(JSON.stringify([context.actor.id, context.actor.postId, request.key]), 'idempotency_keys.key');
  const digest = createHmac('sm3', cipher.auditKey)
    .update(canonicalJson([request.operation, request.input]))
    .digest('hex');
  const result = await inTransaction(db, async (tx): Promise<OnceAnswer | Refusal> => {
    await claim(tx, key);
    const stored = await findAnswer(tx, key, digest, context.now);
    if (stored !== undefined) return { answer: JSON.parse(cipher.decrypt(stored, PURPOSE)), isRepeated: true };
    try {
      const { answer, isKept } = await act({ ...context, platform: { ...context.platform, db: tx } });
      if (isKept) await keepAnswer(tx, context, { key, digest, answer });
      return { answer, isRepeated: false };
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  });
  if (result instanceof Refusal) throw result;
  return result;
}

/** Nobody waits for the first request: that would let one person's repetitions hold every connection. */
async function claim(tx: Transaction, key: string): Promise<void> {
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${LOCK_NUMBERS.keyUnderWay}::int, hashtext(${key})) as free`.execute(tx);
  if (!rows[0]?.free) throw refuse(idempotencyErrors.REQUEST_UNDER_WAY, { seconds: 1 });
}

async function findAnswer(tx: Transaction, key: string, digest: string, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ request_digest: string; answer: string }>`
    select request_digest, answer from idempotency_keys where key = ${key} and expires_at > ${now}`.execute(tx);
  const [stored] = rows;
  if (stored && stored.request_digest !== digest) throw refuse(idempotencyErrors.IDEMPOTENCY_KEY_REUSED);
  return stored?.answer;
}

async function keepAnswer(tx: Transaction, context: Context, { key, digest, answer }: { key: string; digest: string; answer: unknown }): Promise<void> {
  const expiresAt = new Date(context.now.getTime() + HOURS_KEPT * 3_600_000);
  const stored = context.platform.cipher.encrypt(JSON.stringify(answer ?? null), PURPOSE);
  await sql`insert into idempotency_keys (key, request_digest, answer, created_at, expires_at) values (${key}, ${digest}, ${stored}, ${context.now}, ${expiresAt})
    on conflict (key) do update set request_digest = excluded.request_digest, answer = excluded.answer, created_at = excluded.created_at, expires_at = excluded.expires_at`.execute(
    tx,
  );
}

/** Removes what nobody may ask for again. */
export async function sweepExpiredKeys(context: Context): Promise<void> {
  await sql`delete from idempotency_keys where expires_at <= ${context.now}`.execute(context.platform.db);
}
