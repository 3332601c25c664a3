/** Shapes of needs as they cross the API. Browser-safe. */
import { z } from 'zod';
import { assistedConsentSchema } from '#shared/assisted-consent.ts';
import { CATEGORIES, CHANNELS, REPORT_KINDS, STAFF_CHANNELS, TARGET_GROUPS, URGENCIES, wordsOf } from './vocabulary.ts';
import { ACTIONS, GROUNDS, MOST_EXTENSION, MOST_OFFERS, STATES } from './workflow.ts';

/** What somebody types. */
export const NEED_LIMITS = { leastTitle: 4, title: 60, details: 1000, name: 50, address: 100, comment: 500, reason: 500 } as const;

const id = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
export const recordIdSchema = id;
export const divisionSchema = z.string().regex(/^\d{2,12}$/);
const text = (most: number) => z.string().trim().max(most, `请不超过 ${most} 个字。`);
const category = z.enum(wordsOf(CATEGORIES));
const targetGroup = z.enum(wordsOf(TARGET_GROUPS));
const urgency = z.enum(wordsOf(URGENCIES));

/** A need as it is stated, whoever states it. */
export const needInputSchema = z.object({
  title: text(NEED_LIMITS.title).min(NEED_LIMITS.leastTitle, `请用一句话说清需要什么，至少 ${NEED_LIMITS.leastTitle} 个字。`),
  details: text(NEED_LIMITS.details).optional(),
  category,
  targetGroup: targetGroup.default('everyone'),
  urgency: urgency.default('ordinary'),
  isSecret: z.boolean().default(false),
  name: text(NEED_LIMITS.name).optional(),
  phone: text(30).optional(),
  address: text(NEED_LIMITS.address).optional(),
  sharesContact: z.boolean().default(false),
});
export type NeedInput = z.output<typeof needInputSchema>;

export const enteredNeedSchema = needInputSchema.extend({
  division: divisionSchema,
  channel: z.enum(STAFF_CHANNELS),
  /** a must with a name, phone or address */
  consent: assistedConsentSchema.optional(),
});

export const serviceInputSchema = z.object({
  onDay: z.iso.date(),
  minutes: z.number().int().min(1).max(1440),
  servers: z.number().int().min(1).max(1000).default(1),
  content: text(500).min(2, '请写明做了什么。'),
  beneficiaries: z
    .array(z.object({ group: targetGroup, people: z.number().int().min(1).max(100_000) }))
    .min(1)
    .max(10),
});
export type ServiceInput = z.output<typeof serviceInputSchema>;

/** What comes with an act; each takes what it needs. */
export const needActSchema = z.object({
  reason: text(NEED_LIMITS.reason).optional(),
  title: text(NEED_LIMITS.title).min(NEED_LIMITS.leastTitle).optional(),
  category: category.optional(),
  targetGroup: targetGroup.optional(),
  urgency: urgency.optional(),
  isSecret: z.boolean().optional(),
  organizationIds: z.array(id).min(1).max(MOST_OFFERS).optional(),
  into: id.optional(),
  division: divisionSchema.optional(),
  days: z.number().int().min(1).max(MOST_EXTENSION).optional(),
  ground: z.enum(wordsOf(GROUNDS)).optional(),
  service: serviceInputSchema.optional(),
  isSolved: z.boolean().optional(),
  stars: z.number().int().min(1).max(5).optional(),
  comment: text(NEED_LIMITS.comment).optional(),
});
export type NeedAct = z.output<typeof needActSchema>;

export const needSummarySchema = z.object({
  id: z.string(),
  version: z.number().int(),
  number: z.string(),
  title: z.string(),
  category,
  categoryName: z.string(),
  targetGroup,
  targetGroupName: z.string(),
  urgency,
  urgencyName: z.string(),
  isSecret: z.boolean(),
  channel: z.enum(wordsOf(CHANNELS)),
  channelName: z.string(),
  state: z.enum(wordsOf(STATES)),
  stateName: z.string(),
  division: z.string(),
  divisionName: z.string(),
  /** whose desk it lies on */
  handlingName: z.string(),
  organizationId: z.string().nullable(),
  organizationName: z.string().nullable(),
  receivedOn: z.string(),
  dueOn: z.string().nullable(),
  dueWhose: z.string().nullable(),
  isDueProvisional: z.boolean(),
  isOverdue: z.boolean(),
  isSupervised: z.boolean(),
  reopened: z.number().int(),
  closedOn: z.string().nullable(),
  demonstration: z.boolean(),
});
export type NeedSummary = z.output<typeof needSummarySchema>;

export const abilitySchema = z.object({
  action: z.enum(wordsOf(ACTIONS)),
  label: z.string(),
  allowed: z.boolean(),
  /** what keeps it */
  reasons: z.array(z.string()),
});
export type Ability = z.output<typeof abilitySchema>;

export const needStepSchema = z.object({
  action: z.string(),
  stateName: z.string(),
  body: z.string(),
  by: z.string(),
  onDay: z.string(),
  organizationName: z.string().nullable(),
  reason: z.string().nullable(),
});

export const needServiceSchema = z.object({
  id: z.string(),
  onDay: z.string(),
  minutes: z.number().int(),
  servers: z.number().int(),
  content: z.string(),
  by: z.string(),
  beneficiaries: z.array(z.object({ group: z.string(), people: z.number().int() })),
});

export const needSchema = needSummarySchema.extend({
  details: z.string().nullable(),
  /** masked */
  requester: z.object({
    name: z.string().nullable(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    phoneVerified: z.boolean(),
    sharesContact: z.boolean(),
  }),
  external: z.object({ source: z.string(), number: z.string() }).nullable(),
  /** what a party member says of an organization */
  report: z.object({ kind: z.enum(wordsOf(REPORT_KINDS)), kindName: z.string(), organizationId: z.string(), organizationName: z.string() }).nullable(),
  /** what the organization is called now, where that differs; history keeps the name of its day */
  organizationNow: z.string().nullable(),
  supervision: z.string().nullable(),
  closeGround: z.string().nullable(),
  joinedInto: z.object({ id: z.string(), number: z.string() }).nullable(),
  /** how many others were joined into this one */
  joinedCount: z.number().int(),
  offers: z.array(
    z.object({
      organizationId: z.string(),
      organizationName: z.string(),
      way: z.string(),
      state: z.string(),
      askedOn: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  services: z.array(needServiceSchema),
  rating: z.object({ stars: z.number().int(), comment: z.string().nullable(), ratedOn: z.string() }).nullable(),
  steps: z.array(needStepSchema),
  abilities: z.array(abilitySchema),
  /** ways to money that this need may go; none until a module offers one */
  moneyRoutes: z.array(z.object({ id: z.string(), label: z.string() })),
});
export type Need = z.output<typeof needSchema>;

export const candidateSchema = z.object({
  organizationId: z.string(),
  name: z.string(),
  category: z.string(),
  tier: z.string(),
  divisionName: z.string(),
  /** only for the order of the list */
  score: z.number(),
  reasons: z.array(z.string()),
  openNeeds: z.number().int(),
  served: z.number().int(),
  /** null with too few ratings */
  satisfaction: z.object({ good: z.number().int(), all: z.number().int(), atLeast: z.number() }).nullable(),
  demonstration: z.boolean(),
});
export type Candidate = z.output<typeof candidateSchema>;

export const similarNeedSchema = needSummarySchema.extend({ likeness: z.number() });
