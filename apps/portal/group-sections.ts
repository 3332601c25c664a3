import { activitiesSection } from '#modules/activities/public-web/group-section.ts';
import { honoursSection } from '#modules/evidence/public-web/honours-section.ts';
import { annualSection } from '#modules/filings/public-web/group-section.ts';
import { ratingsSection } from '#modules/needs/public-web/group-section.ts';
import { articlesSection } from '#modules/publicity/public-web/group-section.ts';
import type { GroupSection } from '#platform/http/group-section.ts';

/** Whatever a module shows on the public page of an organization joins here, in the order of the page. */
export const groupSections: readonly GroupSection[] = [activitiesSection, ratingsSection, honoursSection, annualSection, articlesSection];
