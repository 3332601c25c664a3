import { z } from 'zod';
import { pageSchema } from '#shared/page.ts';
import { reasonSchema, recordIdSchema, versionSchema } from './volunteer.ts';
import { SERVICE_KINDS } from './words.ts';

export const SERVICE_STATES = { recorded: '待确认', confirmed: '已确认', voided: '已作废' } as const;
export type ServiceState = keyof typeof SERVICE_STATES;
export const DISPUTE_OUTCOMES = { upheld: '已更正', rejected: '记录无误' } as const;

/** Longest service of a day; members recorded at once; records confirmed at once. */
export const SERVICE_LIMITS = { members: 200, confirmed: 200 } as const;
/** X05 art.11 */
export const CONFIRM_WORKING_DAYS = 10;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '时间请写成 09:30 这样。');

const dated = z.object({
  servedOn: z.iso.date('请填写服务日期。'),
  from: time,
  to: time,
  kind: z.enum(SERVICE_KINDS),
  content: z.string().trim().min(2, '请写明做了什么。').max(200),
  place: z.string().trim().max(100),
});

export const recordServicesSchema = dated.extend({
  teamId: recordIdSchema,
  volunteerIds: z.array(recordIdSchema).min(1, '请选择参加的队员。').max(SERVICE_LIMITS.members),
  /** X05 art.19: what is paid is no voluntary service and must not be recorded */
  unpaid: z.literal(true, '有报酬的不是志愿服务，不能记录。'),
});
export type RecordServices = z.output<typeof recordServicesSchema>;

export const correctServiceSchema = dated.extend({ version: versionSchema, reason: reasonSchema, isVoided: z.boolean() });
export type CorrectService = z.output<typeof correctServiceSchema>;

const changeSchema = z.object({ changedAt: z.string(), changedBy: z.string(), reason: z.string(), before: z.string(), after: z.string() });
const disputeSchema = z.object({
  content: z.string(),
  raisedOn: z.string(),
  outcome: z.enum(['upheld', 'rejected']).nullable(),
  answer: z.string().nullable(),
  answeredOn: z.string().nullable(),
});

export const serviceSchema = z.object({
  id: z.string(),
  volunteerId: z.string(),
  volunteerName: z.string(),
  teamId: z.string(),
  teamName: z.string(),
  kind: z.string(),
  content: z.string(),
  place: z.string(),
  servedOn: z.string(),
  from: z.string(),
  to: z.string(),
  /** whole minutes */
  minutes: z.number().int(),
  state: z.enum(['recorded', 'confirmed', 'voided']),
  dueOn: z.string(),
  isOverdue: z.boolean(),
  /** from check-in to check-out of an activity, not typed by somebody */
  isFromCheckIn: z.boolean(),
  recordedBy: z.string(),
  recordedOn: z.string(),
  confirmedBy: z.string().nullable(),
  confirmedOn: z.string().nullable(),
  version: z.number().int(),
  changes: z.array(changeSchema),
  disputes: z.array(disputeSchema),
  demonstration: z.boolean(),
});
export type Service = z.infer<typeof serviceSchema>;
export const servicePageSchema = pageSchema(serviceSchema);

/** Persons and person-times are different things and stand apart. */
export const totalsSchema = z.object({
  /** persons with confirmed minutes */
  persons: z.number().int(),
  /** person-times: confirmed records */
  services: z.number().int(),
  minutes: z.number().int(),
  /** records that wait for confirmation, and of these past their day */
  waiting: z.number().int(),
  overdue: z.number().int(),
});
export type Totals = z.infer<typeof totalsSchema>;

export const figureRowSchema = z.object({
  division: z.string(),
  divisionName: z.string(),
  /** persons at home there: registered today, and with confirmed minutes in the year */
  registered: z.number().int(),
  served: z.number().int(),
  /** services that took place there in the year */
  services: z.number().int(),
  minutes: z.number().int(),
});
export type FigureRow = z.infer<typeof figureRowSchema>;
