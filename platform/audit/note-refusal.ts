import { districtOf } from '#shared/division-code.ts';
import type { Refusal } from '#shared/errors.ts';
import type { Context } from '../context.ts';
import { type Database, inTransaction } from '../db/database.ts';
import { audit } from './audit.ts';

/** One person is refused one right: the first time at once, then at most once in this time, with the number of times between. */
const QUIET_MS = 10 * 60_000;
/** Whatever happens, one process writes no more than this in that time: a flood cannot fill the disk. */
const MOST = 500;

interface Told {
  at: number;
  /** refusals since that were counted, not written */
  silent: number;
}

interface Notes {
  windowFrom: number;
  written: number;
  told: Map<string, Told>;
}

const notesOf = new WeakMap<Database, Notes>();

/**
 * Writes into the trail that somebody was refused a right, in a transaction of its own, in the chain of the district where the
 * person works. Repeats are counted and told with the next entry.
 */
export async function noteRefusal(context: Context, refusal: Refusal, asked: string): Promise<void> {
  const { actor, now, platform } = context;
  const silent = isWorthAnEntry(platform.db, `${actor.id}\0${refusal.code}\0${asked}`, now.getTime());
  if (silent === undefined) return;
  const subject = { type: 'right', id: asked, district: districtOf(actor.division) };
  await inTransaction(platform.db, (tx) => audit(tx, context, { action: 'access.refused', subject, details: { code: refusal.code, silent } }));
}

/** @returns how many were passed over in silence before; undefined when this one is, too */
function isWorthAnEntry(db: Database, key: string, now: number): number | undefined {
  const notes = notesOf.get(db) ?? { windowFrom: now, written: 0, told: new Map<string, Told>() };
  notesOf.set(db, notes);
  if (now - notes.windowFrom >= QUIET_MS || now < notes.windowFrom) {
    for (const [old, { at, silent }] of notes.told) if (silent === 0 && now - at >= QUIET_MS) notes.told.delete(old);
    notes.windowFrom = now;
    notes.written = 0;
  }
  const told = notes.told.get(key);
  if ((told && now - told.at < QUIET_MS) || notes.written >= MOST) {
    if (told) told.silent += 1;
    return undefined;
  }
  notes.written += 1;
  notes.told.set(key, { at: now, silent: 0 });
  return told?.silent ?? 0;
}
