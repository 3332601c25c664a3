/** Requests of people to correct what is held about them (PIPL art. 46), and what the office answers. */
import { z } from 'zod';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';

/** Where the wrong entry stands. */
export const CORRECTION_SUBJECTS = {
  ledger: '组织台账里的我（负责人、成员等）',
  filing: '备案、登记申请',
  need: '我说过的需求',
  activity: '活动报名、签到',
  volunteer: '志愿者登记、服务时长',
  other: '其他',
} as const;
export type CorrectionSubject = keyof typeof CORRECTION_SUBJECTS;

export const CORRECTION_OUTCOMES = { corrected: '已更正', partly: '更正了一部分', refused: '不更正' } as const;
export type CorrectionOutcome = keyof typeof CORRECTION_OUTCOMES;

export const CORRECTION_STATES = { waiting: '等待答复', ...CORRECTION_OUTCOMES, withdrawn: '已撤回' } as const;
export type CorrectionState = keyof typeof CORRECTION_STATES;

/** Answered within so many days (GB/T 35273-2020, 8.7: 三十天内). */
export const CORRECTION_DAYS = 30;
export const CORRECTION_LIMITS = { name: 50, text: 500, answer: 1000, leastAnswer: 5, waiting: 5 } as const;

const outcomes = ['corrected', 'partly', 'refused'] as const satisfies readonly CorrectionOutcome[];
const idParams = z.object({
  id: z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number),
});

export const correctionSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  about: z.string(),
  place: z.string(),
  /** 张某; in full only for a stated reason */
  name: z.string(),
  /** masked */
  phone: z.string(),
  /** numbers of persons masked */
  wrong: z.string(),
  right: z.string(),
  receivedOn: z.string(),
  dueOn: z.string(),
  isOverdue: z.boolean(),
  state: z.enum(['waiting', ...outcomes, 'withdrawn']),
  stateName: z.string(),
  answer: z.string().nullable(),
  answeredOn: z.string().nullable(),
  answeredBy: z.string().nullable(),
});
export type Correction = z.infer<typeof correctionSchema>;

export const correctionRoutes = {
  listCorrections: defineRoute({
    method: 'GET',
    path: '/api/v1/corrections',
    permission: 'correction.answer',
    gathers: true,
    summary: '辖区内居民要求更正个人信息的申请，等得最久的在前',
    query: pageQuerySchema.extend({ standing: z.enum(['waiting', 'ended']).optional() }),
    response: pageSchema(correctionSchema),
  }),
  answerCorrection: defineRoute({
    method: 'POST',
    path: '/api/v1/corrections/:id/answer',
    permission: 'correction.answer',
    summary: '答复一件更正申请',
    params: idParams,
    body: z.object({
      version: z.number().int().min(1),
      outcome: z.enum(outcomes),
      answer: z.string().trim().min(CORRECTION_LIMITS.leastAnswer, '请写明更正了什么；不更正的，请写明理由。').max(CORRECTION_LIMITS.answer),
    }),
    response: correctionSchema,
  }),
  revealCorrection: defineRoute({
    method: 'POST',
    path: '/api/v1/corrections/:id/reveal',
    permission: 'personal-data.reveal',
    summary: '为核对和更正查看申请人的姓名、电话和没有遮盖的内容，记入审计',
    params: idParams,
    body: z.object({ reason: z.string().trim().min(2, '请写明理由。').max(200) }),
    response: z.object({ name: z.string(), phone: z.string(), wrong: z.string(), right: z.string() }),
    requestClass: 'reveal',
    repeatable: true,
  }),
};
