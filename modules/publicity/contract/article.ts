/** What an article holds, as it is typed, as it was reviewed and as screens see it. */
import { z } from 'zod';
import { isDay } from '#shared/day.ts';
import { ARTICLE_KIND_IDS } from './kinds.ts';
import { EMPTY_TEXT, richTextSchema } from './rich-text.ts';
import { ARTICLE_ACTION_IDS, ARTICLE_STATE_IDS } from './workflow.ts';

export const ARTICLE_LIMITS = { title: 80, summary: 200, organ: 60, field: 2000, links: 20, correction: 200 } as const;

/** What an article may be about. */
export const LINK_KINDS = { organization: '社区社会组织', activity: '活动', designation: '品牌与认定', duty: '规划任务' } as const;
export type LinkKind = keyof typeof LINK_KINDS;
const linkKindSchema = z.enum(Object.keys(LINK_KINDS) as [LinkKind, ...LinkKind[]]);

export const articleLinkSchema = z.strictObject({
  kind: linkKindSchema,
  /** id of the record, or plan and duty: `guangzhou-2021/GZ-D69` */
  target: z.string().regex(/^[A-Za-z0-9-]{1,60}(?:\/[A-Za-z0-9-]{1,20})?$/),
  name: z.string().max(200),
});
export type ArticleLink = z.infer<typeof articleLinkSchema>;

const daySchema = z.iso.date().refine(isDay, '请填写真实的日期。').nullable();
const fieldValueSchema = z.union([z.string().max(ARTICLE_LIMITS.field), z.number().int().min(0).max(1e13), z.array(z.string().max(60)).max(30)]);
export type FieldValue = z.infer<typeof fieldValueSchema>;

/** As typed: nothing has to be there until it goes to review. Money of a field is in fen. */
export const articleContentSchema = z.strictObject({
  title: z.string().max(ARTICLE_LIMITS.title),
  /** one or two sentences for lists and share cards */
  summary: z.string().max(ARTICLE_LIMITS.summary),
  /** the office as it signs */
  organ: z.string().max(ARTICLE_LIMITS.organ),
  body: richTextSchema,
  fields: z.record(z.string().regex(/^[A-Za-z]{1,30}$/), fieldValueSchema),
  links: z.array(articleLinkSchema).max(ARTICLE_LIMITS.links),
  /** shown from this day; null as soon as it is reviewed */
  publishOn: daySchema,
  /** the last day on which it is shown; null for good */
  endsOn: daySchema,
  /** stands first until this day */
  pinnedUntil: daySchema,
  /** what the new text corrects in the one that people see, in words for them; empty before anything was shown */
  correction: z.string().max(ARTICLE_LIMITS.correction).default(''),
});
export type ArticleContent = z.infer<typeof articleContentSchema>;

export const EMPTY_CONTENT: ArticleContent = {
  title: '',
  summary: '',
  organ: '',
  body: EMPTY_TEXT,
  fields: {},
  links: [],
  publishOn: null,
  endsOn: null,
  pinnedUntil: null,
  correction: '',
};

export const articleKindSchema = z.enum(ARTICLE_KIND_IDS);
export const articleStateSchema = z.enum(ARTICLE_STATE_IDS);
export const articleActionSchema = z.enum(ARTICLE_ACTION_IDS);

/** Where a live version stands today. */
export const SHOWN = { no: '未公开', later: '定时发布', now: '公开中', over: '已到期' } as const;
export type Shown = keyof typeof SHOWN;

export const articleSummarySchema = z.object({
  id: z.string(),
  version: z.number().int(),
  kind: articleKindSchema,
  kindName: z.string(),
  state: articleStateSchema,
  stateName: z.string(),
  title: z.string(),
  division: z.string(),
  divisionName: z.string(),
  shown: z.enum(['no', 'later', 'now', 'over']),
  shownFrom: z.string().nullable(),
  shownUntil: z.string().nullable(),
  pinnedUntil: z.string().nullable(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  demonstration: z.boolean(),
});
export type ArticleSummary = z.infer<typeof articleSummarySchema>;

/** What the caller may do now, or why not. */
export const articleAbilitySchema = z.object({
  action: articleActionSchema,
  label: z.string(),
  allowed: z.boolean(),
  reasons: z.array(z.string()),
  needsReason: z.boolean(),
});
export type ArticleAbility = z.infer<typeof articleAbilitySchema>;

export const articleSchema = articleSummarySchema.extend({
  content: articleContentSchema,
  /** whether the caller may change it now */
  mayEdit: z.boolean(),
  abilities: z.array(articleAbilitySchema),
  /** what is missing before it can go to review */
  /** whether the next review replaces what people have seen: then it has to say what is corrected */
  corrects: z.boolean(),
  missing: z.array(z.object({ path: z.string(), message: z.string() })),
  steps: z.array(z.object({ action: z.string(), at: z.string(), by: z.string(), note: z.string().nullable() })),
  versions: z.array(z.object({ number: z.number().int(), at: z.string(), by: z.string(), isLive: z.boolean() })),
  /** how often it was opened in all, and in the last 30 days */
  reads: z.object({ total: z.number().int(), recent: z.number().int() }),
});
export type Article = z.infer<typeof articleSchema>;
