import { hasOtherHolder } from '#modules/accounts/server/public.ts';
import { getPlanInForce, listPlans } from '#modules/plans/server/public.ts';
import type { LinkTarget, PublicityMeans } from '#modules/publicity/server/public.ts';
import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { getRecord } from '#platform/registers/get-record.ts';
import { listRecords } from '#platform/registers/list-records.ts';
import type { PresentedRecord } from '#platform/registers/present-records.ts';
import { Refusal } from '#shared/errors.ts';
import { productRegisters } from './registers.ts';

const REGISTERS = { organization: 'organizations', activity: 'activities', designation: 'designations' } as const;
type RecordKind = keyof typeof REGISTERS;
const MOST = 12;
const MOST_WORDS = 60;

/** What publicity needs of others: who may review, what articles can be about. */
export const publicityMeans: PublicityMeans = {
  hasOtherReviewer: (db, { today }, division, except) => hasOtherHolder(db, { division, verb: 'publicity.review', except, today }),
  findTargets: (context, kind, q) => (kind === 'duty' ? findDuties(context, q) : findRecords(context, kind, q)),
  nameTarget: (context, kind, target) => (kind === 'duty' ? nameDuty(context, target) : nameRecord(context, kind, target)),
};

function nameOf(kind: RecordKind, { values }: Pick<PresentedRecord, 'values'>): string {
  const field = productRegisters.byRegister.get(REGISTERS[kind])?.nameField ?? 'name';
  return String(values[field] ?? '');
}

async function findRecords(context: Context, kind: RecordKind, q: string): Promise<LinkTarget[]> {
  if (!can(context.actor, 'evidence.read')) return [];
  const { items, divisionNames } = await listRecords(context, productRegisters, REGISTERS[kind], {
    q,
    state: 'all',
    filters: {},
    limit: MOST,
    withTotal: false,
  });
  return items.map((record) => ({ kind, target: record.id, name: nameOf(kind, record), detail: divisionNames[record.division] ?? '' }));
}

async function nameRecord(context: Context, kind: RecordKind, target: string): Promise<string | undefined> {
  if (!/^\d{1,15}$/.test(target) || !can(context.actor, 'evidence.read')) return undefined;
  try {
    return nameOf(kind, await getRecord(context, productRegisters, REGISTERS[kind], Number(target)));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Duties of the plans in force, by their number or a word of the document. */
async function findDuties(context: Context, q: string): Promise<LinkTarget[]> {
  if (!can(context.actor, 'plan.read')) return [];
  const found: LinkTarget[] = [];
  for (const { id } of await listPlans(context)) {
    const { plan } = await getPlanInForce(context.platform.db, id);
    const quotes = new Map(plan.documents.flatMap(({ clauses }) => clauses).map((clause) => [clause.id, clause.quote]));
    for (const duty of plan.duties) {
      const words = duty.clauses.map((clause) => quotes.get(clause) ?? '').join('');
      if (!duty.id.includes(q.toUpperCase()) && !words.includes(q)) continue;
      found.push({ kind: 'duty', target: `${id}/${duty.id}`, name: `${plan.shortName} ${duty.id}`, detail: words.slice(0, MOST_WORDS) });
      if (found.length === MOST) return found;
    }
  }
  return found;
}

async function nameDuty(context: Context, target: string): Promise<string | undefined> {
  const [planId = '', dutyId] = target.split('/');
  if (!can(context.actor, 'plan.read') || !(await listPlans(context)).some(({ id }) => id === planId)) return undefined;
  const { plan } = await getPlanInForce(context.platform.db, planId);
  return plan.duties.some(({ id }) => id === dutyId) ? `${plan.shortName} ${dutyId}` : undefined;
}
