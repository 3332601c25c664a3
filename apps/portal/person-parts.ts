import { activityPart } from '#modules/activities/public-web/activity-part.ts';
import type { ActivityMeans } from '#modules/activities/server/public.ts';
import { accountPart } from '#modules/accounts/public-web/account-part.ts';
import { filingPart } from '#modules/filings/public-web/filing-part.ts';
import type { FilingMeans } from '#modules/filings/server/public.ts';
import type { OwnDataPart } from '#platform/personal-data/own-data.ts';
import { volunteerPart } from '#modules/volunteers/public-web/volunteer-part.ts';
import type { VolunteerMeans } from '#modules/volunteers/server/public.ts';
import { ownNeedsPart } from '#modules/needs/public-web/own-part.ts';
import { servingPart } from '#modules/needs/public-web/serving-part.ts';
import type { NeedMeans } from '#modules/needs/server/public.ts';
import type { PersonPart } from '#platform/http/person-part.ts';

/** What modules need of others to show pages for persons. */
export interface PersonMeans {
  filings: FilingMeans;
  activities: ActivityMeans;
  /** what each module holds about a person */
  ownData: readonly OwnDataPart[];
  volunteers: VolunteerMeans;
  needs: NeedMeans;
}

/** Whatever a module offers to a person who has signed in joins here, in the order of the page. */
export function personParts(means: PersonMeans): readonly PersonPart[] {
  return [
    activityPart(means.activities),
    volunteerPart(means.volunteers),
    filingPart(means.filings),
    ownNeedsPart(means.needs),
    servingPart(means.needs),
    accountPart(means.ownData),
  ];
}
