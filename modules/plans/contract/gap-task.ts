/** A gap given to the office that answers for it. */
import { z } from 'zod';

export const TASK_STATES = { open: '办理中', done: '已办结，待确认', confirmed: '已确认', cancelled: '已取消' } as const;
export type TaskState = keyof typeof TASK_STATES;
export const taskStateSchema = z.enum(['open', 'done', 'confirmed', 'cancelled']);

export const TASK_ACTIONS = { assigned: '分派', done: '办结', confirmed: '确认', reopened: '退回重办', cancelled: '取消' } as const;
export type TaskAction = keyof typeof TASK_ACTIONS;

/** What a decision may be: confirm what was done, have it done again, or call it off. */
export const taskDecisionSchema = z.enum(['confirmed', 'reopened', 'cancelled']);
export type TaskDecision = z.infer<typeof taskDecisionSchema>;

export const gapTaskSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  plan: z.string(),
  targetId: z.string(),
  targetName: z.string(),
  code: z.string(),
  /** the unit, or the record that is judged */
  name: z.string(),
  path: z.string(),
  /** what was missing when it was given */
  lacking: z.string(),
  responsible: z.string(),
  dueOn: z.string(),
  isOverdue: z.boolean(),
  note: z.string().nullable(),
  state: taskStateSchema,
  steps: z.array(z.object({ action: z.string(), at: z.string(), by: z.string(), note: z.string().nullable() })),
  abilities: z.object({ finish: z.boolean(), decide: z.boolean() }),
});
export type GapTask = z.infer<typeof gapTaskSchema>;

/** What the gap list says of a gap that is under way. */
export const gapStandingSchema = z.object({ id: z.string(), state: taskStateSchema, dueOn: z.string() });
