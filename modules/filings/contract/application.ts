/** What others see of applications. Codes are 12-digit strings, days `YYYY-MM-DD`, money in fen. */
import { z } from 'zod';
import { storedFileSchema } from '#shared/stored-file.ts';
import { ACTIONS, GROUNDS, GUARDS, MATERIALS, NOTICES, PROCEDURES, STATES, STATUSES, wordsOf } from './workflow.ts';

const text = (most: number) => z.string().trim().max(most);
const words = z.array(text(200)).max(50);
const count = z.number().int().min(0).max(10_000_000);

export const ORGANIZATION_CATEGORIES = ['生活服务类', '公益慈善类', '居民互助类', '文体娱乐类', '农村生产技术服务类', '社区事务类', '其他'] as const;
export const PARTY_FORMS = ['无', '独立支部', '联合支部', '总支'] as const;
export const LEGAL_FORMS = ['社会团体', '社会服务机构', '基金会'] as const;

/** What a change asks for; an absent field stays as it is. */
const changesSchema = z.strictObject({
  name: text(100).min(2).optional(),
  category: z.enum(ORGANIZATION_CATEGORIES).optional(),
  leaderName: text(50).min(1).optional(),
  leaderPolitics: text(20).optional(),
  businessScopes: words.optional(),
  venues: words.optional(),
  serviceTargets: words.optional(),
  memberCount: count.optional(),
  /** the charter was amended; its text is a material */
  charter: z.boolean().optional(),
});

/** A closed case of the supervising side; entered here until the module for supervision holds it. */
const caseSchema = z.strictObject({
  number: text(60).optional(),
  finding: z.enum(['substantiated', 'partly', 'unsubstantiated']).optional(),
  closedOn: z.iso.date().optional(),
  officers: z.array(text(50)).max(10).optional(),
  legalReviewOn: z.iso.date().optional(),
  /** a slight case: warned, and dissolved by itself (X21) */
  isMinor: z.boolean().optional(),
  dissolvedOn: z.iso.date().optional(),
});

/** Characters of a charter that is written here, as a document of an organization may have. */
export const MOST_CHARTER = 20_000;

/** Everything an application may say; which fields are needed is told by the rules. ID number and phone travel beside it. */
export const filingFormSchema = z.strictObject({
  name: text(100).optional(),
  category: z.enum(ORGANIZATION_CATEGORIES).optional(),
  legalForm: z.enum(LEGAL_FORMS).optional(),
  purpose: text(1000).optional(),
  establishedOn: z.iso.date().optional(),
  businessScopes: words.optional(),
  venues: words.optional(),
  serviceTargets: words.optional(),
  majorActivities: text(2000).optional(),
  /** 成员名册 is kept */
  hasRoster: z.boolean().optional(),
  memberCount: count.optional(),
  individualMembers: count.optional(),
  unitMembers: count.optional(),
  individualInitiators: count.optional(),
  unitInitiators: count.optional(),
  staffCount: count.optional(),
  partyMemberCount: count.optional(),
  partyForm: z.enum(PARTY_FORMS).optional(),
  partyMembersCollected: z.boolean().optional(),
  partyRelationsTransferred: z.boolean().optional(),
  activityFunds: z.number().int().min(0).max(1e13).optional(),
  leaderName: text(50).optional(),
  leaderPolitics: text(20).optional(),
  leaderHasFullCapacity: z.boolean().optional(),
  leaderIsDeprivedOfPoliticalRights: z.boolean().optional(),
  leaderHeadsAnother: z.boolean().optional(),
  leaderIsStreetCadre: z.boolean().optional(),
  cadreApproval: text(100).optional(),
  charterHasPartyClause: z.boolean().optional(),
  /** by articles, as `charterText` of organizations writes it */
  charterText: text(MOST_CHARTER).optional(),
  charterAdoptedOn: z.iso.date().optional(),
  isCharity: z.boolean().optional(),
  isHub: z.boolean().optional(),
  staysInCommunity: z.boolean().optional(),
  pledged: z.boolean().optional(),
  creditCode: text(18).optional(),
  reason: text(1000).optional(),
  /** day of the resolution that decided a change */
  resolvedOn: z.iso.date().optional(),
  changes: changesSchema.optional(),
  case: caseSchema.optional(),
  liquidation: z.strictObject({ groupMembers: words.optional(), endedOn: z.iso.date().optional(), debtsCleared: z.boolean().optional() }).optional(),
  /** declared: no debts besides what the platform knows */
  hasNoDebts: z.boolean().optional(),
});
export type FilingForm = z.infer<typeof filingFormSchema>;

