import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import { fitsTheme } from './kinds.ts';
import { ACTIVITY_THEMES } from './themes.ts';

const recordId = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
const idParams = z.object({ id: recordId });
const itemParams = z.object({ id: recordId, item: recordId });
const year = z.coerce.number().int().min(2000).max(2199);
const theme = z.enum(ACTIVITY_THEMES, { error: '请选一个主题。' });
const count = z.number().int();
const MOST_ITEMS = 200;

/** The four that a plan of 平顶山 must cover (PDS-Q18). */
export const CORE_THEMES = ACTIVITY_THEMES.slice(0, 4);

export const planItemInputSchema = z
  .object({
    /** absent for a new one */
    id: z
      .string()
      .regex(/^\d{1,16}$/)
      .optional(),
    month: z.number().int().min(1).max(12),
    theme,
    kind: z.string().max(20).nullable(),
    name: z.string().trim().min(1, '请填写活动名称。').max(100),
    organizer: z.string().trim().max(100).nullable(),
    expectedPeople: z.number().int().min(0).max(10_000_000).nullable(),
  })
  .refine(({ kind, theme: of }) => kind === null || fitsTheme(kind, of), { path: ['kind'], message: '这个类型不属于所选的主题。' });
export type PlanItemInput = z.output<typeof planItemInputSchema>;

export const planInputSchema = z.object({
  features: z.string().trim().max(1000).nullable(),
  items: z.array(planItemInputSchema).max(MOST_ITEMS, `一年最多 ${MOST_ITEMS} 项。`),
});
export type PlanInput = z.output<typeof planInputSchema>;

export const heldActivitySchema = z.object({
  id: z.string(),
  name: z.string(),
  organizationName: z.string(),
  theme,
  startedOn: z.string(),
  participants: count,
});
export type HeldActivity = z.infer<typeof heldActivitySchema>;

export const planItemSchema = z.object({
  id: z.string(),
  month: count,
  theme,
  kind: z.string().nullable(),
  name: z.string(),
  organizer: z.string().nullable(),
  expectedPeople: count.nullable(),
  held: z.array(heldActivitySchema),
  /** its month is over and nothing was held */
  isGap: z.boolean(),
});
export type PlanItem = z.infer<typeof planItemSchema>;

export const planSummarySchema = z.object({
  id: z.string(),
  version: count,
  division: z.string(),
  divisionName: z.string(),
  year: count,
  features: z.string().nullable(),
  items: count,
  carriedOut: count,
  gaps: count,
  /** of the four themes, those without an item */
  missingThemes: z.array(theme),
  demonstration: z.boolean(),
});
export type PlanSummary = z.infer<typeof planSummarySchema>;

export const activityPlanSchema = planSummarySchema.omit({ items: true }).extend({
  items: z.array(planItemSchema),
  /** what is linked, each activity once though several items share it */
  activities: count,
  participants: count,
  /** everything in the register of the jurisdiction in that year, planned or not */
  themes: z.array(z.object({ theme, planned: count, held: count, participants: count })),
  mayEdit: z.boolean(),
});
export type ActivityPlan = z.infer<typeof activityPlanSchema>;

const BASE = '/api/v1/activity-plans';

/** Annual activity plans of offices (PDS-Q18, PDS-D38). */
export const activityPlanRoutes = {
  activityPlans: defineRoute({
    method: 'GET',
    path: BASE,
    permission: 'activity.read',
    gathers: true,
    summary: '辖区内各单位的年度活动计划',
    query: pageQuerySchema.extend({ year: year.optional() }),
    response: pageSchema(planSummarySchema),
  }),
  startActivityPlan: defineRoute({
    method: 'POST',
    path: BASE,
    permission: 'activity.plan',
    gathers: 'besideWriting',
    summary: '新建本单位某一年的活动计划',
    body: z.object({ year: z.number().int().min(2000).max(2199) }),
    response: activityPlanSchema,
  }),
  activityPlan: defineRoute({
    method: 'GET',
    path: `${BASE}/:id`,
    permission: 'activity.read',
    gathers: true,
    summary: '一份年度活动计划，办了什么，还差什么',
    params: idParams,
    response: activityPlanSchema,
  }),
  saveActivityPlan: defineRoute({
    method: 'PUT',
    path: `${BASE}/:id`,
    permission: 'activity.plan',
    gathers: 'besideWriting',
    summary: '保存年度活动计划的全部内容',
    params: idParams,
    body: planInputSchema.extend({ version: z.number().int().min(1) }),
    response: activityPlanSchema,
  }),
  planCandidates: defineRoute({
    method: 'GET',
    path: `${BASE}/:id/items/:item/candidates`,
    permission: 'activity.read',
    gathers: true,
    summary: '活动台账中同一主题、同一年、可以对上这一项的活动',
    params: itemParams,
    query: pageQuerySchema,
    response: pageSchema(heldActivitySchema),
  }),
  linkActivity: defineRoute({
    method: 'POST',
    path: `${BASE}/:id/items/:item/activities`,
    permission: 'activity.plan',
    gathers: 'besideWriting',
    summary: '把台账中的一次活动对上计划的一项',
    params: itemParams,
    body: z.object({ activityId: recordId }),
    response: activityPlanSchema,
  }),
  unlinkActivity: defineRoute({
    method: 'POST',
    path: `${BASE}/:id/items/:item/unlink`,
    permission: 'activity.plan',
    gathers: 'besideWriting',
    summary: '取消对应',
    params: itemParams,
    body: z.object({ activityId: recordId }),
    response: activityPlanSchema,
  }),
};
