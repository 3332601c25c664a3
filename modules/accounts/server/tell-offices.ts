import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { notify } from './notice-store.ts';
import { officesAt } from './recipients.ts';
import type { OfficeKind } from './office-store.ts';

export interface OfficeNotice {
  office: OfficeKind;
  /** key of the division */
  place: number;
  /** where there is none, the nearest one above */
  orAbove: boolean;
  body: string;
}

/** Tells everybody of the open offices of a kind at a division that work waits: how much, never whose. Nobody is told where there is none. */
export async function tellOffices(tx: Transaction, context: Context, { office, place, orAbove, body }: OfficeNotice): Promise<void> {
  await notify(tx, context, { offices: await officesAt(tx, place, office, orAbove) }, 'deadline', body);
}
