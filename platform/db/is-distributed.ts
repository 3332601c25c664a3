import { sql } from 'kysely';
import type { Database, Transaction } from './database.ts';

/** A process works with one engine for as long as it runs. */
let known: boolean | undefined;
/** Beside it only copies that one server holds together (ADR 0160). */
const oneServers = new WeakSet<Database | Transaction>();

/**
 * Whether rows lie on several servers (Citus). For the few statements that no text serves well on both: what one server answers soonest an
 * engine of shards refuses.
 */
export async function isDistributed(db: Database | Transaction): Promise<boolean> {
  if (oneServers.has(db)) return false;
  if (known !== undefined) return known;
  const { rows } = await sql<{ found: boolean }>`select exists (select 1 from pg_extension where extname = 'citus') as found`.execute(db);
  known = rows[0]?.found === true;
  return known;
}

/** What is asked here lies on one server, though the engine has several. */
export function noteOneServer(db: Database | Transaction): void {
  oneServers.add(db);
}
