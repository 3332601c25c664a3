import { z } from 'zod';
import { ACTIVITY_KINDS, fitsTheme } from './kinds.ts';
import { ACTIVITY_THEMES } from './themes.ts';

export const OCCASION_STATES = { open: '报名和进行中', cancelled: '已取消', held: '已办完' } as const;
export type OccasionState = keyof typeof OCCASION_STATES;

/** Who takes part (dossier 4.5). Somebody is one of them per activity, so nobody is counted twice. */
export const PARTICIPANT_KINDS = { resident: '居民', volunteer: '志愿者', partyMember: '党员', other: '其他' } as const;
export type ParticipantKind = keyof typeof PARTICIPANT_KINDS;
export const participantKind = z.enum(['resident', 'volunteer', 'partyMember', 'other']);

export const SIGN_UP_STATES = { confirmed: '已报名', waiting: '候补', cancelled: '已取消' } as const;
export type SignUpState = keyof typeof SIGN_UP_STATES;

export const OCCASION_LIMITS = { title: 100, about: 2000, venue: 200, guidedBy: 100, coHosts: 10, capacity: 100_000, summary: 3000, name: 50 } as const;
const MOST_PEOPLE = 10_000_000;

const KIND_NAMES = [...new Set(ACTIVITY_KINDS.map(({ kind }) => kind))];
const instant = z.iso.datetime({ offset: true, error: '请填写日期和时间。' });
const text = (most: number, missing: string) => z.string().trim().min(1, missing).max(most, `请不超过 ${most} 个字。`);

const fields = {
  title: text(OCCASION_LIMITS.title, '请填写活动名称。'),
  theme: z.enum(ACTIVITY_THEMES, { error: '请选一个主题。' }),
  kind: z.enum(KIND_NAMES as [string, ...string[]], { error: '请从列表中选活动类型。' }).nullable(),
  about: text(OCCASION_LIMITS.about, '请写明活动做什么。'),
  /** party organization or committee under which it is held (PDS-D34, HN-D35) */
  guidedBy: z.string().trim().max(OCCASION_LIMITS.guidedBy).nullable(),
  coHosts: z.array(z.string().trim().min(1).max(100)).max(OCCASION_LIMITS.coHosts, `联合主办的最多 ${OCCASION_LIMITS.coHosts} 个。`),
  venue: text(OCCASION_LIMITS.venue, '请写明在哪里。'),
  startsAt: instant,
  endsAt: instant,
  signUpUntil: instant.nullable(),
  /** null: as many as come */
  capacity: z.number().int().min(1, '名额至少 1 个；不限就留空。').max(OCCASION_LIMITS.capacity).nullable(),
  isMajor: z.boolean(),
};

/** What somebody announces. */
export const occasionInputSchema = z.object(fields).superRefine((input, ctx) => {
  const wrong = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
  if (Date.parse(input.endsAt) <= Date.parse(input.startsAt)) wrong('endsAt', '结束要晚于开始。');
  if (input.signUpUntil !== null && Date.parse(input.signUpUntil) > Date.parse(input.endsAt)) wrong('signUpUntil', '报名截止不能晚于活动结束。');
  if (input.kind !== null && !fitsTheme(input.kind, input.theme)) wrong('kind', '这个类型不属于所选的主题。');
});
export type OccasionInput = z.output<typeof occasionInputSchema>;

/** Beneficiaries by group (dossier 5.2), as far as the organization counted them. */
export const beneficiariesSchema = z.array(z.object({ group: z.string().trim().min(1).max(30), count: z.number().int().min(0).max(MOST_PEOPLE) })).max(20);
export type Beneficiaries = z.output<typeof beneficiariesSchema>;

export const summaryInputSchema = z.object({
  summary: text(OCCASION_LIMITS.summary, '请写几句活动的情况。'),
  participants: z.number({ error: '请填参加的人数。' }).int().min(0).max(MOST_PEOPLE),
  volunteers: z.number({ error: '请填志愿者的人数。' }).int().min(0).max(MOST_PEOPLE),
  beneficiaries: beneficiariesSchema,
});
export type SummaryInput = z.output<typeof summaryInputSchema>;

const count = z.number().int();
export const headcountSchema = z.object({
  confirmed: count,
  waiting: count,
  checkedIn: count,
  kinds: z.object({ resident: count, volunteer: count, partyMember: count, other: count }),
});

export const occasionSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  division: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  coHosts: z.array(z.string()),
  title: z.string(),
  theme: z.enum(ACTIVITY_THEMES),
  kind: z.string().nullable(),
  about: z.string(),
  guidedBy: z.string().nullable(),
  venue: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  hasBegun: z.boolean(),
  isOver: z.boolean(),
  signUpUntil: z.string(),
  capacity: z.number().int().nullable(),
  isMajor: z.boolean(),
  state: z.enum(['open', 'cancelled', 'held']),
  stateName: z.string(),
  cancelReason: z.string().nullable(),
  /** time and place as announced before the last change of them */
  movedFrom: z.string().nullable(),
  summary: z.string().nullable(),
  participants: z.number().int().nullable(),
  volunteers: z.number().int().nullable(),
  beneficiaries: beneficiariesSchema.nullable(),
  /** in the register of activities, once it is written up */
  recordId: z.string().nullable(),
  demonstration: z.boolean(),
  counts: headcountSchema,
});
export type Occasion = z.infer<typeof occasionSchema>;

export const signUpSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  /** for offices: the first character only */
  name: z.string(),
  /** masked; null where none was given */
  phone: z.string().nullable(),
  kind: participantKind,
  kindName: z.string(),
  state: z.enum(['confirmed', 'waiting', 'cancelled']),
  stateName: z.string(),
  signedUpAt: z.string(),
  checkedInAt: z.string().nullable(),
  checkedOutAt: z.string().nullable(),
});
export type SignUp = z.infer<typeof signUpSchema>;

export const guestSchema = z.object({
  name: z.string().trim().min(1, '请填写姓名。').max(OCCASION_LIMITS.name),
  phone: z.string().trim().max(20).nullable(),
  kind: participantKind,
});
export type Guest = z.output<typeof guestSchema>;
