import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import { storedFileSchema } from '#shared/stored-file.ts';
import { NOTICES, wordsOf } from './workflow.ts';

export const OBJECTION_OUTCOMES = { upheld: '异议成立', partly: '部分成立', rejected: '异议不成立' } as const;
export type ObjectionOutcome = keyof typeof OBJECTION_OUTCOMES;

/** What somebody types into the public form. */
export const OBJECTION_LIMITS = { name: 50, phone: 30, leastContent: 10, content: 2000, files: 5 } as const;

const recordId = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
const idParams = z.object({ id: recordId });

export const objectionSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  noticeId: z.string(),
  kind: z.enum(wordsOf(NOTICES)),
  kindName: z.string(),
  subjectName: z.string(),
  organ: z.string(),
  content: z.string(),
  /** masked */
  name: z.string(),
  phone: z.string(),
  /** what was enclosed; shown to the office that answers alone */
  files: z.array(storedFileSchema),
  receivedOn: z.string(),
  objectionsUntil: z.string().nullable(),
  outcome: z.enum(['upheld', 'partly', 'rejected']).nullable(),
  outcomeName: z.string().nullable(),
  answer: z.string().nullable(),
  answeredOn: z.string().nullable(),
  answeredBy: z.string().nullable(),
  mayAnswer: z.boolean(),
});
export type Objection = z.infer<typeof objectionSchema>;

/** Objections to announcements: received from anybody on the public pages, answered by the office that announced. */
export const objectionRoutes = {
  objections: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/objections',
    permission: 'filing.read',
    gathers: true,
    summary: '辖区内公示收到的异议',
    query: pageQuerySchema.extend({ standing: z.enum(['open', 'answered']).optional() }),
    response: pageSchema(objectionSchema),
  }),
  answerObjection: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/objections/:id/answer',
    permission: 'notice.manage',
    summary: '答复一件异议',
    params: idParams,
    body: z.object({
      version: z.number().int().min(1),
      outcome: z.enum(['upheld', 'partly', 'rejected']),
      answer: z.string().trim().min(5, '请写明答复内容。').max(2000),
    }),
    response: objectionSchema,
  }),
  revealObjector: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/objections/:id/reveal',
    permission: 'personal-data.reveal',
    summary: '为核实情况查看提出异议的人的姓名和电话，记入审计',
    params: idParams,
    body: z.object({ reason: z.string().trim().min(2, '请写明理由。').max(200) }),
    response: z.object({ name: z.string(), phone: z.string() }),
    requestClass: 'reveal',
    repeatable: true,
  }),
};
