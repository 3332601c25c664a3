/** One organization as its page shows it. Ids are decimal strings, codes 12 digits, days `YYYY-MM-DD`. */
import { z } from 'zod';
import { TIERS } from './standing.ts';

const day = z.iso.date();

export const fieldTextSchema = z.object({ field: z.string(), heading: z.string(), text: z.string() });
export type FieldText = z.infer<typeof fieldTextSchema>;

export const fieldChangeSchema = z.object({
  version: z.number().int(),
  action: z.enum(['created', 'updated', 'ended', 'deleted', 'undone', 'merged']),
  changedAt: z.string(),
  changedBy: z.string(),
  reason: z.string().nullable(),
  isImport: z.boolean(),
  changes: z.array(z.object({ heading: z.string(), before: z.string(), after: z.string() })),
});
export type FieldChange = z.infer<typeof fieldChangeSchema>;

export const organizationPageSchema = z.object({
  id: z.string(),
  code: z.string(),
  version: z.number().int(),
  demonstration: z.boolean(),
  /** the day the record is shown for */
  asOf: day,
  /** the day it was first entered here; no earlier day can be looked at */
  enteredOn: day,
  /** null: not yet on the ledger on that day */
  record: z
    .object({
      name: z.string(),
      tier: z.enum(TIERS),
      standing: z.string(),
      isActive: z.boolean(),
      /** credit code, filing number or none */
      number: z.string().nullable(),
      isHub: z.boolean(),
      division: z.string(),
      place: z.string(),
      fields: z.array(fieldTextSchema),
    })
    .nullable(),
  formerNames: z.array(z.string()),
  /** newest first */
  history: z.array(fieldChangeSchema),
  abilities: z.object({ edit: z.boolean(), reveal: z.boolean() }),
});
export type OrganizationPage = z.infer<typeof organizationPageSchema>;

/** What kind of thing happened; the words stand in `HAPPENING_KINDS`. */
export const happeningKindSchema = z.enum(['milestone', 'procedure', 'record', 'activity', 'merge']);
export const HAPPENING_KINDS: Record<z.infer<typeof happeningKindSchema>, string> = {
  milestone: '大事',
  procedure: '办件',
  record: '档案',
  activity: '业务',
  merge: '合并',
};

export const happeningSchema = z.object({
  on: day,
  /** the instant, where it is known; milestones know the day only */
  at: z.string().nullable(),
  kind: happeningKindSchema,
  title: z.string(),
  detail: z.string().nullable(),
  by: z.string().nullable(),
  /** where to read on */
  about: z.object({ type: z.enum(['application', 'record']), register: z.string().nullable(), id: z.string() }).nullable(),
});
export type Happening = z.infer<typeof happeningSchema>;

export const matterSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.string(),
  isOpen: z.boolean(),
  begunOn: day,
  endedOn: day.nullable(),
  handler: z.string().nullable(),
});
export type Matter = z.infer<typeof matterSchema>;

export const relatedRegisterSchema = z.object({
  register: z.string(),
  name: z.string(),
  total: z.number().int(),
  /** the newest */
  items: z.array(z.object({ id: z.string(), title: z.string(), note: z.string(), begins: day, ends: day.nullable() })),
});
export type RelatedRegister = z.infer<typeof relatedRegisterSchema>;
