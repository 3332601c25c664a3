import { describeDivisions, type NamedDivision } from '../division-names.ts';
import { listJudgements, listMeasures, openFigures, type Judged, type Measure } from '#modules/indicators/server/public.ts';
import type { Context } from '#platform/context.ts';
import type { Day } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor } from '#shared/page.ts';
import type { Gap } from '../../contract/drill-down.ts';
import type { Target } from '../../contract/plan-target.ts';
import { officeName } from '../domain/responsible-office.ts';
import { lackingInWords } from '../domain/lacking-words.ts';
import { figuresOf } from '../domain/target-figures.ts';
import { type Boundaries, boundariesDay, dayOrToday, findPlace, type Place } from '../place.ts';
import { describeRecords } from '../record-names.ts';
import { getPlanInForce, type PlanVersion } from '../plan-store.ts';
import { findHelps } from './find-helps.ts';
import { findStandings, standingKey } from './find-standings.ts';

export interface GapsRequest {
  plan: string;
  division?: string | undefined;
  asOf?: string | undefined;
  target?: string | undefined;
  boundaries?: Boundaries | undefined;
  limit: number;
  cursor?: string | undefined;
  withTotal: boolean;
}

interface Listed {
  target: Target;
  measure: Measure;
}

/** Which units lack what and how many, target by target: the work list of a plan. */
export async function listGaps(context: Context, request: GapsRequest): Promise<{ items: Gap[]; nextCursor: string | null; total: number | null }> {
  const version = await getPlanInForce(context.platform.db, request.plan);
  const asOf = dayOrToday(context, request.asOf);
  const boundariesOf = boundariesDay(asOf, request.boundaries);
  const place = await findPlace(context, version.plan, request.division, boundariesOf);
  const listed = await listedTargets(context, version, request.target);
  const cursor = readCursor(request.cursor);
  const items: Gap[] = [];
  let nextCursor: string | null = null;
  const start = Math.max(
    0,
    listed.findIndex((one) => one.target.id === cursor?.target),
  );
  for (const { target, measure } of listed.slice(start)) {
    const limit = request.limit - items.length;
    if (limit <= 0) {
      nextCursor ??= encodeCursor([target.id, null, null]);
      break;
    }
    const after = cursor?.target === target.id && cursor.div !== null ? { div: cursor.div, subject: cursor.subject } : null;
    const asked = { measure, range: place.range, day: asOf, boundariesOf, filter: 'failing', after, limit } as const;
    const page = await listJudgements(context.platform.db, context.platform.facts, asked);
    items.push(...(await gapsOf(context, version.plan.id, { target, measure }, page.items, { asOf, boundariesOf })));
    if (page.next) {
      nextCursor = encodeCursor([target.id, page.next.div, page.next.subject]);
      break;
    }
  }
  return { items, nextCursor, total: request.withTotal ? await totalOf(context, listed, { place, asOf, boundariesOf }) : null };
}

async function listedTargets(context: Context, version: PlanVersion, only: string | undefined): Promise<Listed[]> {
  const measures = new Map((await listMeasures(context.platform.db)).map((measure) => [measure.id, measure]));
  return version.plan.targets
    .filter((target) => (only === undefined || target.id === only) && target.kind !== 'parts')
    .flatMap((target) => {
      const measure = measures.get(version.measures.get(target.id)?.[0] ?? -1);
      const [figure] = figuresOf(target.formula);
      return measure && figure && figure.formula.kind !== 'count' && figure.formula.kind !== 'unitCount' ? [{ target, measure }] : [];
    });
}

function readCursor(cursor: string | undefined): { target: string; div: number | null; subject: string | null } | null {
  const [target, div, subject] = (cursor ? decodeCursor(cursor) : undefined) ?? [];
  return typeof target === 'string' ? { target, div: typeof div === 'number' ? div : null, subject: typeof subject === 'string' ? subject : null } : null;
}

async function gapsOf(
  context: Context,
  plan: string,
  { target, measure }: Listed,
  items: readonly Judged[],
  { asOf, boundariesOf }: { asOf: Day; boundariesOf: Day | undefined },
): Promise<Gap[]> {
  const divisions = await describeDivisions(
    context.platform.db,
    items.map((item) => item.div),
    boundariesOf,
  );
  const set = measure.formula.kind === 'records' ? measure.formula.of.facts : null;
  const records = await describeRecords(
    context,
    set,
    items.flatMap((item) => (item.recordId === null ? [] : [item.recordId])),
  );
  // what is at hand lies where places are today
  const helped = boundariesOf === undefined ? items.map((item) => item.div) : [];
  const helps = await findHelps(context, countedSet(measure.formula), helped, asOf);
  const tasks = await findStandings(context, { plan, target: target.id }, helped);
  return items.map((item) => {
    const division = divisions.get(item.div);
    const { words, missing } = lackingInWords(item.lacking, target);
    const record = item.recordId === null ? undefined : records.get(item.recordId);
    return {
      targetId: target.id,
      targetName: target.name,
      code: codeOf(item.div),
      name: record?.name ?? division?.name ?? codeOf(item.div),
      path: division?.path ?? '',
      lacking: words,
      missing,
      responsible: responsibleFor(division),
      help: helps.get(item.div) ?? null,
      recordId: item.recordId,
      task: tasks.get(standingKey(item.div, item.recordId)) ?? null,
    };
  });
}

/** The office that answers for a unit: county civil affairs above the township, the street office in and below it. */
function responsibleFor(division: NamedDivision | undefined): string {
  if (division?.level === 'community') return division.path.split(' / ').at(-2) ?? division.name;
  return officeName(division);
}

/** The facts that a gap lacks. */
function countedSet(formula: Measure['formula']): string | undefined {
  if ('having' in formula && 'count' in formula.having) return formula.having.count.facts;
  return 'of' in formula ? formula.of.facts : undefined;
}

async function totalOf(
  context: Context,
  listed: readonly Listed[],
  { place, asOf, boundariesOf }: { place: Place; asOf: Day; boundariesOf: Day | undefined },
): Promise<number> {
  const ids = listed.map(({ measure }) => measure.id);
  const reader = await openFigures(context.platform.db, context.platform.facts, { measureIds: ids, range: place.range, boundariesOf });
  return (await reader.figuresOn(ids, [asOf])).flat().reduce((sum, figure) => sum + figure.failing, 0);
}