export const FORM_LABELS: Record<string, string> = {
  name: '名称',
  category: '组织类别',
  legalForm: '法人类型',
  purpose: '宗旨',
  establishedOn: '成立日期',
  businessScopes: '业务范围',
  venues: '活动场所',
  serviceTargets: '服务对象',
  majorActivities: '重大活动',
  hasRoster: '成员名册',
  memberCount: '成员人数',
  leaderName: '负责人姓名',
  leaderIdNumber: '负责人身份证号',
  leaderPhone: '负责人手机号',
};

export const materialSchema = z.strictObject({
  material: z.enum(wordsOf(MATERIALS)),
  heldAs: z.enum(['paper', 'electronic', 'shared']),
  reference: text(200).optional(),
});
export type HeldMaterial = z.infer<typeof materialSchema>;
/** What a charter is noted with that was written article by article here, instead of a paper. */
export const CHARTER_WRITTEN_HERE = '在平台上写的章程';

/** Fields of a draft; the given ones replace what is stored, null clears a number. */
export const draftInputSchema = z.object({
  form: filingFormSchema.optional(),
  /** fields that were emptied */
  clear: z.array(filingFormSchema.keyof()).max(60).optional(),
  leaderIdNumber: z.string().max(30).nullish(),
  leaderPhone: z.string().max(30).nullish(),
  materials: z.array(materialSchema).max(40).optional(),
  /** answers to items of the supplement list, kept before everything is handed back */
  replies: z
    .array(z.strictObject({ number: z.number().int(), reply: text(500).optional() }))
    .max(50)
    .optional(),
});
export type DraftInput = z.infer<typeof draftInputSchema>;

/** What an action needs besides its name; each action takes its own and leaves the others alone. */
export const actionInputSchema = z.object({
  reason: text(1000).optional(),
  ground: z.enum(wordsOf(GROUNDS)).optional(),
  /** requestSupplement: the one list */
  items: z
    .array(z.strictObject({ material: z.enum(wordsOf(MATERIALS)).optional(), content: text(500).min(1) }))
    .max(50)
    .optional(),
  /** supplement: which items are done, by number */
  replies: z
    .array(z.strictObject({ number: z.number().int(), reply: text(500).optional() }))
    .max(50)
    .optional(),
  /** consult: of whom */
  askedOf: z
    .array(z.strictObject({ kind: z.enum(['department', 'expert']), name: text(100).min(1) }))
    .max(20)
    .optional(),
  /** recordOpinion */
  opinion: z.strictObject({ number: z.number().int(), verdict: z.enum(['agree', 'disagree', 'none']), content: text(2000).optional() }).optional(),
  /** grant of a registration */
  creditCode: text(18).optional(),
});
export type ActionInput = z.infer<typeof actionInputSchema>;

export const abilitySchema = z.object({
  action: z.enum(wordsOf(ACTIONS)),
  label: z.string(),
  allowed: z.boolean(),
  /** why not, or what to look at though it is allowed */
  reasons: z.array(z.string()),
  /** what the step does to the organization and hands out, in words */
  outcome: z.array(z.string()),
});
export type Ability = z.infer<typeof abilitySchema>;

/** What the rules ask for before the case can go on, judged by machine. */
export const checkSchema = z.object({
  guard: z.enum(wordsOf(GUARDS)),
  label: z.string(),
  holds: z.boolean(),
  /** what is missing, in a sentence */
  problem: z.string().nullable(),
  /** without it the step cannot be taken; else it is to be looked at */
  isBinding: z.boolean(),
});
export type Check = z.infer<typeof checkSchema>;

