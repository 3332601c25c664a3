import { z } from 'zod';
import { divisionCodeSchema } from '#modules/divisions/contract/division.ts';
import { pageSchema } from '#shared/page.ts';
import { AVAILABILITIES, type Consent, CONSENTS, ID_KINDS, type IdKind, type MembershipState, SERVICE_KINDS, SEXES, type TeamRole } from './words.ts';

const idKinds = Object.keys(ID_KINDS) as [IdKind, ...IdKind[]];
const consents = Object.keys(CONSENTS) as [Consent, ...Consent[]];
const teamRoles: [TeamRole, ...TeamRole[]] = ['member', 'leader'];
const membershipStates: [MembershipState, ...MembershipState[]] = ['asked', 'member', 'refused', 'ended'];

export const recordIdSchema = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
export const idParams = z.object({ id: recordIdSchema });
export const reasonSchema = z.string().trim().min(2, '请写明理由。').max(200);
export const versionSchema = z.number().int().min(1);

const words = z
  .array(z.string().trim().min(1).max(20))
  .max(20)
  .transform((list) => [...new Set(list)]);
const phone = z.string().trim().max(30).nullable();

/** What is known of a volunteer (X05 art.5). Numbers come in clear and are stored encrypted; a masked one keeps what is stored. */
export const volunteerInputSchema = z.object({
  name: z.string().trim().min(1, '请填写姓名。').max(50),
  sex: z.enum(SEXES),
  bornOn: z.iso.date('请填写出生日期。'),
  idKind: z.enum(idKinds),
  idNumber: z.string().trim().min(1, '请填写证件号码。').max(40),
  nationality: z.string().trim().min(1).max(30).nullable(),
  phone,
  serviceKinds: z
    .array(z.enum(SERVICE_KINDS))
    .max(SERVICE_KINDS.length)
    .transform((list) => [...new Set(list)]),
  skills: words,
  languages: words,
  availability: z
    .array(z.enum(AVAILABILITIES))
    .max(AVAILABILITIES.length)
    .transform((list) => [...new Set(list)]),
  insuredUntil: z.iso.date().nullable(),
  guardianName: z.string().trim().min(1).max(50).nullable(),
  guardianPhone: phone,
  guardianAgreedOn: z.iso.date().nullable(),
});
export type VolunteerInput = z.output<typeof volunteerInputSchema>;

export const registerInputSchema = volunteerInputSchema.extend({
  division: divisionCodeSchema,
  /** how the person agreed to be registered, told by whoever types */
  consentNote: z.string().trim().min(2, '请写明本人是怎样同意登记的。').max(200),
});
export const editInputSchema = volunteerInputSchema.extend({ division: divisionCodeSchema, version: versionSchema });

export const volunteerSummarySchema = z.object({
  id: z.string(),
  /** 志愿者编号 */
  number: z.string(),
  name: z.string(),
  sex: z.enum(SEXES),
  age: z.number().int(),
  isForeign: z.boolean(),
  isMinor: z.boolean(),
  divisionName: z.string(),
  serviceKinds: z.array(z.string()),
  /** masked */
  phone: z.string().nullable(),
  insuredUntil: z.string().nullable(),
  isInsured: z.boolean(),
  registeredOn: z.string(),
  withdrawnOn: z.string().nullable(),
  demonstration: z.boolean(),
});
export type VolunteerSummary = z.infer<typeof volunteerSummarySchema>;
export const volunteerPageSchema = pageSchema(volunteerSummarySchema);

export const membershipSchema = z.object({
  id: z.string(),
  teamId: z.string(),
  teamName: z.string(),
  role: z.enum(teamRoles),
  state: z.enum(membershipStates),
  askedOn: z.string(),
  decidedOn: z.string().nullable(),
  endedOn: z.string().nullable(),
});
export type Membership = z.infer<typeof membershipSchema>;

export const volunteerSchema = volunteerSummarySchema.extend({
  division: z.string(),
  version: z.number().int(),
  bornOn: z.string(),
  idKind: z.enum(idKinds),
  /** masked */
  idNumber: z.string(),
  nationality: z.string().nullable(),
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  availability: z.array(z.string()),
  guardianName: z.string().nullable(),
  /** masked */
  guardianPhone: z.string().nullable(),
  guardianAgreedOn: z.string().nullable(),
  consent: z.enum(consents),
  consentNote: z.string().nullable(),
  hasAccount: z.boolean(),
  registeredBy: z.string(),
  withdrawReason: z.string().nullable(),
  /** the newest hundred */
  memberships: z.array(membershipSchema),
  mayKeep: z.boolean(),
});
export type Volunteer = z.infer<typeof volunteerSchema>;
