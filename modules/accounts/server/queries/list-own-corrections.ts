import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import type { Context } from '#platform/context.ts';
import type { Day } from '#shared/day.ts';
import type { CorrectionState } from '../../contract/correction.ts';
import { CORRECTION_RIGHT, CORRECTION_WRONG, readOwnCorrections } from '../correction-store.ts';
import { standingOf } from '../domain/correction-standing.ts';
import { requirePerson } from '../require-person.ts';

export interface OwnCorrection {
  id: number;
  about: string;
  /** whose office answers */
  place: string;
  wrong: string;
  right: string;
  receivedOn: Day;
  dueOn: Day;
  isOverdue: boolean;
  state: CorrectionState;
  stateName: string;
  answer: string | null;
  answeredOn: Day | null;
}

/** What whoever acts asked to be corrected, the newest first. @throws PERSON_ONLY */
export async function listOwnCorrections(context: Context, most: number): Promise<OwnCorrection[]> {
  const { db, cipher } = context.platform;
  const person = await requirePerson(context, db);
  const rows = await readOwnCorrections(db, person.id, most);
  const paths = await getDivisionPaths(
    db,
    rows.map(({ div }) => div),
  );
  return rows.map((row) => ({
    id: row.id,
    ...standingOf(row, context.today),
    place: paths.get(row.div)?.path.slice(-2).join(' ') ?? '',
    wrong: cipher.decrypt(row.wrongCipher, CORRECTION_WRONG),
    right: cipher.decrypt(row.rightCipher, CORRECTION_RIGHT),
  }));
}
