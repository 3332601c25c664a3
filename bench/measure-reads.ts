/** What people look at: progress, ranking, drill-down; each in the server and the same SQL straight through the driver. */
import pg from 'pg';
import { getProgress } from '#modules/plans/server/public.ts';
import { listTargetChildren } from '#modules/plans/server/queries/list-target-children.ts';
import { listTargetRecords } from '#modules/plans/server/queries/list-target-records.ts';
import { listTargetUnits } from '#modules/plans/server/queries/list-target-units.ts';
import { renderReport } from '#modules/reports/server/public.ts';
import type { Context } from '#platform/context.ts';
import { addDays } from '#shared/day.ts';
import { RandomSource } from '#shared/random-source.ts';
import { milliseconds, time, type Timing, timingOf } from './measure.ts';
import type { Places } from './nation-places.ts';
import { type Nation, PLAN } from './open-nation.ts';
import { replay } from './recorded-statements.ts';

interface Reading {
  name: string;
  goal: string;
  work(run: number): Promise<unknown>;
  /** at most so many times: what takes long */
  most?: number;
}

/** Recorded and replayed in this many runs. */
const REPLAYED = 30;

export async function measureReads(nation: Nation, places: Places, runs: number, say: (line: string) => void): Promise<string> {
  const driver = new pg.Client(nation.connection);
  await driver.connect();
  const lines = ['### Reading', '| what | goal ms | median ms | p99 ms | same SQL, driver alone, median ms | ratio |', '|---|---|---:|---:|---:|---:|'];
  try {
    for (const reading of readingsOf(nation, places)) {
      const server = await time(Math.min(runs, reading.most ?? runs), reading.work);
      const straight = await timeStraight(nation, driver, reading);
      const line = `| ${reading.name} | ${reading.goal} | ${milliseconds(server.median)} | ${milliseconds(server.p99)} | ${milliseconds(straight.median)} | ${(server.median / straight.median).toFixed(1)} |`;
      say(line);
      lines.push(line);
    }
  } finally {
    await driver.end();
  }
  return [...lines, ''].join('\n');
}

async function timeStraight(nation: Nation, driver: pg.Client, reading: Reading): Promise<Timing> {
  const took: number[] = [];
  for (let run = 0; run < Math.min(REPLAYED, reading.most ?? REPLAYED); run += 1) {
    const statements = await nation.recorder.record(() => reading.work(run));
    await replay(driver, statements);
    const start = performance.now();
    await replay(driver, statements);
    took.push(performance.now() - start);
  }
  return timingOf(took);
}

const QUICK = '10 / 50';
type Level = keyof Places['byLevel'];
const LEVELS: readonly Level[] = ['nation', 'province', 'city', 'county', 'township', 'community'];

function readingsOf({ context }: Nation, places: Places): Reading[] {
  return [...progressReadings(context, places), ...rankingReadings(context, places), ...drillReadings(context, places), ...reportReadings(context, places)];
}

/** Another division of the level at every run. */
function somewhere(places: Places, level: Level): (run: number) => string {
  const codes = places.byLevel[level];
  return (run) => codes[run % codes.length] ?? '000000000000';
}

function progressReadings(context: Context, places: Places): Reading[] {
  const random = new RandomSource(5);
  const days = Array.from({ length: 1000 }, () => addDays('2021-06-01', random.whole(0, 1700)));
  const today = (name: string, division: (run: number) => string): Reading => ({
    name: `progress today, ${name}`,
    goal: QUICK,
    work: (run) => getProgress(context, { plan: PLAN, division: division(run) }),
  });
  const past = (level: Level): Reading => ({
    name: `progress on any past day, ${level}`,
    goal: '500',
    work: (run) => getProgress(context, { plan: PLAN, division: somewhere(places, level)(run), asOf: days[run % days.length] }),
  });
  return [...LEVELS.map((level) => today(level, somewhere(places, level))), today('largest county', () => places.largestCounty), ...LEVELS.map(past)];
}

/** The divisions directly below, in order of their figure: an average, a share, lines, a nested condition. */
function rankingReadings(context: Context, places: Places): Reading[] {
  return ['BN-Q01', 'BN-Q02', 'BN-Q09', 'BN-Q15'].flatMap((target) =>
    LEVELS.slice(0, -1).map((level): Reading => {
      const division = somewhere(places, level);
      return {
        name: `ranking below a ${level}, ${target}`,
        goal: QUICK,
        work: (run) => listTargetChildren(context, { plan: PLAN, target, division: division(run) }),
      };
    }),
  );
}

/** Pages of 50 with their totals: failing units, and the records behind a figure. */
function drillReadings(context: Context, places: Places): Reading[] {
  const units = (target: string, name: string, division: (run: number) => string): Reading => ({
    name: `failing units in a ${name}, page of 50, ${target}`,
    goal: QUICK,
    work: (run) => listTargetUnits(context, { plan: PLAN, target, division: division(run), filter: 'failing', limit: 50, withTotal: true }),
  });
  const records = (name: string, division: (run: number) => string): Reading => ({
    name: `records behind a figure in a ${name}, page of 50, BN-Q01`,
    goal: QUICK,
    work: (run) => listTargetRecords(context, { plan: PLAN, target: 'BN-Q01', division: division(run), limit: 50, withTotal: true }),
  });
  const levels: Level[] = ['nation', 'province', 'county', 'township'];
  return [
    ...['BN-Q01', 'BN-Q02', 'BN-Q06', 'BN-Q10', 'BN-Q14'].flatMap((target) => levels.map((level) => units(target, level, somewhere(places, level)))),
    units('BN-Q01', 'largest county', () => places.largestCounty),
    ...[...levels, 'community' as const].map((level) => records(level, somewhere(places, level))),
    records('largest county', () => places.largestCounty),
  ];
}

/** Figures of a quarter with those of the one before and of every unit below, four texts, and the file. */
function reportReadings(context: Context, places: Places): Reading[] {
  return (['docx', 'xlsx'] as const).flatMap((format) =>
    (['province', 'city', 'county'] as const).map((level): Reading => {
      const division = somewhere(places, level);
      return {
        name: `report of a quarter as ${format}, ${level}`,
        goal: '–',
        most: 20,
        work: (run) => renderReport(context, { plan: PLAN, division: division(run), period: '2025Q3', format }),
      };
    }),
  );
}
