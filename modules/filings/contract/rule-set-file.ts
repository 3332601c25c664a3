/** What a rule set file says: `rulesets/*.yaml`, and what an office publishes. Unknown words and fields are refused. */
import { z } from 'zod';
import { ACTIONS, BODIES, EFFECTS, GROUNDS, GUARDS, MATERIALS, NOTICES, PROCEDURES, SETTINGS, STATES, STATUSES, WAIVABLE, wordsOf } from './workflow.ts';

/** Where a rule comes from: `HN L42「…」` of a policy, `X02 art.12` of a law, `GK` for what no source names. */
const clause = z
  .string()
  .regex(/^(GK|(PDS|MCA|HN|GZ|SZ|X\d{2})\b.*)(；.*)?$/, '出处须以文件代号开头，如 HN L42、X02 art.12；没有出处写 GK')
  .max(300);

/** On what a number stands: a policy's or law's own words, or a setting of the office because none names it. */
const basis = z.enum(['policy', 'law', 'setting']);

const term = z.strictObject({ count: z.number().int().min(0).max(400), unit: z.enum(['workingDays', 'days']) });
export type Term = z.infer<typeof term>;
const monthDay = z.string().regex(/^\d{2}-\d{2}$/);

export const settingSchema = z.strictObject({
  /** null: the policy names none and the office has set none; then nothing is judged by it */
  value: z.union([z.number(), z.boolean(), z.string().max(100), z.array(z.string().max(40)).max(20), term, monthDay, z.null()]),
  basis,
  clause,
  note: z.string().max(300).optional(),
});
export type Setting = z.infer<typeof settingSchema>;

const transitionSchema = z.strictObject({
  to: z.enum(wordsOf(STATES)),
  by: z.array(z.enum(wordsOf(BODIES))).min(1),
  when: z.array(z.enum(wordsOf(GUARDS))).optional(),
  guards: z.array(z.enum(wordsOf(GUARDS))).default([]),
  advice: z.array(z.enum(wordsOf(GUARDS))).default([]),
  effects: z.array(z.enum(wordsOf(EFFECTS))).default([]),
  notices: z.array(z.enum(wordsOf(NOTICES))).default([]),
  clause,
});
export type RuleTransition = z.infer<typeof transitionSchema>;

const clockSchema = z.strictObject({
  setting: z.enum(wordsOf(SETTINGS)),
  /** who must act before it runs out */
  whose: z.enum(wordsOf(BODIES)),
  /** the case ends by itself, or the office above is told */
  expiry: z.enum(['lapse', 'escalate']),
});
export type Clock = z.infer<typeof clockSchema>;

const materialSchema = z.strictObject({
  required: z.boolean(),
  clause,
  note: z.string().max(200).optional(),
  /** most photographs and documents of it; `MATERIAL_FILES` unless said */
  files: z.number().int().min(1).max(20).optional(),
});

const SELECTOR = new RegExp(`^(${wordsOf(STATES).join('|')})\\.(${wordsOf(ACTIONS).join('|')})(#[a-z][A-Za-z]*)?$`);

export const procedureSchema = z.strictObject({
  enabled: z.boolean().optional(),
  clause: clause.optional(),
  /** statuses an organization may have when this begins; `none` is a new one */
  startsFrom: z.array(z.enum(wordsOf(STATUSES))).optional(),
  /** `state.action` or `state.action#variant` → the row; null takes an inherited row away */
  transitions: z.record(z.string().regex(SELECTOR, '写成“状态.操作”，用词须在词表里'), transitionSchema.nullable()).optional(),
  clocks: z.partialRecord(z.enum(wordsOf(STATES)), clockSchema.nullable()).optional(),
  materials: z.partialRecord(z.enum(wordsOf(MATERIALS)), materialSchema.nullable()).optional(),
  grounds: z.array(z.enum(wordsOf(GROUNDS))).optional(),
});
export type ProcedureRules = z.infer<typeof procedureSchema>;

export const ruleSetFileSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  name: z.string().min(2).max(60),
  /** 12-digit code of the division it holds for, with everything below */
  division: z.string().regex(/^\d{12}$/),
  /** document code → title and number */
  documents: z.record(z.string().regex(/^(PDS|MCA|HN|GZ|SZ|X\d{2})$/), z.string().max(200)),
  note: z.string().max(500).optional(),
  settings: z.partialRecord(z.enum(wordsOf(SETTINGS)), settingSchema).default({}),
  procedures: z.partialRecord(z.enum(wordsOf(PROCEDURES)), procedureSchema).default({}),
});
export type RuleSetFile = z.infer<typeof ruleSetFileSchema>;

export const waivableSchema = z.enum(wordsOf(WAIVABLE));
