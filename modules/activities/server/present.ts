import type { Context } from '#platform/context.ts';
import { maskPhone } from '#platform/crypto/masking.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { codeOf } from '#shared/division-code.ts';
import { type Occasion, OCCASION_STATES, PARTICIPANT_KINDS, type SignUp, SIGN_UP_STATES } from '../contract/occasion.ts';
import type { Side } from './hosting.ts';
import type { StoredOccasion } from './occasion-store.ts';
import { type Counts, countSignUps, SIGN_UP_NAME, SIGN_UP_PHONE, type StoredSignUp } from './sign-up-store.ts';

const NOBODY_YET: Counts = { listed: 0, confirmed: 0, waiting: 0, checkedIn: 0, kinds: { resident: 0, volunteer: 0, partyMember: 0, other: 0 } };

/** With how many come, in one question for all. */
export async function presentOccasions(db: Database | Transaction, { actor, now }: Context, rows: readonly StoredOccasion[]): Promise<Occasion[]> {
  const counts = rows.length === 0 ? new Map<number, Counts>() : await countSignUps(db, actor.range, rows);
  return rows.map((row) => presentOccasion(row, counts.get(row.id) ?? NOBODY_YET, now));
}

function presentOccasion({ district: _district, recordedDiv: _recordedDiv, div, ...row }: StoredOccasion, counts: Counts, now: Date): Occasion {
  return {
    ...row,
    id: String(row.id),
    division: codeOf(div),
    organizationId: String(row.organizationId),
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    hasBegun: row.startsAt <= now,
    isOver: row.endsAt <= now,
    signUpUntil: row.signUpUntil.toISOString(),
    stateName: OCCASION_STATES[row.state],
    recordId: row.recordId === null ? null : String(row.recordId),
    counts,
  };
}

/** An office sees 王某; whoever leads the organization greets people by name. Phones are masked for both. */
export function presentSignUp(context: Context, side: Side, row: StoredSignUp): SignUp {
  const { name, phone } = clearSignUp(context, row);
  return {
    id: String(row.id),
    version: row.version,
    name: row.nameCipher === null || side === 'own' ? name : `${[...name][0] ?? ''}某`,
    phone: phone === null ? null : maskPhone(phone),
    kind: row.kind,
    kindName: PARTICIPANT_KINDS[row.kind],
    state: row.state,
    stateName: SIGN_UP_STATES[row.state],
    signedUpAt: row.signedUpAt.toISOString(),
    checkedInAt: row.checkedInAt?.toISOString() ?? null,
    checkedOutAt: row.checkedOutAt?.toISOString() ?? null,
  };
}

/** Instead of a name whose time of keeping is over. */
const ERASED = '已清除';

export function clearSignUp({ platform: { cipher } }: Context, row: StoredSignUp): { name: string; phone: string | null } {
  return {
    name: row.nameCipher === null ? ERASED : cipher.decrypt(row.nameCipher, SIGN_UP_NAME),
    phone: row.phoneCipher === null ? null : cipher.decrypt(row.phoneCipher, SIGN_UP_PHONE),
  };
}
