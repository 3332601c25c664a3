import { carryOccasions } from '#modules/activities/server/public.ts';
import { carryHats } from '#modules/accounts/server/public.ts';
import { filingKeeper } from '#modules/filings/server/public.ts';
import { carryNeeds } from '#modules/needs/server/public.ts';
import type { OrganizationMeans } from '#modules/organizations/server/public.ts';
import { carryTasks } from '#modules/plans/server/public.ts';
import { carryArticles } from '#modules/publicity/server/public.ts';
import { carryTeams } from '#modules/volunteers/server/public.ts';
import { productRegisters } from './registers.ts';

/** What the page of an organization asks of others, and whom a merge of two tells. Whoever keeps an organization's id joins here. */
export const organizationMeans: OrganizationMeans = {
  registers: productRegisters,
  keepers: [filingKeeper],
  followers: [
    {
      follow: async (tx, { id: from }, { id: to }) => ({
        差距任务: await carryTasks(tx, from, to),
        发布的活动: await carryOccasions(tx, from, to),
        居民需求: await carryNeeds(tx, from, to),
        志愿服务队: await carryTeams(tx, from, to),
        宣传稿件: await carryArticles(tx, from, to),
        个人身份: await carryHats(tx, from, to),
      }),
    },
  ],
};
