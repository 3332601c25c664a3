/** Programs of others that pass needs on (SZ-D21): their keys, what they send, what they hear back. Browser-safe. */
import { z } from 'zod';
import { divisionSchema, needInputSchema, recordIdSchema } from './need.ts';
import { type Channel, CHANNELS } from './vocabulary.ts';
import { STATES } from './workflow.ts';
import { wordsOf } from './vocabulary.ts';

export const PROGRAM_CHANNELS = ['communityPortal', 'livelihoodProgram', 'smartPlatform'] as const satisfies readonly Channel[];
export type ProgramChannel = (typeof PROGRAM_CHANNELS)[number];
export const PROGRAM_NAMES = Object.fromEntries(PROGRAM_CHANNELS.map((channel) => [channel, CHANNELS[channel]])) as Record<ProgramChannel, string>;

/** What a signed request carries beside its body. */
export const SIGNATURE_HEADERS = { key: 'x-wotu-key', timestamp: 'x-wotu-timestamp', nonce: 'x-wotu-nonce', signature: 'x-wotu-signature' } as const;
/** How far clocks may be apart. */
export const MOST_SECONDS_APART = 300;
/** How long the key before a rotation still holds. */
export const ROTATION_HOURS = 24;

export const programSchema = z.object({
  id: z.string(),
  name: z.string(),
  channel: z.enum(PROGRAM_CHANNELS),
  channelName: z.string(),
  division: z.string(),
  divisionName: z.string(),
  keyId: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** until when the key before the rotation holds */
  previousUntil: z.iso.datetime().nullable(),
  disabledAt: z.iso.datetime().nullable(),
});
export type Program = z.output<typeof programSchema>;

export const newProgramSchema = z.object({
  name: z.string().trim().min(2, '请写明是哪个程序。').max(40),
  channel: z.enum(PROGRAM_CHANNELS),
  division: divisionSchema,
});
/** The secret is told once and never again. */
export const programSecretSchema = z.object({ program: programSchema, secret: z.string() });
export const programParams = z.object({ id: recordIdSchema });

const externalNumber = z.string().trim().min(1).max(60);

export const passedNeedSchema = needInputSchema.extend({
  /** theirs; sent twice it is one need */
  number: externalNumber,
  division: divisionSchema,
  /** today unless said */
  receivedOn: z.iso.date().optional(),
  dueOn: z.iso.date().optional(),
  /** the resident agreed in their program that name, phone and address are passed on */
  hasConsent: z.boolean().default(false),
});
export type PassedNeed = z.output<typeof passedNeedSchema>;

export const passedStandingSchema = z.object({
  number: z.string(),
  /** what the resident asks with on our pages */
  receipt: z.string(),
  state: z.enum(wordsOf(STATES)),
  stateName: z.string(),
  organizationName: z.string().nullable(),
  receivedOn: z.string(),
  dueOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  /** why it was returned or closed */
  reason: z.string().nullable(),
  services: z.number().int(),
  stars: z.number().int().nullable(),
});
export type PassedStanding = z.output<typeof passedStandingSchema>;
export const passedParams = z.object({ number: externalNumber });
