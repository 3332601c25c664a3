import { sql } from 'kysely';
import { accessErrors } from '#platform/access/errors.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { LOCK_NUMBERS } from '#platform/db/lock-numbers.ts';
import type { Database } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { groupCode } from '#shared/codes/check-code.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import type { PassedNeed, PassedStanding } from '../../contract/program.ts';
import { STATES } from '../../contract/workflow.ts';
import { NEED_COLUMNS, type StoredNeed } from '../need-store.ts';
import { addNeed, placeOf } from '../new-need.ts';
import { readRating, readServices, readSteps } from '../record-store.ts';
import { findProgramByKey, type StoredProgram } from './program-store.ts';

/**
 * A need that another program passes on. Sent again under the same number it is the same need, whatever else it says.
 * @throws NOT_SIGNED_IN, RECORD_NOT_FOUND for a place outside, NEED_PLACE_LEVEL, NEED_CONSENT_MISSING, NEED_INVALID
 */
export async function passNeed(context: Context, passed: PassedNeed): Promise<PassedStanding & { isRepeated: boolean }> {
  const program = await requireProgram(context);
  const { number, division, receivedOn, dueOn, hasConsent, ...input } = passed;
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    await sql`select pg_advisory_xact_lock(${LOCK_NUMBERS.passNeed}, hashtext(${`${program.keyId} ${number}`}))`.execute(tx);
    const known = await findPassed(tx, context, program, number);
    if (known) return { ...(await standingOf(tx, known)), isRepeated: true };
    const div = await placeOf(tx, context, division);
    const isPersonal = [input.name, input.phone, input.address].some((part) => part?.trim());
    if (isPersonal && !hasConsent)
      throw refuse(needErrors.NEED_CONSENT_MISSING, {}, [{ path: 'hasConsent', message: '写明居民已经同意把姓名、电话、地址转来。' }]);
    const day = receivedOn === undefined || receivedOn > context.today ? context.today : receivedOn;
    const external = { source: program.keyId, number, dueOn: dueOn !== undefined && dueOn >= day ? dueOn : null };
    const need = await addNeed(tx, context, { input, div, channel: program.channel, receivedOn: day, external });
    return { ...(await standingOf(tx, need)), isRepeated: false };
  });
}

/** How far a need has come that this program passed on. @throws NOT_SIGNED_IN, NEED_NOT_FOUND */
export async function passedStanding(context: Context, number: string): Promise<PassedStanding> {
  const program = await requireProgram(context);
  const need = await findPassed(context.platform.db, context, program, number);
  if (!need) throw refuse(needErrors.NEED_NOT_FOUND);
  return standingOf(context.platform.db, need);
}

/** Only a signed request has such an actor. */
async function requireProgram({ actor, platform }: Context): Promise<StoredProgram> {
  const program = actor.id.startsWith('program:') ? await findProgramByKey(platform.db, actor.id.slice('program:'.length)) : undefined;
  if (!program) throw refuse(accessErrors.NOT_SIGNED_IN);
  return program;
}

/** Wherever in the district it lies now: it may have been passed on to a community outside the program's place. */
async function findPassed(db: Database | Transaction, { actor }: Context, { keyId }: StoredProgram, number: string): Promise<StoredNeed | undefined> {
  const { rows } = await sql<StoredNeed>`
    select ${NEED_COLUMNS} from needs n where n.district >= ${districtOf(actor.range.from)} and n.district <= ${districtOf(actor.range.to - 1)}
      and n.external_source = ${keyId} and n.external_number = ${number}`.execute(db);
  return rows[0];
}

async function standingOf(db: Database | Transaction, need: StoredNeed): Promise<PassedStanding> {
  const [services, rating, steps] = [await readServices(db, need), await readRating(db, need), await readSteps(db, need)];
  return {
    number: need.externalNumber ?? '',
    receipt: groupCode(need.number),
    state: need.state,
    stateName: STATES[need.state],
    organizationName: need.organizationName,
    receivedOn: need.receivedOn,
    dueOn: need.dueOn,
    closedOn: need.closedOn,
    reason: steps.findLast(({ action }) => action === 'return' || action === 'close')?.reason ?? null,
    services: services.length,
    stars: rating?.stars ?? null,
  };
}
