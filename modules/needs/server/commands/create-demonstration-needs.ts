import { type DemonstrationOrganization, listDemonstrationOrganizations } from '#modules/organizations/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { checkCodeOf } from '#shared/codes/check-code.ts';
import { addDays } from '#shared/day.ts';
import { RandomSource, seedOf } from '#shared/random-source.ts';
import { needInputSchema } from '../../contract/need.ts';
import { HOTLINE } from '../../contract/ticket.ts';
import { actOn } from '../act.ts';
import { INVENTED_NEEDS, type InventedNeed, type InventedStep } from '../domain/demonstration-needs.ts';
import { MATCH_RULES } from '../domain/match-rules.ts';
import type { StoredNeed } from '../need-store.ts';
import { addNeed } from '../new-need.ts';
import { streetOf } from '../open-case.ts';

/** Whose desk gets invented needs. */
export interface NeedDesk {
  /** a community */
  div: number;
  accountId: string;
  name: string;
}

const MOST_ORGANIZATIONS = 300;
/** Names of groups that lend a hand with anything. */
const HELPING = ['志愿', '互助', '邻里', '公益', '服务'];
/** No operator has numbers that begin so: nobody real is meant. */
const NO_SERIES = '1540000';
const CODE_BYTES = 12;
const BYTE = 255;

/**
 * Invented, marked needs for each community of the desks, walked through every state by the acts of everyday work on the days they
 * tell of. Needs `demonstration.manage`. @returns how many
 */
export async function createDemonstrationNeeds(context: Context, desks: readonly NeedDesk[], seed: number): Promise<number> {
  requirePermission(context.actor, 'demonstration.manage');
  let made = 0;
  for (const desk of desks)
    made += await inTransaction(context.platform.db, (tx) => fillDesk(tx, context, desk, new RandomSource(seedOf(seed, desk.div, 'needs'))));
  return made;
}

async function fillDesk(tx: Transaction, context: Context, desk: NeedDesk, random: RandomSource): Promise<number> {
  await holdPlaces(tx);
  const organizations = await listDemonstrationOrganizations(tx, streetOf(desk), MOST_ORGANIZATIONS);
  const enough = INVENTED_NEEDS.filter(({ steps }) => steps.every((step) => (step.organizations ?? []).every((place) => organizations[place])));
  const byTitle = new Map<string, StoredNeed>();
  for (const [index, invented] of enough.entries()) {
    const at = onDay(context, desk, invented.ago);
    let need = await addNeed(tx, at, {
      ...stated(invented, index),
      external: ticketOf(invented, desk, index),
      div: desk.div,
      receivedOn: at.today,
      number: numberFrom(random),
      demonstration: true,
    });
    byTitle.set(invented.title, need);
    const able = fittest(organizations, invented, desk);
    for (const [place, step] of invented.steps.entries()) {
      const then = onDay(context, desk, Math.max(0, invented.ago - (place + 1) * (invented.pace ?? 1)));
      const chosen = (step.organizations ?? []).flatMap((one) => able[one] ?? []);
      need = await actOn(tx, step.by === 'organization' ? { ...then, actor: { ...then.actor, name: `${chosen[0]?.name ?? ''}负责人` } } : then, need, {
        action: step.action,
        input: inputOf(step, then.today, { ids: chosen.map(({ id }) => id), into: byTitle.get(step.intoTitle ?? '')?.id }),
        bodies: new Set([step.by]),
        reach: { everything: true },
        ...(step.by === 'organization' ? { led: new Set(chosen.map(({ id }) => id)) } : {}),
      });
    }
  }
  return enough.length;
}

/** The most suitable first, so that no choir sees anybody to the hospital where others could. */
function fittest(organizations: readonly DemonstrationOrganization[], { category }: InventedNeed, { div }: NeedDesk): DemonstrationOrganization[] {
  const has = (name: string, words: readonly string[]) => words.some((word) => name.includes(word));
  const rank = ({ name, div: at }: DemonstrationOrganization) =>
    (has(name, MATCH_RULES[category].words) ? 0 : has(name, HELPING) ? 2 : 4) + (at === div || at === streetOf({ div }).from ? 0 : 1);
  return organizations.toSorted((one, other) => rank(one) - rank(other));
}

/** Only the day is an earlier one: the audit trail tells when the data were really made. */
function onDay(context: Context, desk: NeedDesk, ago: number): Context {
  return { ...context, today: addDays(context.today, -ago), actor: { ...context.actor, id: desk.accountId, name: desk.name } };
}

/** A number as no hotline gives it. */
function ticketOf({ channel }: InventedNeed, { div }: NeedDesk, index: number) {
  return channel === 'hotline12345' ? { source: HOTLINE, number: `YS${div}-${index}` } : undefined;
}

function stated({ title, details, category, targetGroup, urgency, channel }: InventedNeed, index: number) {
  const input = needInputSchema.parse({
    title,
    details: `${details}（演示）`,
    category,
    targetGroup,
    urgency,
    name: '演示居民',
    phone: NO_SERIES + String(index).padStart(4, '0'),
    address: `${1 + (index % 9)} 号楼（演示）`,
    sharesContact: index % 3 !== 0,
  });
  return { input, channel };
}

function inputOf({ input, service, action }: InventedStep, today: string, { ids, into }: { ids: readonly number[]; into: number | undefined }) {
  const isAsking = action === 'assign' || action === 'offer';
  return { ...input, ...(isAsking ? { organizationIds: [...ids] } : {}), into, service: service && { ...service, onDay: today } };
}

function numberFrom(random: RandomSource): string {
  return checkCodeOf(Uint8Array.from({ length: CODE_BYTES }, () => random.whole(0, BYTE)));
}
