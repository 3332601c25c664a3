/** Identity providers as settings: what differs between platforms is data, what they share is code. */
import { z } from 'zod';

const common = {
  /** part of the address, `/sso/<id>` */
  id: z.string().regex(/^[a-z][a-z0-9-]{1,19}$/),
  /** on the button: 浙政钉 */
  name: z.string().min(2).max(20),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** the claim that an administrator prepares an account with; after the first sign-in issuer and subject alone count */
  linkClaim: z.string().min(1).default('sub'),
  timeoutMs: z.number().int().min(500).max(30_000).default(5000),
};

/** Where in an answer a value stands: `content.data.accountId`. */
const pointer = z.string().regex(/^[\w-]+(\.[\w-]+)*$/);

const oidcSchema = z.strictObject({
  ...common,
  kind: z.literal('oidc'),
  issuer: z.url({ protocol: /^https?$/ }),
  scope: z.string().default('openid profile'),
  /** plain HTTP to the provider: a loopback test only */
  insecure: z.boolean().default(false),
});

/**
 * Platforms that are no OIDC: a page hands out a code (or ticket), the server exchanges it for a token of the application or
 * of the person, and asks who it is.
 */
const codeFlowSchema = z.strictObject({
  ...common,
  kind: z.literal('codeFlow'),
  issuer: z.string().min(1),
  authorize: z.strictObject({ url: z.url(), parameters: z.record(z.string(), z.string()), fragment: z.string().optional() }),
  /** name of the callback's parameter: `code`, `authcode`, `ticket` */
  codeParameter: z.string().default('code'),
  token: z.strictObject({ url: z.url(), method: z.enum(['GET', 'POST']), parameters: z.record(z.string(), z.string()), at: pointer }),
  user: z.strictObject({
    url: z.url(),
    method: z.enum(['GET', 'POST']),
    parameters: z.record(z.string(), z.string()),
    subjectAt: pointer,
    claimsAt: pointer.optional(),
  }),
  /** a value that a good answer carries: `errcode` = 0 */
  success: z.strictObject({ at: pointer, equals: z.union([z.string(), z.number(), z.boolean()]) }).optional(),
  /** the platform signs requests with HMAC-SHA256 headers (专有钉钉) */
  signing: z.enum(['none', 'dingtalkGov']).default('none'),
  logoutUrl: z.url().optional(),
});
export type CodeFlowProvider = z.output<typeof codeFlowSchema>;
export type OidcProvider = z.output<typeof oidcSchema>;

/** The same for platforms whose addresses are known (`presets.ts`). */
const presetSchema = z.strictObject({
  ...common,
  kind: z.enum(['dingtalk-gov', 'wecom', 'ticket']),
  /** the platform's own address where it is not the usual one */
  host: z
    .url({ protocol: /^https?$/ })
    .transform((text) => new URL(text).origin)
    .optional(),
  agentId: z.string().optional(),
});

export const identityProviderSchema = z.union([oidcSchema, codeFlowSchema, presetSchema]);
export type IdentityProvider = z.output<typeof identityProviderSchema>;
