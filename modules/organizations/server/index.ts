import type { FastifyInstance } from 'fastify';
import type { Context } from '#platform/context.ts';
import { type BindOptions, bindRoutes } from '#platform/http/bind-routes.ts';
import { keepApart } from '#platform/registers/keep-apart.ts';
import { documentFileRoutes } from '../contract/document-file-routes.ts';
import { partRoutes } from '../contract/part-routes.ts';
import { organizationRoutes } from '../contract/routes.ts';
import { documentFileHandlers } from './bind-document-files.ts';
import { partHandlers } from './bind-parts.ts';
import { mergeOrganizations } from './commands/merge-organizations.ts';
import type { OrganizationMeans } from './keeper.ts';
import { findLikely, findLikelyOf } from './queries/find-likely.ts';
import { getOrganizationPage } from './queries/get-organization-page.ts';
import { listHappenings } from './queries/list-happenings.ts';
import { listLikelyDuplicates } from './queries/list-likely-duplicates.ts';
import { listMatters } from './queries/list-matters.ts';
import { listRelated } from './queries/list-related.ts';
import { requireOrganization } from './queries/require-organization.ts';
import { organizationSheet } from './sheets.ts';

const REGISTER = organizationSheet.register;

/** Binds the routes of one organization's page and of likely duplicates. */
export function registerOrganizations(app: FastifyInstance, options: BindOptions, means: OrganizationMeans): void {
  bindRoutes(app, options, partRoutes, partHandlers(means.registers));
  bindRoutes(app, options, documentFileRoutes, documentFileHandlers);
  const { registers } = means;
  bindRoutes(app, options, organizationRoutes, {
    duplicates: (context, { query }) => listLikelyDuplicates(context, registers, query),
    keepApart: async (context, { body }) => {
      await keepApart(context, registers, REGISTER, [Number(body.one), Number(body.other)], body.reason);
      return { decided: true as const };
    },
    merge: async (context, { body }) => {
      const keep = { id: Number(body.keep), version: body.keepVersion };
      const remove = { id: Number(body.remove), version: body.removeVersion };
      const { id, version } = await mergeOrganizations(context, means, { keep, remove, reason: body.reason });
      return { id: String(id), version };
    },
    likely: async (context, { body }) => ({ likely: await findLikely(context, registers, body) }),
    likelyOf: async (context, { params }) => findLikelyOf(context, registers, await requireOrganization(context, Number(params.id))),
    page: async (context, { params, query }) => getOrganizationPage(context, registers, await standing(context, params.id), query.asOf),
    happenings: async (context, { params }) => ({ happenings: await listHappenings(context, means, await standing(context, params.id)) }),
    matters: async (context, { params }) => listMatters(context, means, await standing(context, params.id)),
    related: async (context, { params }) => ({ registers: await listRelated(context, registers, Number(params.id)) }),
  });
}

async function standing(context: Context, id: string): Promise<number> {
  return (await requireOrganization(context, Number(id))).id;
}
