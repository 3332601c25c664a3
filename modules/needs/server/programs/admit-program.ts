import { type Actor, grantsOf } from '#platform/access/actor.ts';
import type { Platform } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import { MOST_SECONDS_APART, SIGNATURE_HEADERS } from '../../contract/program.ts';
import { findProgramByKey, type StoredProgram, spendNonce } from './program-store.ts';
import { isSignedBy, type Signed } from './signature.ts';

export interface SignedRequest extends Omit<Signed, 'timestamp' | 'nonce'> {
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

const NONCE = /^[\w.:-]{16,64}$/;
const SECONDS = /^\d{10}$/;
const SECRET = 'need_programs.secret';

export const programActorId = (keyId: string): string => `program:${keyId}`;

/**
 * Lets in a request that the key of a program signed, at about this time, for the first time. It may do nothing but pass needs on and
 * hear of its own, at its place. @throws PROGRAM_UNSIGNED, PROGRAM_SIGNATURE_WRONG, PROGRAM_CLOCK, PROGRAM_REPLAYED
 */
export async function admitProgram(platform: Platform, request: SignedRequest): Promise<Actor> {
  const header = (name: string) => String(request.headers[name] ?? '');
  const [key, timestamp, nonce, signature] = [SIGNATURE_HEADERS.key, SIGNATURE_HEADERS.timestamp, SIGNATURE_HEADERS.nonce, SIGNATURE_HEADERS.signature].map(
    header,
  ) as [string, string, string, string];
  if (key === '' || signature === '' || !SECONDS.test(timestamp) || !NONCE.test(nonce)) throw refuse(needErrors.PROGRAM_UNSIGNED);
  const now = platform.clock.now();
  const program = await findProgramByKey(platform.db, key);
  const secrets = program && program.disabledAt === null ? secretsOf(platform, program, now) : [];
  const { method, path, body } = request;
  if (!program || !secrets.some((secret) => isSignedBy({ method, path, timestamp, nonce, body }, secret, signature)))
    throw refuse(needErrors.PROGRAM_SIGNATURE_WRONG);
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > MOST_SECONDS_APART) throw refuse(needErrors.PROGRAM_CLOCK, { most: MOST_SECONDS_APART });
  if (!(await inTransaction(platform.db, (tx) => spendNonce(tx, program, nonce, now)))) throw refuse(needErrors.PROGRAM_REPLAYED);
  return actorOf(program);
}

function secretsOf({ cipher }: Platform, { secretCipher, previousSecretCipher, previousUntil }: StoredProgram, now: Date): string[] {
  const isPreviousGood = previousSecretCipher !== null && previousUntil !== null && previousUntil > now;
  return [secretCipher, ...(isPreviousGood ? [previousSecretCipher] : [])].map((text) => cipher.decrypt(text, SECRET));
}

function actorOf({ keyId, name, div, level }: StoredProgram): Actor {
  return { id: programActorId(keyId), name, postId: null, division: div, divisionLevel: level, range: rangeOf(div, level), grants: grantsOf([]) };
}
