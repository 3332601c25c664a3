import { describeDivisions } from '../division-names.ts';
import { type Judged, type JudgedFilter, listJudgements } from '#modules/indicators/server/public.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor, type Page } from '#shared/page.ts';
import type { JudgedUnit } from '../../contract/drill-down.ts';
import { lackingInWords } from '../domain/lacking-words.ts';
import { isCount, valueOf } from '../domain/target-figures.ts';
import { describeRecords } from '../record-names.ts';
import { findTargetPlace, type TargetPlace, type TargetRequest } from '../target-place.ts';
import { totalOfUnits } from './count-target-units.ts';

export interface UnitsRequest extends TargetRequest {
  filter: JudgedFilter;
  limit: number;
  cursor?: string | undefined;
  withTotal: boolean;
}

/** The units (or records) that a figure is made of, page by page in order of division. */
export async function listTargetUnits(context: Context, request: UnitsRequest): Promise<Page<JudgedUnit>> {
  const found = await findTargetPlace(context, request);
  const { db, facts } = context.platform;
  const after = readCursor(request.cursor);
  const page = await listJudgements(db, facts, {
    measure: found.measure,
    range: found.place.range,
    day: found.asOf,
    boundariesOf: found.boundariesOf,
    filter: request.filter,
    after,
    limit: request.limit,
  });
  const names = await describeDivisions(
    db,
    page.items.map((item) => item.div),
    found.boundariesOf,
    found.treeEdition,
  );
  const records = await describeRecords(
    context,
    recordSet(found),
    page.items.flatMap((item) => (item.recordId === null ? [] : [item.recordId])),
  );
  const items = page.items.map((item) => unitOf(found, item, names.get(item.div), item.recordId === null ? undefined : records.get(item.recordId)));
  const total = request.withTotal ? await totalOfUnits(context, found, request.filter) : null;
  return { items, nextCursor: page.next ? encodeCursor([page.next.div, page.next.subject]) : null, total };
}

function readCursor(cursor: string | undefined): { div: number; subject: string | null } | null {
  const values = cursor ? decodeCursor(cursor) : undefined;
  const [div, subject] = values ?? [];
  return typeof div === 'number' ? { div, subject: typeof subject === 'string' ? subject : null } : null;
}

/** The fact set whose records are judged one by one. */
function recordSet({ formula }: TargetPlace): string | null {
  return formula.kind === 'count' || formula.kind === 'records' ? formula.of.facts : null;
}

function unitOf(
  found: TargetPlace,
  item: Judged,
  division: { name: string; path: string } | undefined,
  record: { id: number; name: string; register: string } | undefined,
): JudgedUnit {
  const isFulfilled = item.failing <= 0;
  return {
    code: codeOf(item.div),
    name: division?.name ?? codeOf(item.div),
    path: division?.path ?? '',
    record: record ?? null,
    isFulfilled,
    numerator: item.numerator,
    denominator: isCount(found.formula) ? null : item.denominator,
    value: valueOf(found.formula, item),
    lacking: isFulfilled ? null : lackingInWords(item.lacking, found.target).words,
  };
}
