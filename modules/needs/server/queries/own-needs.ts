/** Needs as whoever leads an organization sees them: what waits for it, what it serves, what it may claim. */
import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import type { Ability, Need, NeedSummary } from '../../contract/need.ts';
import { abilitiesOf } from '../domain/next-step.ts';
import { reachOfLeader } from '../leader-reach.ts';
import type { NeedMeans } from '../means.ts';
import { findNeed, inReach, NEED_COLUMNS, type StoredNeed } from '../need-store.ts';
import { openNeed } from '../open-case.ts';
import { masked } from '../personal.ts';
import { presentSummaries } from '../present.ts';
import { presentService } from './get-need.ts';

const MOST = 50;

/** Open ones, the newest first. */
export async function listLedNeeds(context: Context, means: NeedMeans): Promise<{ led: ReadonlyMap<number, string>; needs: NeedSummary[] }> {
  requirePermission(context.actor, 'need.own');
  const { led, reach } = await reachOfLeader(context, means);
  if (led.size === 0) return { led, needs: [] };
  const { db } = context.platform;
  // what the organizations were asked for and serve, and what is published in their streets
  const asked = await whereaboutsOf(db, ...[...led.keys()].map((key) => ({ kind: 'record', key }) as const));
  const districts = [...new Set([...asked, ...('streets' in reach ? reach.streets.map(({ from }) => districtOf(from)) : [])])];
  const { rows } = await sql<StoredNeed>`
    select ${NEED_COLUMNS} from needs n where n.district = any(${districts}::int[]) and ${inReach(reach)} and n.closed_on is null order by n.id desc limit ${MOST}`.execute(
    db,
  );
  return { led, needs: await presentSummaries(db, context, rows) };
}

export interface LedNeed {
  need: NeedSummary;
  /** what more the resident wrote, numbers masked */
  details: string | null;
  led: ReadonlyMap<number, string>;
  services: Need['services'];
  abilities: Ability[];
  /** the resident agreed that whoever serves may know how to reach them */
  sharesContact: boolean;
  /** an organization of theirs serves it */
  isOurs: boolean;
}

/** @throws NEED_NOT_FOUND for what is absent or does not reach an organization of theirs */
export async function getLedNeed(context: Context, means: NeedMeans, id: number): Promise<LedNeed> {
  requirePermission(context.actor, 'need.own');
  const { db } = context.platform;
  const { led, reach } = await reachOfLeader(context, means);
  const need = await findNeed(db, id, reach);
  const [summary] = need ? await presentSummaries(db, context, [need]) : [];
  if (!need || !summary) throw refuse(needErrors.NEED_NOT_FOUND);
  const opened = await openNeed(db, context, need, { input: {}, reach, led: new Set(led.keys()) });
  const isOurs = need.organizationId !== null && led.has(need.organizationId);
  return {
    need: summary,
    details: isOurs ? masked(context, need).details : null,
    led,
    services: isOurs ? opened.services.map(presentService) : [],
    abilities: abilitiesOf(opened.one, new Set(['organization'])),
    sharesContact: need.sharesContact && isOurs,
    isOurs,
  };
}
