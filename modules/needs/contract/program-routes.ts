import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { newProgramSchema, passedNeedSchema, passedParams, passedStandingSchema, programParams, programSchema, programSecretSchema } from './program.ts';

/** Keys of programs: whoever manages accounts of a place. */
export const programKeyRoutes = {
  listPrograms: defineRoute({
    method: 'GET',
    path: '/api/v1/need-programs',
    permission: 'account.manage',
    gathers: true,
    summary: '可以转来居民需求的程序和它们的密钥编号',
    response: z.object({ programs: z.array(programSchema) }),
  }),
  addProgram: defineRoute({
    method: 'POST',
    path: '/api/v1/need-programs',
    permission: 'account.manage',
    summary: '登记一个程序，得到密钥；密钥只显示这一次',
    body: newProgramSchema,
    response: programSecretSchema,
    repeatable: true,
  }),
  rotateKey: defineRoute({
    method: 'POST',
    path: '/api/v1/need-programs/:id/rotation',
    permission: 'account.manage',
    summary: '换密钥；原来的还可以用 24 小时，除非写明立即停用',
    params: programParams,
    body: z.object({ atOnce: z.boolean().default(false) }),
    response: programSecretSchema,
    repeatable: true,
  }),
  disableProgram: defineRoute({
    method: 'POST',
    path: '/api/v1/need-programs/:id/disabling',
    permission: 'account.manage',
    summary: '停用一个程序：它的请求不再接受',
    params: programParams,
    response: programSchema,
  }),
};

const SIGNED = '须签名：x-wotu-key、x-wotu-timestamp（秒）、x-wotu-nonce、x-wotu-signature（sha256=… 或 sm3=…）';

/** What the programs call themselves. Signed, not signed in: the guide says how. */
export const programRoutes = {
  passNeed: defineRoute({
    method: 'POST',
    path: '/api/v1/programs/needs',
    permission: 'public',
    requestClass: 'write',
    summary: `转来一件居民需求，同一编号再次发送不会重复。${SIGNED}`,
    body: passedNeedSchema,
    response: passedStandingSchema.extend({ isRepeated: z.boolean() }),
  }),
  passedStanding: defineRoute({
    method: 'GET',
    path: '/api/v1/programs/needs/:number',
    permission: 'public',
    summary: `转来的需求办到哪一步。${SIGNED}`,
    params: passedParams,
    response: passedStandingSchema,
  }),
};
