/** Numbers in clear: shown for one record and a reason, and who saw them. */
import { z } from 'zod';
import { pageSchema } from '#shared/page.ts';

export const revealedSchema = z.object({ values: z.record(z.string(), z.string()) });

export const viewSearchSchema = z.object({
  /** a whole ID number or phone: in the body, never in an address */
  number: z.string().max(40).optional(),
  register: z.string().max(60).optional(),
  record: z
    .string()
    .regex(/^\d{1,16}$/)
    .optional(),
});

export const viewSchema = z.object({
  viewedAt: z.iso.datetime(),
  actor: z.string(),
  actorName: z.string(),
  register: z.string(),
  registerName: z.string(),
  record: z.string(),
  recordCode: z.string(),
  /** headings of the columns shown */
  fields: z.array(z.string()),
  way: z.enum(['revealed', 'exported']),
  reason: z.string(),
  requestId: z.string(),
});
export type PersonalDataView = z.infer<typeof viewSchema>;
export const viewPageSchema = pageSchema(viewSchema);
