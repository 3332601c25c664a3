import { namesOfOrganizations } from '#modules/organizations/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { groupCode } from '#shared/codes/check-code.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import type { Need } from '../../contract/need.ts';
import { REPORT_KINDS, TARGET_GROUPS } from '../../contract/vocabulary.ts';
import { HOTLINE } from '../../contract/ticket.ts';
import { GROUNDS } from '../../contract/workflow.ts';
import { officeBodies } from '../bodies.ts';
import { abilitiesOf } from '../domain/next-step.ts';
import type { NeedMeans } from '../means.ts';
import { countJoined, findNeed, type Reach, type StoredNeed } from '../need-store.ts';
import { type OpenNeed, openNeed } from '../open-case.ts';
import { masked } from '../personal.ts';
import { findProgramByKey } from '../programs/program-store.ts';
import { presentStep, presentSummaries } from '../present.ts';
import { readRating, readSteps, type Offer, type Service } from '../record-store.ts';

const WAYS = { assigned: '派单', offered: '推荐', claimed: '认领' } as const;
const ANSWERS = { waiting: '等答复', accepted: '已接受', declined: '不能接', recalled: '已收回' } as const;

/** One need with its whole course, and what the office may do with it now. @throws NEED_NOT_FOUND */
export async function getNeed(context: Context, means: NeedMeans, id: number): Promise<Need> {
  requirePermission(context.actor, 'need.read');
  const { db } = context.platform;
  const reach: Reach = { office: context.actor };
  const need = await findNeed(db, id, reach);
  if (!need) throw refuse(needErrors.NEED_NOT_FOUND);
  const opened = await openNeed(db, context, need, { input: {}, reach });
  const [[summary], rating, steps] = await Promise.all([presentSummaries(db, context, [need]), readRating(db, need), readSteps(db, need)]);
  if (!summary) throw refuse(needErrors.NEED_NOT_FOUND);
  const { details, ...requester } = masked(context, need);
  return {
    ...summary,
    details,
    requester: { ...requester, phoneVerified: need.phoneVerified, sharesContact: need.sharesContact },
    report: reportOf(need),
    external: need.externalSource === null ? null : { source: await sourceName(db, need.externalSource), number: need.externalNumber ?? '' },
    organizationNow: await nameNow(db, need),
    supervision: need.supervision,
    closeGround: need.closeGround === null ? null : GROUNDS[need.closeGround],
    joinedInto: await leadOf(context, need, reach),
    joinedCount: await countJoined(db, need.id),
    ...hangingOn(opened),
    rating: rating ? { stars: rating.stars, comment: rating.comment, ratedOn: rating.ratedOn } : null,
    steps: steps.map(presentStep),
    abilities: abilitiesOf(opened.one, officeBodies(context.actor, need)),
    moneyRoutes: need.closedOn === null ? means.moneyRoutes.filter((route) => route.takes(need)).map(({ id: route, label }) => ({ id: route, label })) : [],
  };
}

function reportOf({ reportKind, aboutOrganizationId, aboutOrganizationName }: StoredNeed): Need['report'] {
  if (reportKind === null || aboutOrganizationId === null) return null;
  return { kind: reportKind, kindName: REPORT_KINDS[reportKind], organizationId: String(aboutOrganizationId), organizationName: aboutOrganizationName ?? '' };
}

async function nameNow(db: Context['platform']['db'], { organizationId, organizationName }: StoredNeed): Promise<string | null> {
  const now = organizationId === null ? undefined : (await namesOfOrganizations(db, [organizationId])).get(organizationId);
  return now === undefined || now === organizationName ? null : now;
}

/** The hotline, or a program by what it is called now. */
async function sourceName(db: Context['platform']['db'], source: string): Promise<string> {
  return source === HOTLINE ? HOTLINE : ((await findProgramByKey(db, source))?.name ?? source);
}

async function leadOf({ platform: { db } }: Context, { joinedInto }: StoredNeed, reach: Reach): Promise<Need['joinedInto']> {
  const lead = joinedInto === null ? undefined : await findNeed(db, joinedInto, reach);
  return lead ? { id: String(lead.id), number: groupCode(lead.number) } : null;
}

function hangingOn({ offers, services }: OpenNeed): Pick<Need, 'offers' | 'services'> {
  return { offers: offers.map(presentOffer), services: services.map(presentService) };
}

function presentOffer({ organizationId, way, state, answeredOn: _on, ...rest }: Offer): Need['offers'][number] {
  return { ...rest, organizationId: String(organizationId), way: WAYS[way], state: ANSWERS[state] };
}

export function presentService({ id, byName, organizationId: _by, beneficiaries, ...rest }: Service): Need['services'][number] {
  return { ...rest, id: String(id), by: byName, beneficiaries: beneficiaries.map(({ group, people }) => ({ group: TARGET_GROUPS[group], people })) };
}
