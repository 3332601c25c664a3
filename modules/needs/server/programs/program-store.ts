import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';
import type { DivisionLevel } from '#shared/division-code.ts';
import type { ProgramChannel } from '../../contract/program.ts';

export interface StoredProgram {
  id: number;
  district: number;
  div: number;
  level: DivisionLevel;
  name: string;
  channel: ProgramChannel;
  keyId: string;
  secretCipher: string;
  previousSecretCipher: string | null;
  previousUntil: Date | null;
  lastUsedAt: Date | null;
  createdAt: Date;
  disabledAt: Date | null;
}

export const PROGRAM_COLUMNS = sql.raw(`p.id, p.district, p.div, p.level, p.name, p.channel, p.key_id as "keyId", p.secret_cipher as "secretCipher",
  p.previous_secret_cipher as "previousSecretCipher", p.previous_until as "previousUntil", p.last_used_at as "lastUsedAt", p.created_at as "createdAt", p.disabled_at as "disabledAt"`);

/** Whoever asks proves by the secret that it is theirs. */
export async function findProgramByKey(db: Database, keyId: string): Promise<StoredProgram | undefined> {
  const districts = await whereaboutsOf(db, { kind: 'code', key: keyId });
  const { rows } = await sql<StoredProgram>`
    select ${PROGRAM_COLUMNS} from need_programs p where p.district = any(${districts}::int[]) and p.key_id = ${keyId}`.execute(db);
  return rows[0];
}

/** @returns false for one that was used before */
export async function spendNonce(tx: Transaction, { district, id, keyId }: StoredProgram, nonce: string, at: Date): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into need_program_nonces (district, key_id, nonce, seen_at) values (${district}, ${keyId}, ${nonce}, ${at.toISOString()})
    on conflict (district, key_id, nonce) do nothing`.execute(tx);
  if (Number(numAffectedRows ?? 0) === 0) return false;
  await sql`update need_programs set last_used_at = ${at.toISOString()} where district = ${district} and id = ${id}`.execute(tx);
  return true;
}
