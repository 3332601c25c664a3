/** Changes of the tree as people order them. Each takes effect on a day not after today and is done in one transaction. */
import { z } from 'zod';
import { anyDivisionCodeSchema, committeeKindSchema, divisionCodeSchema, divisionKindSchema } from './division.ts';

const nameSchema = z.string().trim().min(2, '名称至少两个字。').max(60, '名称不超过 60 个字。');
const common = {
  /** the first day on which the change holds */
  onDay: z.iso.date('生效日期应写成 2023-06-30 的样子。'),
  reason: z.string().trim().min(2, '请写明依据或原因，如批复文号。').max(500),
};
/** A division that did not exist before. Without a code the platform gives one. */
const newUnitSchema = z.strictObject({
  name: nameSchema,
  code: divisionCodeSchema.optional(),
  /** for communities; by the code if there is one */
  committeeKind: committeeKindSchema.optional(),
});
export type NewUnit = z.infer<typeof newUnitSchema>;

const renameSchema = z.strictObject({ kind: z.literal('rename'), ...common, code: anyDivisionCodeSchema, name: nameSchema });
const moveSchema = z.strictObject({
  kind: z.literal('move'),
  ...common,
  code: anyDivisionCodeSchema,
  /** the new division above */
  to: anyDivisionCodeSchema,
  newCode: divisionCodeSchema.optional(),
});
const mergeSchema = z.strictObject({
  kind: z.literal('merge'),
  ...common,
  /** divisions that end */
  codes: z.array(anyDivisionCodeSchema).min(1).max(50),
  /** the division that takes them in: one that stays, or a new one beside them */
  into: z.union([anyDivisionCodeSchema, newUnitSchema]),
});
const splitSchema = z.strictObject({
  kind: z.literal('split'),
  ...common,
  code: anyDivisionCodeSchema,
  /** true: the division stays, with the children that no part names */
  remains: z.boolean(),
  /** new divisions, with the children that go to each; records of the division itself go to the one that stays, else to the first */
  parts: z
    .array(newUnitSchema.extend({ children: z.array(anyDivisionCodeSchema).max(999).default([]) }))
    .min(1)
    .max(50),
});
const createSchema = newUnitSchema.extend({ kind: z.literal('create'), ...common, parent: anyDivisionCodeSchema, counted: z.boolean().default(true) });
const closeSchema = z.strictObject({ kind: z.literal('close'), ...common, code: anyDivisionCodeSchema });
const reclassifySchema = z.strictObject({
  kind: z.literal('reclassify'),
  ...common,
  code: anyDivisionCodeSchema,
  committeeKind: committeeKindSchema.optional(),
  /** urban or rural, where the plan's list differs from the committee */
  urbanRural: divisionKindSchema.nullable().optional(),
  counted: z.boolean().optional(),
});

export const operationSchema = z.discriminatedUnion('kind', [renameSchema, moveSchema, mergeSchema, splitSchema, createSchema, closeSchema, reclassifySchema]);
export type DivisionOperation = z.output<typeof operationSchema>;
export type OperationKind = DivisionOperation['kind'];

export const OPERATION_NAMES: Record<OperationKind, string> = {
  rename: '改名',
  move: '划转',
  merge: '合并',
  split: '拆分',
  create: '新设',
  close: '撤销',
  reclassify: '修改类型',
};

/** What an operation touches, before and after it is done. */
export const operationEffectSchema = z.object({
  kind: z.string(),
  /** divisions that end, begin, or stay in another state */
  closed: z.array(z.object({ code: divisionCodeSchema, name: z.string() })),
  created: z.array(z.object({ code: divisionCodeSchema, name: z.string(), insteadOf: divisionCodeSchema.nullable() })),
  changed: z.array(z.object({ code: divisionCodeSchema, name: z.string(), was: z.string() })),
  /** rows that follow, by register */
  records: z.array(z.object({ register: z.string(), rows: z.number().int() })),
  /** six-digit districts whose figures are counted anew */
  districts: z.array(z.string()),
});
export type OperationEffect = z.infer<typeof operationEffectSchema>;

export const loggedOperationSchema = z.object({
  id: z.number().int(),
  kind: z.string(),
  onDay: z.iso.date(),
  reason: z.string(),
  actor: z.string(),
  doneAt: z.iso.datetime(),
  districts: z.array(z.string()),
});
