/** What plans count about a place are the facts of that place, whatever set they are of. */
import { sql } from 'kysely';
import { createProductFacts } from '#apps/server/facts.ts';
import { rangeOf } from '#shared/division-code.ts';
import type { House } from './open-house.ts';
import type { Probe } from './probes.ts';

/** A district with records of every register, and others before and behind it in the order of codes. */
const DISTRICTS = [410402, 410403, 440106];

async function wrongFacts({ db }: House): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, set] of createProductFacts().sets) {
    for (const district of DISTRICTS) {
      const range = rangeOf(district * 1e6, 'county');
      const { rows } = await sql<{ div: number }>`select f.div from (${set.select(range)}) f`.execute(db);
      const strange = rows.filter(({ div }) => div < range.from || div >= range.to);
      if (strange.length > 0) wrong.push(`${name} of ${district}: ${strange.length} facts of ${strange[0]?.div}`);
    }
  }
  return wrong;
}

export function factProbes(): Probe[] {
  return [{ name: 'facts of a place', changes: false, run: wrongFacts }];
}
