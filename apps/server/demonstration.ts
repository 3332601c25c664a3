import { createDemonstrationActivities, removeDemonstrationActivities } from '#modules/activities/server/public.ts';
import { createDemonstrationPosts, readDemonstrationPosts, removeDemonstrationPosts } from '#modules/accounts/server/public.ts';
import { createDemonstrationData, removeDemonstrationData } from '#modules/demonstration/server/public.ts';
import { createDemonstrationApplications, type DemonstrationDesk, removeDemonstrationApplications } from '#modules/filings/server/public.ts';
import { createDemonstrationNeeds, removeDemonstrationNeeds } from '#modules/needs/server/public.ts';
import { organizationParts } from '#modules/organizations/server/public.ts';
import { createDemonstrationArticles, type DemonstrationOffice, removeDemonstrationArticles } from '#modules/publicity/server/public.ts';
import { createDemonstrationVolunteers, demonstrationHelpers, removeDemonstrationVolunteers } from '#modules/volunteers/server/public.ts';
import type { Context } from '#platform/context.ts';
import { activityMeans } from './activity-means.ts';
import { filingMeans } from './filing-means.ts';
import { productRegisters } from './registers.ts';
import { volunteerMeans } from './volunteer-means.ts';

export const DEFAULT_SEED = 1;

export interface DemonstrationOptions {
  seed: number;
  /** overall mean; without it each region's calibrated figures */
  organizationsPerCommunity?: number | undefined;
}

export interface DemonstrationResult {
  /** register → number of records */
  counts: Record<string, number>;
  /** marked posts to look around from, one per role */
  posts: number;
  /** applications on the desks of those posts */
  applications: number;
  /** what the offices of those posts say to the public */
  articles: number;
}

/** Whose desks get applications. */
const BODY_OF_ROLE: Record<string, DemonstrationDesk['body']> = {
  neighborhoodCommitteeStaff: 'committee',
  streetStaff: 'street',
  districtCivilAffairsStaff: 'registrationAuthority',
};

/** Whose office says something to the public. */
const VOICE_OF_ROLE: Record<string, DemonstrationOffice['voice']> = {
  neighborhoodCommitteeStaff: 'near',
  streetStaff: 'near',
  districtCivilAffairsStaff: 'county',
  cityCivilAffairsStaff: 'city',
};

/** Marked records in every register, a marked post per role, marked applications on the desks of those posts, and marked activities of their streets. @throws DEMONSTRATION_ALREADY_THERE, DEMONSTRATION_NEEDS_DIVISIONS */
export async function fillWithDemonstration(context: Context, options: DemonstrationOptions, say: (text: string) => void): Promise<DemonstrationResult> {
  const { counts } = await createDemonstrationData(context, {
    ...options,
    sheets: productRegisters.inWritingOrder,
    onProgress: (region, records) => say(`${region}：已生成 ${records} 条演示记录……`),
  });
  const posts = await createDemonstrationPosts(context);
  const held = await readDemonstrationPosts(context.platform.db);
  const desks = held.flatMap(({ role, div, accountId, name }): DemonstrationDesk[] => {
    const body = BODY_OF_ROLE[role];
    return body ? [{ body, div, accountId: String(accountId), name }] : [];
  });
  const offices = held.flatMap(({ role, div, accountId, name }): DemonstrationOffice[] => {
    const voice = VOICE_OF_ROLE[role];
    return voice ? [{ voice, div, accountId: String(accountId), name }] : [];
  });
  const applications = await createDemonstrationApplications(context, filingMeans, desks, options.seed);
  const communities = desks.filter(({ body }) => body === 'committee').map(({ div }) => div);
  await createDemonstrationVolunteers(context, volunteerMeans, communities);
  // whose minutes of service follow from their having been there
  const helpers = communities.flatMap((div) => demonstrationHelpers(div).map((helper) => ({ ...helper, div })));
  await createDemonstrationActivities(
    context,
    activityMeans,
    desks.filter(({ body }) => body === 'street').map(({ div }) => div),
    helpers,
  );
  await createDemonstrationNeeds(
    context,
    desks.filter(({ body }) => body === 'committee'),
    options.seed,
  );
  return { counts, posts, applications, articles: await createDemonstrationArticles(context, offices) };
}

/** Takes the marked records, applications and posts out again. @throws DEMONSTRATION_NONE */
export async function clearDemonstration(context: Context): Promise<DemonstrationResult> {
  const [applications, articles] = [await removeDemonstrationApplications(context), await removeDemonstrationArticles(context)];
  await removeDemonstrationActivities(context);
  await removeDemonstrationVolunteers(context);
  await removeDemonstrationNeeds(context);
  const { counts } = await removeDemonstrationData(context, [...productRegisters.inWritingOrder, ...organizationParts]);
  return { counts, posts: await removeDemonstrationPosts(context), applications, articles };
}
