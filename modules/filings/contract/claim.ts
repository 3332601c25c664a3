/** How an account comes to lead an organization: by a code that its office hands out. */
import { z } from 'zod';
import { PROCEDURES, STATUSES, wordsOf } from './workflow.ts';

/** Digits of a code: easy to read out and to type on a telephone. */
export const CLAIM_CODE_DIGITS = 12;
export const CLAIM_CODE_DAYS = 7;
/** Codes tried within an hour by one account, and from one address: a community's computer room shares it. */
export const CLAIM_TRIES = { account: 10, address: 50 } as const;

export const issuedClaimCodeSchema = z.object({
  /** `4821 0937 5516`, shown once */
  code: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  expiresAt: z.string(),
});
export type IssuedClaimCode = z.infer<typeof issuedClaimCodeSchema>;

export const leaderAccountSchema = z.object({
  /** version of the organization's record, to be sent with what is done */
  version: z.number().int(),
  /** who leads it by a code; null while nobody does */
  claim: z.object({ claimantName: z.string(), claimedAt: z.string() }).nullable(),
  /** handed out and not used yet */
  openCode: z.object({ issuedByName: z.string(), issuedAt: z.string(), expiresAt: z.string() }).nullable(),
  /** whether the caller's office may hand one out, or end the claim */
  mayIssue: z.boolean(),
});
export type LeaderAccount = z.infer<typeof leaderAccountSchema>;

export const claimedSchema = z.object({ organizationId: z.string(), organizationName: z.string() });

export const ownOrganizationSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(wordsOf(STATUSES)),
  statusName: z.string(),
  divisionName: z.string(),
  /** filing number or credit code */
  number: z.string().nullable(),
  /** an application about it that is not decided */
  openApplicationId: z.string().nullable(),
  startable: z.array(z.object({ procedure: z.enum(wordsOf(PROCEDURES)), label: z.string() })),
});
export type OwnOrganization = z.infer<typeof ownOrganizationSchema>;