export const similarSchema = z.object({
  id: z.string(),
  name: z.string(),
  tier: z.string(),
  category: z.string(),
  divisionName: z.string(),
  reasons: z.array(z.string()),
});

export const applicationSummarySchema = z.object({
  id: z.string(),
  version: z.number().int(),
  procedure: z.enum(wordsOf(PROCEDURES)),
  procedureName: z.string(),
  state: z.enum(wordsOf(STATES)),
  stateName: z.string(),
  subjectName: z.string(),
  organizationId: z.string().nullable(),
  division: z.string(),
  divisionName: z.string(),
  applicantName: z.string(),
  handlerId: z.string().nullable(),
  handlerName: z.string().nullable(),
  submittedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  dueWhose: z.string().nullable(),
  isDueProvisional: z.boolean(),
  isOverdue: z.boolean(),
  /** the day the office above was told that it lies there */
  escalatedOn: z.string().nullable(),
  decidedOn: z.string().nullable(),
  returns: z.number().int(),
});
export type ApplicationSummary = z.infer<typeof applicationSummarySchema>;

export const stepSchema = z.object({
  applicationId: z.string(),
  procedureName: z.string(),
  action: z.string(),
  actionName: z.string(),
  stateName: z.string(),
  body: z.string(),
  by: z.string(),
  at: z.string(),
  reason: z.string().nullable(),
  ground: z.string().nullable(),
  clause: z.string(),
});

export const noticeSchema = z.object({
  id: z.string(),
  applicationId: z.string(),
  organizationId: z.string().nullable(),
  kind: z.enum(wordsOf(NOTICES)),
  kindName: z.string(),
  audience: z.enum(['applicant', 'office', 'public']),
  subjectName: z.string(),
  division: z.string(),
  issuedOn: z.string(),
  documentNumber: z.string().nullable(),
  /** false for what was issued before there were templates */
  hasDocument: z.boolean(),
  objectionsUntil: z.string().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const applicationSchema = applicationSummarySchema.extend({
  form: filingFormSchema,
  /** masked */
  leaderIdNumber: z.string().nullable(),
  leaderPhone: z.string().nullable(),
  /** `national@1+shenzhen@1` */
  rules: z.string(),
  organizationStatus: z.enum(wordsOf(STATUSES)),
  materials: z.array(
    z.object({
      material: z.enum(wordsOf(MATERIALS)),
      label: z.string(),
      required: z.boolean(),
      note: z.string().nullable(),
      clause: z.string().nullable(),
      heldAs: z.string().nullable(),
      reference: z.string().nullable(),
      /** photographs and documents, oldest first, and how many there may be */
      files: z.array(storedFileSchema),
      mostFiles: z.number().int(),
    }),
  ),
  supplementItems: z.array(
    z.object({ number: z.number().int(), material: z.string().nullable(), content: z.string(), isDone: z.boolean(), reply: z.string().nullable() }),
  ),
  opinions: z.array(
    z.object({
      number: z.number().int(),
      kind: z.enum(['department', 'expert']),
      askedOf: z.string(),
      askedOn: z.string(),
      answeredOn: z.string().nullable(),
      verdict: z.string().nullable(),
      content: z.string().nullable(),
    }),
  ),
  steps: z.array(stepSchema),
  notices: z.array(noticeSchema),
  abilities: z.array(abilitySchema),
  /** for the step that the case waits for, with the clause of its row; empty once it has ended */
  checks: z.object({ action: z.string(), clause: z.string(), list: z.array(checkSchema) }).nullable(),
  /** for offices: who stands near in name or under the same leader */
  similar: z.array(similarSchema),
  grounds: z.array(z.object({ ground: z.enum(wordsOf(GROUNDS)), label: z.string() })),
});
export type Application = z.infer<typeof applicationSchema>;
