import { activitiesFront } from '#modules/activities/public-web/front.ts';
import { needsFront } from '#modules/needs/public-web/front.ts';
import { groupsFront } from '#modules/organizations/public-web/front.ts';
import { plansFront } from '#modules/plans/public-web/front.ts';
import { articlesFront } from '#modules/publicity/public-web/front.ts';
import type { FrontPart } from '#platform/http/front-part.ts';

/** Notices and certificates: their pages stand in this folder. */
const noticesFront: FrontPart = {
  links: [
    { door: 'open', name: '公示与公告', what: '备案、登记等公示与公告，可以提出异议', address: () => '/notices' },
    { door: 'open', name: '核验证书', what: '扫描或填写核验码，看证书现在是否有效', address: () => '/check' },
  ],
};

/** Whatever a module offers on the front page joins here; a door without a link is not shown. */
export const frontParts: readonly FrontPart[] = [activitiesFront, groupsFront, needsFront, noticesFront, plansFront, articlesFront];
