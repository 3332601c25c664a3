/**
 * Of a copy that gathers the rows of all shards (ADR 0160): a mark is written on every node, after all that was committed there, and what comes
 * from a node comes in the order of its commits. A copy that shows the marks of all nodes shows everything before them.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { isCopyOf } from './copy-state.ts';
import type { Measured, ReplicaAge } from './replica-age.ts';
import { shareNextRun } from './share-next-run.ts';

/** For everything that is not distributed. */
const HEAD = -1;
const POLL_MS = 10;
/** A measurement waits so long for its own marks before it takes those of an earlier one. */
const MEASURE_WAITS_MS = 500;
const CATCH_UP_MS = 1500;
/** One that was further behind a moment ago is not waited for. */
const WORTH_WAITING_MS = 1000;
/** Among so many districts each node has one: a nation has fewer shards than a tenth of them. */
const CANDIDATES = 4000;

interface Marks {
  at: number;
  byPlace: ReadonlyMap<number, number>;
}

export function ageOfCopy(primary: Database, copy: Database, mostLagMs: number): ReplicaAge {
  let written: Marks[] = [];
  let lastLagMs = 0;
  // where shards lie is the same for as long as the copy counts (`isCopyOf`)
  let districts: number[] | undefined;

  const mark = async (): Promise<Marks> => {
    const at = performance.now();
    districts ??= await districtOfEachNode(primary);
    return { at, byPlace: await writeMarks(primary, districts) };
  };
  const isShown = async (marks: Marks, forMs: number): Promise<boolean> => {
    while (true) {
      if (covers(await readMarks(copy), marks)) return true;
      if (performance.now() - marks.at > forMs) return false;
      await wait(POLL_MS);
    }
  };
  return {
    async measure(): Promise<Measured | undefined> {
      if (!(await isCopyOf(primary, copy))) {
        districts = undefined;
        return undefined;
      }
      const marks = await mark();
      written = [...written.filter(({ at }) => at > marks.at - 2 * mostLagMs), marks];
      const at = performance.now();
      if (await isShown(marks, MEASURE_WAITS_MS)) {
        written = [marks];
        lastLagMs = performance.now() - marks.at;
        return { at, lagMs: lastLagMs };
      }
      const shown = await readMarks(copy);
      const newest = written.findLast((one) => covers(shown, one));
      lastLagMs = newest ? at - newest.at : Math.max(at - (written[0]?.at ?? at), mostLagMs + 1);
      return { at, lagMs: lastLagMs };
    },
    catchUp: shareNextRun(async () => lastLagMs <= WORTH_WAITING_MS && isShown(await mark(), CATCH_UP_MS)),
  };
}

/** One district for each node that has shards. */
async function districtOfEachNode(primary: Database): Promise<number[]> {
  const { rows } = await sql<{ district: number }>`
    select min(district) as district from (
      select district, get_shard_id_for_distribution_column('replica_marks', district) as shardid from generate_series(1, ${CANDIDATES}::int) as district) d
    join pg_dist_placement using (shardid) group by groupid`.execute(primary);
  return rows.map(({ district }) => district);
}

/** Microseconds, and always more than before: after nodes were restored their marks are not those that a copy has seen already. */
const NOW = sql<number>`(extract(epoch from clock_timestamp()) * 1000000)::bigint`;

async function writeMarks(primary: Database, districts: readonly number[]): Promise<Map<number, number>> {
  const { rows: head } = await sql<{ mark: number }>`
    insert into replica_head_marks (mark) values (${NOW}) on conflict (head) do update set mark = greatest(replica_head_marks.mark + 1, excluded.mark) returning mark`.execute(
    primary,
  );
  const marks = new Map([[HEAD, head[0]?.mark ?? 0]]);
  for (const district of districts) {
    const { rows } = await sql<{ mark: number }>`
      insert into replica_marks (district, mark) values (${district}, ${NOW})
      on conflict (district) do update set mark = greatest(replica_marks.mark + 1, excluded.mark) where replica_marks.district = ${district} returning mark`.execute(
      primary,
    );
    marks.set(district, rows[0]?.mark ?? 0);
  }
  return marks;
}

/** Asked of the copy, which is one server. */
async function readMarks(copy: Database): Promise<Map<number, number>> {
  const { rows } = await sql<{ place: number; mark: number }>`
    select district as place, mark from replica_marks union all select ${HEAD}::int, mark from replica_head_marks`.execute(copy);
  return new Map(rows.map(({ place, mark }) => [place, mark]));
}

function covers(shown: ReadonlyMap<number, number>, { byPlace }: Marks): boolean {
  return [...byPlace].every(([place, mark]) => (shown.get(place) ?? 0) >= mark);
}
