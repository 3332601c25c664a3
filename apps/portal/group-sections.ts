import { honoursSection } from '#modules/evidence/public-web/honours-section.ts';
import { articlesSection } from '#modules/publicity/public-web/group-section.ts';
import type { GroupSection } from '#platform/http/group-section.ts';

/** Whatever a module shows on the public page of an organization joins here, in the order of the page. */
export const groupSections: readonly GroupSection[] = [honoursSection, articlesSection];
