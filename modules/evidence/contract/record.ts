/** Records of the registers as screens and other programs see them. Divisions are 12-digit codes, ids decimal strings. */
import { z } from 'zod';
import { DATA_CLASSES } from '#shared/data-class.ts';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';

/** One column of a register: enough to draw its list, filters and form. */
export const columnSchema = z.object({
  field: z.string(),
  heading: z.string(),
  type: z.enum([
    'text',
    'choice',
    'list',
    'date',
    'boolean',
    'integer',
    'decimal',
    'year',
    'division',
    'divisionList',
    'divisionOrName',
    'idNumber',
    'phone',
    'creditCode',
    'recordCode',
  ]),
  /** whose right it takes to see it in clear */
  dataClass: z.enum(DATA_CLASSES),
  required: z.boolean(),
  /** the record lies here */
  home: z.boolean(),
  choices: z.array(z.string()),
  /** levels a division column accepts; empty for any */
  levels: z.array(z.string()),
  maxLength: z.number().int().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** what to know for filling it, beside its form; may be empty */
  hint: z.string(),
});
export type RegisterColumn = z.infer<typeof columnSchema>;

export const registerSchema = z.object({
  /** name in addresses: `care-facilities` */
  register: z.string(),
  /** Chinese name, the sheet of the workbook */
  name: z.string(),
  note: z.string(),
  /** field that names a record in lists */
  titleField: z.string(),
  beginsField: z.string(),
  /** null: an event, which never ends */
  endsField: z.string().nullable(),
  columns: z.array(columnSchema),
  /** other installations that sent it until a day; their records were kept and are compared with nobody */
  keptFrom: z.array(z.object({ who: z.string(), endedOn: z.iso.date() })),
});
export type Register = z.infer<typeof registerSchema>;

export const outsideValueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

export const recordSchema = z.object({
  id: z.string(),
  /** the stable code people see: `W440103-000000123` */
  code: z.string(),
  version: z.number().int(),
  /** where it lies */
  division: z.string(),
  demonstration: z.boolean(),
  /** by field; ID numbers and phones masked */
  values: z.record(z.string(), outsideValueSchema),
});
export type EvidenceRecord = z.infer<typeof recordSchema>;

/** Names of the divisions in the answer, by 12-digit code. */
const divisionNamesSchema = z.record(z.string(), z.string());

export const recordPageSchema = pageSchema(recordSchema).extend({ divisionNames: divisionNamesSchema });

/** How a column is filtered: one of several values, or from and to (dates and numbers, both included). */
export const columnFilterSchema = z.union([
  z
    .object({
      oneOf: z
        .array(z.union([z.string(), z.boolean()]))
        .min(1)
        .max(50),
    })
    .strict(),
  z.object({ from: z.union([z.string(), z.number()]).optional(), to: z.union([z.string(), z.number()]).optional() }).strict(),
]);
export type ColumnFilter = z.infer<typeof columnFilterSchema>;
export const filtersSchema = z.record(z.string(), columnFilterSchema);

export const listQuerySchema = pageQuerySchema.extend({
  /** a code; without it the whole jurisdiction */
  division: z.string().max(12).optional(),
  /** part of the name, or a record code; whole ID numbers and phones go to `findByNumber` */
  q: z.string().max(100).optional(),
  /** `current` counts today, `ended` has ended, `future` begins later */
  state: z.enum(['all', 'current', 'ended', 'future']).default('all'),
  /** JSON of field → filter */
  filters: z
    .string()
    .max(4000)
    .optional()
    .transform((text, context) => {
      try {
        return filtersSchema.parse(text === undefined ? {} : JSON.parse(text));
      } catch {
        context.addIssue({ code: 'custom', message: '筛选条件的格式不对。' });
        return z.NEVER;
      }
    }),
});
export type RecordListQuery = z.output<typeof listQuerySchema>;

export const historyEntrySchema = z.object({
  version: z.number().int(),
  action: z.enum(['created', 'updated', 'ended', 'deleted', 'undone', 'merged']),
  changedAt: z.string(),
  changedBy: z.string(),
  reason: z.string().nullable(),
  importBatch: z.string().nullable(),
  changes: z.array(z.object({ heading: z.string(), before: z.string(), after: z.string() })),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const recordDetailSchema = recordSchema.extend({
  divisionNames: divisionNamesSchema,
  formerNames: z.array(z.string()),
  history: z.array(historyEntrySchema),
  abilities: z.object({ edit: z.boolean(), reveal: z.boolean() }),
});

/** null clears a field, an absent one stays */
export const formValuesSchema = z.record(
  z.string(),
  z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(z.string().max(2000)).max(5000), z.null()]),
);

export const savedSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  notices: z.array(z.object({ field: z.string(), message: z.string(), suggestion: z.string() })),
});

/** Filters of a list under a name. */
export const viewSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** as in the address of the list */
  search: z.string(),
  isShared: z.boolean(),
  isOwn: z.boolean(),
  ownerName: z.string(),
});
export type RegisterView = z.infer<typeof viewSchema>;
