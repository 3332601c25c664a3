import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { claimedSchema, issuedClaimCodeSchema, leaderAccountSchema, ownOrganizationSchema } from './claim.ts';

const idParams = z.object({
  id: z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number),
});

/** of the organization's record, as it was read: whoever leads it may have changed since */
const version = z.number().int().min(1);

/** The leader's account of an organization: the office hands out a code, the leader claims with it. */
export const claimRoutes = {
  getLeader: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/organizations/:id/leader-account',
    permission: 'filing.read',
    summary: '一个组织的负责人账号和认领码情况',
    params: idParams,
    response: leaderAccountSchema,
  }),
  issueClaimCode: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/organizations/:id/claim-codes',
    permission: 'filing.enter',
    summary: '发放认领码，交给组织负责人；旧码作废',
    params: idParams,
    body: z.object({ version }),
    response: issuedClaimCodeSchema,
  }),
  endClaim: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/organizations/:id/leader-account/end',
    permission: 'filing.enter',
    summary: '收回负责人账号：停用认领和未用的认领码',
    params: idParams,
    body: z.object({ version, reason: z.string().trim().min(2, '请写明理由。').max(500) }),
    response: leaderAccountSchema,
  }),
  claimOwn: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/own-claims',
    permission: 'filing.apply',
    summary: '用认领码认领自己的组织',
    body: z.object({ code: z.string().max(40) }),
    response: claimedSchema,
  }),
  listOwnOrganizations: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/own-organizations',
    permission: 'filing.apply',
    summary: '我负责的组织和现在可以办理的事项',
    response: z.object({ items: z.array(ownOrganizationSchema) }),
  }),
};
