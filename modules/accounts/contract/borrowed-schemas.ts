/** Rights that are lent: acting in another's place, access beyond the jurisdiction, and the notices about them. */
import { z } from 'zod';
import { DATA_CLASSES } from '#shared/data-class.ts';
import { TEMPORARY_ACCESS_HOURS } from './limits.ts';
import { PERMISSION_NAMES } from './permissions.ts';

export const dataClassSchema = z.enum(DATA_CLASSES);
export const verbSchema = z.enum(PERMISSION_NAMES as [(typeof PERMISSION_NAMES)[number], ...typeof PERMISSION_NAMES]);
const reasonSchema = z.string().trim().min(2, '请写明理由，至少 2 个字。').max(200, '理由最多 200 个字。');
const codeSchema = z.string().regex(/^\d{12}$/, '区划代码应为 12 位数字。');
const verbsSchema = z.array(verbSchema).min(1, '请至少选择一项权限。').max(PERMISSION_NAMES.length);
const classesSchema = z.array(dataClassSchema).min(1, '请至少选择一类信息。').max(DATA_CLASSES.length);

/** A verb with the classes of data it reaches. */
export const grantSchema = z.object({ verb: z.string(), name: z.string(), classes: z.array(dataClassSchema) });
export type Grant = z.infer<typeof grantSchema>;

export const postGrantsSchema = z.object({
  /** what the post holds now */
  grants: z.array(grantSchema),
  /** what the caller may tick for it; empty for whoever may not change it */
  grantable: z.array(grantSchema),
  /** verbs that differ from the role's preset */
  changed: z.array(z.string()),
});
export const newPostGrantsSchema = z.object({ grants: z.partialRecord(verbSchema, z.array(dataClassSchema)), reason: reasonSchema });

export const newStandInSchema = z.object({
  accountId: z.number().int().positive(),
  verbs: verbsSchema,
  classes: classesSchema,
  beginsOn: z.iso.date().optional(),
  /** first day on which it is over */
  endsOn: z.iso.date(),
  reason: reasonSchema,
});
export const standInSchema = z.object({
  id: z.number().int(),
  kind: z.enum(['delegated', 'acting']),
  holder: z.object({ id: z.number().int(), name: z.string() }),
  deputy: z.object({ id: z.number().int(), name: z.string() }),
  roleName: z.string(),
  divisionName: z.string(),
  verbs: z.array(z.string()),
  classes: z.array(dataClassSchema),
  beginsOn: z.iso.date(),
  endsOn: z.iso.date(),
  reason: z.string(),
  state: z.enum(['coming', 'inForce', 'over', 'revoked']),
});
export type StandInView = z.infer<typeof standInSchema>;

export const colleagueSchema = z.object({ id: z.number().int(), displayName: z.string(), office: z.string() });

export const newAccessSchema = z.object({
  division: codeSchema,
  verbs: verbsSchema,
  classes: classesSchema,
  hours: z.number().int().min(1).max(TEMPORARY_ACCESS_HOURS),
  reason: reasonSchema,
});
export const accessDecisionSchema = z.object({
  granted: z.boolean(),
  hours: z.number().int().min(1).max(TEMPORARY_ACCESS_HOURS).optional(),
  note: z.string().trim().max(200).optional(),
});
export const accessSchema = z.object({
  id: z.number().int(),
  account: z.object({ id: z.number().int(), name: z.string(), office: z.string() }),
  roleName: z.string(),
  division: codeSchema,
  divisionName: z.string(),
  verbs: z.array(z.string()),
  classes: z.array(dataClassSchema),
  hours: z.number().int(),
  reason: z.string(),
  requestedAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullable(),
  note: z.string().nullable(),
  state: z.enum(['asked', 'inForce', 'refused', 'over']),
});
export type AccessView = z.infer<typeof accessSchema>;

/** What a notice is about. */
export const NOTICE_KINDS = { standIn: '委托与代理', temporaryAccess: '临时权限', divisionChange: '区划变更', deadline: '办理期限' } as const;
export type NoticeKind = keyof typeof NOTICE_KINDS;

export const noticeSchema = z.object({
  id: z.number().int(),
  kind: z.enum(Object.keys(NOTICE_KINDS) as [NoticeKind]),
  body: z.string(),
  createdAt: z.iso.datetime(),
  read: z.boolean(),
});
export type NoticeView = z.infer<typeof noticeSchema>;

/** Rights that may be used now besides the own posts. */
export const borrowableSchema = z.object({ kind: z.enum(['standIn', 'temporaryAccess']), id: z.number().int(), label: z.string(), endsAt: z.string() });
export type Borrowable = z.infer<typeof borrowableSchema>;
