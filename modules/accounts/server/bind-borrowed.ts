import type { FastifyInstance } from 'fastify';
import { bindRoutes, type BindOptions } from '#platform/http/bind-routes.ts';
import { borrowedRoutes } from '../contract/borrowed-routes.ts';
import { appointActing } from './commands/appoint-acting.ts';
import { decideAccess } from './commands/decide-access.ts';
import { delegatePost } from './commands/delegate-post.ts';
import { endAccess } from './commands/end-access.ts';
import { markNoticesRead } from './commands/mark-notices-read.ts';
import { requestAccess } from './commands/request-access.ts';
import { revokeStandIn } from './commands/revoke-stand-in.ts';
import { setPostGrants } from './commands/set-post-grants.ts';
import { getPostGrants } from './queries/get-post-grants.ts';
import { requireSession } from './queries/get-session.ts';
import { listIncomingAccesses, listOwnAccesses } from './queries/list-accesses.ts';
import { listNotices } from './queries/list-notices.ts';
import { listAccountStandIns, listColleagues, listOwnStandIns } from './queries/list-stand-ins.ts';

/** Rights of single posts, acting in another's place, temporary access, notices. */
export function bindBorrowed(app: FastifyInstance, options: BindOptions): void {
  bindRoutes(app, options, borrowedRoutes, {
    getPostGrants: (context, { params }) => getPostGrants(context, params.id),
    setPostGrants: async (context, { params, body }) => {
      await setPostGrants(context, params.id, body);
      return getPostGrants(context, params.id);
    },
    listStandIns: async (context) => ({ items: await listOwnStandIns(context) }),
    delegatePost: async (context, { body }, { sessionToken }) => {
      const { accountId, ...input } = body;
      await delegatePost(context, await requireSession(context, sessionToken), accountId, input);
      return { items: await listOwnStandIns(context) };
    },
    revokeStandIn: async (context, { params }) => {
      await revokeStandIn(context, params.id);
      return {};
    },
    listColleagues: (context, { query }) => listColleagues(context, query),
    listAccountStandIns: async (context, { params }) => ({ items: await listAccountStandIns(context, params.id) }),
    appointActing: async (context, { params, body }) => {
      const { accountId, ...input } = body;
      await appointActing(context, params.id, accountId, input);
      return {};
    },
    listAccesses: (context, { query }) => listOwnAccesses(context, query),
    requestAccess: async (context, { body }, { sessionToken }) => ({ id: await requestAccess(context, await requireSession(context, sessionToken), body) }),
    listIncomingAccesses: (context, { query }) => listIncomingAccesses(context, query),
    decideAccess: async (context, { params, body }) => {
      await decideAccess(context, params.id, body);
      return {};
    },
    endAccess: async (context, { params }) => {
      await endAccess(context, params.id);
      return {};
    },
    listNotices: (context, { query }) => listNotices(context, query),
    readNotices: async (context, { params }) => ({ unread: await markNoticesRead(context, params.id) }),
  });
}
