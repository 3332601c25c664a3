import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { countIn, yearOf } from '../figure-store.ts';
import { lockMinutesOf, yearsServed } from '../service-store.ts';
import { moveVolunteer, type StoredVolunteer } from '../volunteer-store.ts';

/** A volunteer is at home elsewhere from now on: the row and what counts persons go along; services stay where they took place. */
export async function carryHome(tx: Transaction, { actor, now }: Context, one: StoredVolunteer, to: { district: number; div: number }): Promise<void> {
  await lockMinutesOf(tx, one.id);
  await moveVolunteer(tx, one, to, { at: now, id: actor.id });
  await countIn(tx, one.div, yearOf(one.registeredOn), { registered: -1 });
  await countIn(tx, to.div, yearOf(one.registeredOn), { registered: 1 });
  for (const year of await yearsServed(tx, one.id)) {
    await countIn(tx, one.div, year, { served: -1 });
    await countIn(tx, to.div, year, { served: 1 });
  }
}
