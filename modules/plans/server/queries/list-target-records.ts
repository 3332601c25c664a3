import { describeDivisions } from '../division-names.ts';
import { countFactsBehind, isBelowDistrict, listFactsBehind, NO_FIGURE, openFigures } from '#modules/indicators/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor, type Page } from '#shared/page.ts';
import type { EvidenceRecord } from '../../contract/drill-down.ts';
import { describeRecords, type RecordName } from '../record-names.ts';
import { findTargetPlace, type TargetPlace, type TargetRequest } from '../target-place.ts';

export interface RecordsRequest extends TargetRequest {
  limit: number;
  cursor?: string | undefined;
  withTotal: boolean;
}

/** The records behind a figure, each once. For counts of records and averages the total is the figure's own numerator. */
export async function listTargetRecords(context: Context, request: RecordsRequest): Promise<Page<EvidenceRecord>> {
  requirePermission(context.actor, 'evidence.read');
  const found = await findTargetPlace(context, request);
  const { db, facts } = context.platform;
  const page = await listFactsBehind(db, facts, {
    measure: found.measure,
    range: found.place.range,
    day: found.asOf,
    boundariesOf: found.boundariesOf,
    after: readCursor(request.cursor),
    limit: request.limit,
  });
  const divisions = await describeDivisions(
    db,
    page.items.map(({ fact }) => fact.div),
    found.boundariesOf,
    found.treeEdition,
  );
  const names = await namesOf(context, page.items);
  const items = page.items.map(({ set, fact }): EvidenceRecord => {
    const name = names.get(set)?.get(fact.recordId);
    return {
      id: fact.recordId,
      register: name?.register ?? '',
      name: name?.name ?? '',
      code: codeOf(fact.div),
      path: divisions.get(fact.div)?.path ?? '',
      begins: fact.begins,
      ends: fact.ends,
      quantity: fact.quantity,
    };
  });
  const last = page.items.at(-1);
  return {
    items,
    nextCursor: page.hasMore && last ? encodeCursor([last.fact.div, last.fact.subject, last.set]) : null,
    total: request.withTotal ? await totalOf(context, found) : null,
  };
}

async function namesOf(context: Context, items: readonly { set: string; fact: { recordId: number } }[]): Promise<Map<string, Map<number, RecordName>>> {
  const sets = [...new Set(items.map(({ set }) => set))];
  const entries = sets.map(
    async (set) =>
      [
        set,
        await describeRecords(
          context,
          set,
          items.filter((item) => item.set === set).map(({ fact }) => fact.recordId),
        ),
      ] as const,
  );
  return new Map(await Promise.all(entries));
}

function readCursor(cursor: string | undefined): { div: number; subject: string; set: string } | null {
  const [div, subject, set] = (cursor ? decodeCursor(cursor) : undefined) ?? [];
  return typeof div === 'number' ? { div, subject: String(subject ?? ''), set: String(set ?? '') } : null;
}

/** So many districts are read for a total that no figure tells; for a wider place it stays unsaid. */
const DISTRICTS_COUNTED = 250;

async function totalOf(context: Context, { formula, measure, place, asOf, boundariesOf }: TargetPlace): Promise<number | null> {
  const { db, facts } = context.platform;
  const isFigure = formula.kind === 'average' || (formula.kind === 'count' && (formula.by ?? 'records') === 'records');
  if (!isFigure || isBelowDistrict(place.range))
    return countFactsBehind(db, facts, { measure, range: place.range, day: asOf, boundariesOf }, DISTRICTS_COUNTED);
  const reader = await openFigures(db, facts, { measureIds: [measure.id], range: place.range, boundariesOf });
  const [[figure = NO_FIGURE] = []] = await reader.figuresOn([measure.id], [asOf]);
  return figure.numerator;
}
