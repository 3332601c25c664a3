/** Counters by place and year, kept in the transaction of every act: persons at their home, person-times and minutes where they took place. */
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';

export interface FigureChange {
  registered?: number;
  withdrawn?: number;
  served?: number;
  services?: number;
  minutes?: number;
}

export async function countIn(tx: Transaction, div: number, year: number, change: FigureChange): Promise<void> {
  const { registered = 0, withdrawn = 0, served = 0, services = 0, minutes = 0 } = change;
  await sql`insert into volunteer_figures as f (district, div, year, registered, withdrawn, served, services, minutes)
    values (${districtOf(div)}, ${div}, ${year}, ${registered}, ${withdrawn}, ${served}, ${services}, ${minutes})
    on conflict (district, div, year) do update set registered = f.registered + ${registered}, withdrawn = f.withdrawn + ${withdrawn}, served = f.served + ${served},
      services = f.services + ${services}, minutes = f.minutes + ${minutes}`.execute(tx);
}

export function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}
