/** Keys of the programs that pass needs on: made, changed for new ones, taken away. */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { getDivisionPaths, resolveDivisions } from '#modules/divisions/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { inRange, requirePermission, requireWithin } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import { newSecretToken } from '#platform/auth/secret-token.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { type Database, inTransaction, type Transaction } from '#platform/db/database.ts';
import { noteWhereabouts } from '#platform/db/whereabouts.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { checkCodeOf } from '#shared/codes/check-code.ts';
import { codeOf, districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import { type newProgramSchema, type Program, PROGRAM_NAMES, ROTATION_HOURS } from '../../contract/program.ts';
import { PROGRAM_COLUMNS, type StoredProgram } from './program-store.ts';

const SECRET = 'need_programs.secret';
const CODE_BYTES = 12;
const HOUR_MS = 3_600_000;
const RIGHT = 'account.manage';

type WithSecret = Promise<{ program: Program; secret: string }>;

export async function listPrograms(context: Context): Promise<Program[]> {
  requirePermission(context.actor, RIGHT);
  const { rows } =
    await sql<StoredProgram>`select ${PROGRAM_COLUMNS} from need_programs p where ${inRange(context.actor.range, 'p')} order by p.id desc limit 200`.execute(
      context.platform.db,
    );
  return present(context.platform.db, rows);
}

/** @throws RECORD_NOT_FOUND for a place outside */
export async function addProgram(context: Context, { name, channel, division }: z.output<typeof newProgramSchema>): WithSecret {
  const { actor, platform, now, today } = context;
  requirePermission(actor, RIGHT);
  const place = (await resolveDivisions(platform.db, [division], today)).get(division);
  if (!place?.inForceNow) throw refuse(accessErrors.RECORD_NOT_FOUND);
  requireWithin(actor, place.key);
  const secret = newSecretToken();
  const keyId = `wn${checkCodeOf(randomBytes(CODE_BYTES))}`;
  const program = await inTransaction(platform.db, async (tx) => {
    const district = districtOf(place.key);
    const id = await nextRecordId(tx, district);
    await sql`insert into need_programs (id, district, div, recorded_div, level, name, channel, key_id, secret_cipher, created_at, created_by)
      values (${id}, ${district}, ${place.key}, ${place.key}, ${place.level}, ${maskNumbersIn(name)}, ${channel}, ${keyId}, ${platform.cipher.encrypt(secret, SECRET)}, ${now.toISOString()}, ${actor.id})`.execute(
      tx,
    );
    await noteWhereabouts(tx, [{ kind: 'code', key: keyId, district }]);
    await note(tx, context, 'need.program-added', { id, district, keyId });
    return hold(tx, context, id);
  });
  return { program: await presentOne(context, program), secret };
}

/** The key before it holds for a day yet, so that the program can change over. @throws PROGRAM_NOT_FOUND, PROGRAM_DISABLED */
export async function rotateKey(context: Context, id: number, atOnce: boolean): WithSecret {
  requirePermission(context.actor, RIGHT);
  const { platform, now } = context;
  const secret = newSecretToken();
  const program = await inTransaction(platform.db, async (tx) => {
    const before = await hold(tx, context, id);
    if (before.disabledAt !== null) throw refuse(needErrors.PROGRAM_DISABLED);
    const until = atOnce ? null : new Date(now.getTime() + ROTATION_HOURS * HOUR_MS).toISOString();
    await sql`update need_programs set secret_cipher = ${platform.cipher.encrypt(secret, SECRET)}, previous_secret_cipher = ${atOnce ? null : before.secretCipher}, previous_until = ${until}
      where district = ${before.district} and id = ${id}`.execute(tx);
    await note(tx, context, 'need.program-key-changed', before, { atOnce });
    return hold(tx, context, id);
  });
  return { program: await presentOne(context, program), secret };
}

/** Done twice it is done once. @throws PROGRAM_NOT_FOUND */
export async function disableProgram(context: Context, id: number): Promise<Program> {
  requirePermission(context.actor, RIGHT);
  const program = await inTransaction(context.platform.db, async (tx) => {
    const before = await hold(tx, context, id);
    if (before.disabledAt !== null) return before;
    await sql`update need_programs set disabled_at = ${context.now.toISOString()}, disabled_by = ${context.actor.id} where district = ${before.district} and id = ${id}`.execute(
      tx,
    );
    await note(tx, context, 'need.program-disabled', before);
    return hold(tx, context, id);
  });
  return presentOne(context, program);
}

async function hold(tx: Transaction, { actor }: Context, id: number): Promise<StoredProgram> {
  const found = await findWhereItLies(tx, id, async (district) => {
    const { rows } = await sql<StoredProgram>`
      select ${PROGRAM_COLUMNS} from need_programs p where p.district = ${district} and p.id = ${id} and ${inRange(actor.range, 'p')} for update of p`.execute(
      tx,
    );
    return rows[0];
  });
  if (!found) throw refuse(needErrors.PROGRAM_NOT_FOUND);
  return found;
}

function note(
  tx: Transaction,
  context: Context,
  action: string,
  { id, district, keyId }: Pick<StoredProgram, 'id' | 'district' | 'keyId'>,
  more: object = {},
): Promise<void> {
  return audit(tx, context, { action, subject: { type: 'need-program', id, district }, details: { key: keyId, ...more } });
}

async function presentOne({ platform }: Context, program: StoredProgram): Promise<Program> {
  const [one] = await present(platform.db, [program]);
  if (!one) throw refuse(needErrors.PROGRAM_NOT_FOUND);
  return one;
}

async function present(db: Database, programs: readonly StoredProgram[]): Promise<Program[]> {
  const paths = await getDivisionPaths(
    db,
    programs.map(({ div }) => div),
  );
  return programs.map(({ id, name, channel, div, keyId, createdAt, lastUsedAt, previousUntil, disabledAt }) => ({
    id: String(id),
    name,
    channel,
    channelName: PROGRAM_NAMES[channel],
    division: codeOf(div),
    divisionName: paths.get(div)?.path.join(' ') ?? codeOf(div),
    keyId,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    previousUntil: previousUntil?.toISOString() ?? null,
    disabledAt: disabledAt?.toISOString() ?? null,
  }));
}
