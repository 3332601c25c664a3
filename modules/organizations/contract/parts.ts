/** Parts of an organization's dossier: people, roster, venues, documents, links. Each is a list of records with columns. */
import { z } from 'zod';
import { storedFileSchema } from '#shared/stored-file.ts';

export const PART_NAMES = {
  profile: '补充情况',
  people: '负责人与发起人',
  members: '成员名册',
  venues: '活动场所',
  documents: '章程与制度',
  contacts: '指导与联系人员',
  hubs: '加入枢纽型组织',
  committees: '下属委员会联系',
} as const;
export type PartId = keyof typeof PART_NAMES;
export const PART_IDS = Object.keys(PART_NAMES) as [PartId, ...PartId[]];

export const partColumnSchema = z.object({
  field: z.string(),
  heading: z.string(),
  type: z.enum(['text', 'choice', 'list', 'date', 'boolean', 'integer', 'decimal', 'division', 'idNumber', 'phone']),
  required: z.boolean(),
  choices: z.array(z.string()),
  maxLength: z.number().int().nullable(),
  hint: z.string(),
});
export type PartColumn = z.infer<typeof partColumnSchema>;

export const partValueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
export type PartValue = z.infer<typeof partValueSchema>;

export const eligibilitySchema = z.object({ label: z.string(), clause: z.string(), state: z.enum(['met', 'unmet', 'unknown']), advice: z.string() });

export const partRecordSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  title: z.string(),
  isCurrent: z.boolean(),
  values: z.record(z.string(), partValueSchema),
  /** the fields in words, blank ones left out; numbers masked */
  texts: z.array(z.object({ field: z.string(), heading: z.string(), text: z.string() })),
  /** people in charge: whether they may be, by clause */
  eligibility: z.array(eligibilitySchema),
  /** charters: what they do not say */
  gaps: z.array(z.object({ title: z.string(), clause: z.string(), isDemanded: z.boolean() })),
  /** documents: photographs and files, oldest first */
  files: z.array(storedFileSchema),
  /** venues: other organizations at the same address */
  sharedWith: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type PartRecord = z.infer<typeof partRecordSchema>;

export const partSchema = z.object({
  part: z.enum(PART_IDS),
  name: z.string(),
  note: z.string(),
  /** false: the post has no right to this class of data, so nothing is shown */
  isShown: z.boolean(),
  columns: z.array(partColumnSchema),
  items: z.array(partRecordSchema),
  total: z.number().int(),
  nextCursor: z.string().nullable(),
  abilities: z.object({ edit: z.boolean(), reveal: z.boolean() }),
});
export type Part = z.infer<typeof partSchema>;

/** null clears a field, an absent one stays */
export const partValuesSchema = z.record(
  z.string(),
  z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(z.string().max(500)).max(100), z.null()]),
);

export const rosterOutcomeSchema = z.object({
  /** nothing is written while a row has a finding */
  isWritten: z.boolean(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  problems: z.array(z.object({ row: z.number().int(), heading: z.string(), message: z.string(), suggestion: z.string() })),
});
export type RosterOutcome = z.infer<typeof rosterOutcomeSchema>;
