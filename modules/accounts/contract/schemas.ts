/** What others see of accounts, posts and sessions. Codes are 12-digit strings, days `YYYY-MM-DD`, instants RFC 3339. */
import { z } from 'zod';
import { pageQuerySchema } from '#shared/page.ts';
import { borrowableSchema } from './borrowed-schemas.ts';
import { ROLE_IDS } from './roles.ts';

const codeSchema = z.string().regex(/^\d{12}$/, '区划代码应为 12 位数字。');
const levelSchema = z.enum(['nation', 'province', 'city', 'county', 'township', 'community']);
const dutySchema = z.enum(['business', 'system', 'security', 'audit']);
export const roleIdSchema = z.enum(ROLE_IDS);
export const idParamsSchema = z.object({ id: z.coerce.number().int().positive() });
const passwordSchema = z.string().min(1, '请输入密码。').max(512);

/** Account names: what people type to sign in; upper and lower case are the same. */
export const accountNameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,31}$/, '账号名用 3 至 32 个英文字母、数字、点、横线或下划线，以字母或数字开头。');
export const displayNameSchema = z.string().trim().min(1, '请填写姓名。').max(40, '姓名最多 40 个字。');

export const signInSchema = z.object({ account: z.string().trim().min(1, '请输入账号。').max(100), password: passwordSchema });
export const passwordChangeSchema = z.object({ current: passwordSchema, next: passwordSchema });

export const postSchema = z.object({
  id: z.number().int(),
  role: z.string(),
  roleName: z.string(),
  office: z.string(),
  division: codeSchema,
  divisionName: z.string(),
  level: levelSchema,
  beginsOn: z.iso.date(),
  endsOn: z.iso.date().nullable(),
  inForce: z.boolean(),
});
export type Post = z.infer<typeof postSchema>;

export const sessionSchema = z.object({
  account: z.object({ id: z.number().int(), name: z.string(), displayName: z.string(), office: z.string(), duty: dutySchema }),
  /** the post in use; null for an account without any */
  post: postSchema.nullable(),
  /** all posts in force, to switch between */
  posts: z.array(postSchema),
  /** rights in use instead of the post's: `post` then says where they reach */
  borrowed: borrowableSchema.nullable(),
  /** rights that may be used besides the own posts */
  borrowable: z.array(borrowableSchema),
  /** notices that were not read */
  unread: z.number().int(),
  permissions: z.array(z.string()),
  /** nothing but changing the password works until it is changed */
  mustChangePassword: z.boolean(),
  /** the post in use needs a second factor: nothing works until there is one */
  mustEnrol: z.boolean(),
  /** demonstration data is present: every screen says so, whoever looks */
  demonstration: z.boolean(),
  /** the server's calendar day in China; a desk's own clock may be wrong */
  today: z.iso.date(),
  /** where to go after signing out, to end the session at the identity provider too */
  signOffPage: z.string().nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

/** What to act with from now on: an own post, or rights that are lent. */
export const postInUseSchema = z.union([z.object({ postId: z.number().int() }), z.object({ kind: borrowableSchema.shape.kind, id: z.number().int() })]);

export const ownSessionSchema = z.object({
  id: z.string(),
  current: z.boolean(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  origin: z.string(),
  userAgent: z.string(),
});

export const officeKindSchema = z.enum(['civilAffairs', 'department', 'street', 'committee', 'party', 'hub', 'organization', 'section', 'other']);
export const OFFICE_KIND_NAMES: Record<z.infer<typeof officeKindSchema>, string> = {
  civilAffairs: '民政部门',
  department: '其他部门',
  street: '街道办事处（乡镇政府）',
  committee: '居（村）民委员会',
  party: '党组织',
  hub: '枢纽型组织或基地运营方',
  organization: '社会组织',
  section: '内设科室',
  other: '其他',
};
export const officeSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  kind: officeKindSchema,
  /** the bureau of a section */
  parentId: z.number().int().nullable(),
  parentName: z.string().nullable(),
  division: codeSchema,
  divisionName: z.string(),
  accounts: z.number().int(),
  demonstration: z.boolean(),
});
export const newOfficeSchema = z.object({
  name: z.string().trim().min(2, '单位名称至少 2 个字。').max(80),
  kind: officeKindSchema,
  division: codeSchema,
  parentId: z.number().int().positive().optional(),
});

export const accountSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  displayName: z.string(),
  duty: dutySchema,
  office: z.object({ id: z.number().int(), name: z.string(), division: codeSchema }),
  /** `invited`: has not chosen a password yet */
  state: z.enum(['active', 'invited', 'disabled']),
  demonstration: z.boolean(),
  /** an authenticator application stands beside the password */
  hasSecondFactor: z.boolean(),
  posts: z.array(postSchema),
});
export type Account = z.infer<typeof accountSchema>;
export const newAccountSchema = z.object({
  officeId: z.number().int().positive(),
  name: accountNameSchema,
  displayName: displayNameSchema,
  duty: dutySchema.default('business'),
});
/** The link goes to the person by a way of the administrator's choice; it is shown once. */
export const invitationSchema = z.object({ account: accountSchema, path: z.string(), expiresAt: z.iso.datetime() });
export const accountListQuerySchema = pageQuerySchema.extend({
  /** fragment of account name or own name */
  q: z.string().trim().max(40).optional(),
  division: codeSchema.optional(),
  state: z.enum(['active', 'invited', 'disabled']).optional(),
});
export const officeListQuerySchema = pageQuerySchema.extend({ q: z.string().trim().max(40).optional(), division: codeSchema.optional() });
export const newPostSchema = z.object({ role: roleIdSchema, division: codeSchema, beginsOn: z.iso.date().optional(), endsOn: z.iso.date().optional() });

