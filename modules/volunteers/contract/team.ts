import { z } from 'zod';
import { divisionCodeSchema } from '#modules/divisions/contract/division.ts';
import { pageSchema } from '#shared/page.ts';
import { recordIdSchema, versionSchema } from './volunteer.ts';
import type { MembershipState, TeamRole } from './words.ts';

const roles: [TeamRole, ...TeamRole[]] = ['member', 'leader'];
const states: [MembershipState, ...MembershipState[]] = ['asked', 'member', 'refused', 'ended'];

const teamFields = z.object({
  name: z.string().trim().min(2, '请填写队伍名称。').max(60),
  about: z.string().trim().max(500),
  isInternational: z.boolean(),
  /** since when it carries the mark of a volunteer organization (GZ-D21) */
  markedOn: z.iso.date().nullable(),
  /** the association whose group member it is (GZ-D21), and since when */
  associationId: recordIdSchema.nullable(),
  associationSince: z.iso.date().nullable(),
});

export const createTeamSchema = teamFields.extend({
  division: divisionCodeSchema,
  /** the organization it is part of; null for a team of the community itself */
  organizationId: recordIdSchema.nullable(),
  foundedOn: z.iso.date(),
});
export type CreateTeam = z.output<typeof createTeamSchema>;
export const editTeamSchema = teamFields.extend({
  version: versionSchema,
  closedOn: z.iso.date().nullable(),
  /** whether a code is out with which volunteers join at once; `new` replaces it */
  joinCode: z.enum(['keep', 'new', 'none']),
});
export type EditTeam = z.output<typeof editTeamSchema>;

export const teamSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  divisionName: z.string(),
  organizationId: z.string().nullable(),
  organizationName: z.string().nullable(),
  isInternational: z.boolean(),
  markedOn: z.string().nullable(),
  associationId: z.string().nullable(),
  associationName: z.string().nullable(),
  foundedOn: z.string(),
  closedOn: z.string().nullable(),
  /** persons in the team today */
  memberCount: z.number().int(),
  askedCount: z.number().int(),
  demonstration: z.boolean(),
});
export type TeamSummary = z.infer<typeof teamSummarySchema>;
export const teamPageSchema = pageSchema(teamSummarySchema);

export const teamMemberSchema = z.object({
  volunteerId: z.string(),
  number: z.string(),
  name: z.string(),
  /** masked */
  phone: z.string().nullable(),
  role: z.enum(roles),
  state: z.enum(states),
  askedOn: z.string(),
  decidedOn: z.string().nullable(),
});
export type TeamMember = z.infer<typeof teamMemberSchema>;

export const teamSchema = teamSummarySchema.extend({
  division: z.string(),
  version: z.number().int(),
  about: z.string(),
  associationSince: z.string().nullable(),
  joinCode: z.string().nullable(),
  mayKeep: z.boolean(),
});
export type Team = z.infer<typeof teamSchema>;

/** Whose team it may be, or whose group member. */
export const teamOwnerSchema = z.object({ id: z.string(), name: z.string(), divisionName: z.string() });
export type TeamOwner = z.infer<typeof teamOwnerSchema>;

/** What becomes of somebody in a team: taken in, let in, not let in, put out, put in charge or out of charge. */
export const MEMBER_ACTIONS = { add: '加入', accept: '同意加入', refuse: '不同意加入', end: '退出', lead: '设为队长', unlead: '不再任队长' } as const;
export type MemberAction = keyof typeof MEMBER_ACTIONS;
export const memberActionSchema = z.enum(['add', 'accept', 'refuse', 'end', 'lead', 'unlead']);