export const roleSchema = z.object({
  id: z.string(),
  name: z.string(),
  does: z.string(),
  duty: dutySchema,
  levels: z.array(levelSchema),
  permissions: z.array(z.object({ id: z.string(), name: z.string() })),
  /** whether the caller may hand it on */
  grantable: z.boolean(),
});

export const apiTokenSchema = z.object({ id: z.number().int(), createdAt: z.iso.datetime(), expiresOn: z.iso.date(), inForce: z.boolean() });

export const auditEntrySchema = z.object({
  district: z.string(),
  number: z.number().int(),
  at: z.iso.datetime(),
  actor: z.string(),
  actorName: z.string(),
  postId: z.string().nullable(),
  origin: z.string(),
  requestId: z.string(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export const auditListQuerySchema = pageQuerySchema.extend({
  /** account id or `system:cli` */
  actor: z.string().max(40).optional(),
  /** the act, or its beginning: `account.` */
  action: z.string().max(60).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** whole name of whoever acted */
  actorName: z.string().max(60).optional(),
  subjectType: z.string().max(40).optional(),
  subjectId: z.string().max(60).optional(),
  requestId: z.string().max(60).optional(),
});

const secondCodeSchema = z.string().trim().min(6, '请输入 6 位验证码，或一个恢复码。').max(20, '请输入 6 位验证码，或一个恢复码。');
export const secondStepSchema = z.object({ code: secondCodeSchema });
export const secondFactorSchema = z.object({
  active: z.boolean(),
  since: z.iso.datetime().nullable(),
  recoveryCodesLeft: z.number().int(),
  /** the post in use may not be used without one */
  required: z.boolean(),
  /** beginning asks for the password of an account that has one */
  asksPassword: z.boolean(),
});
/** `password`: of an account that has one; whoever found an open screen cannot bind their own telephone to it */
export const newSecondFactorSchema = z.object({ password: z.string().max(512).optional() });
/** Shown once, never stored in clear: the secret to type in, and the same as a picture to scan (SVG). */
export const secretToScanSchema = z.object({ secret: z.string(), picture: z.string() });
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });
export const resetReasonSchema = z.object({ reason: z.string().trim().min(2, '请写明理由，至少两个字。').max(200, '理由最多 200 个字。') });
export const resetRequestSchema = z.object({ requestedBy: z.string(), reason: z.string(), expiresAt: z.iso.datetime() });

export const identityParamsSchema = idParamsSchema.extend({ provider: z.string().max(20) });
export const newIdentitySchema = z.object({
  provider: z.string().max(20),
  value: z.string().trim().min(1, '请填写认证平台里的身份标识。').max(200, '身份标识最多 200 个字。'),
});
export const identitySchema = z.object({
  provider: z.string(),
  providerName: z.string(),
  preparedAt: z.iso.datetime(),
  /** first sign-on; null until then */
  linkedAt: z.iso.datetime().nullable(),
});
/** What stands beside the password on the sign-in page. */
export const signInWaysSchema = z.object({
  providers: z.array(z.object({ id: z.string(), name: z.string() })),
  /** in one sentence */
  passwordRules: z.string(),
});
