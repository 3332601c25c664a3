/** What two installations say to each other. Texts are signed as they are, so that both sides read the same bytes. */
import { z } from 'zod';
import { termsSchema } from './terms.ts';

const token = z.string().regex(/^[a-z2-7]{12,64}$/);
const signature = z.string().regex(/^[0-9a-f]{64}$/);

export const pairingSchema = z.object({ number: token, nonce: token, name: z.string().trim().min(1).max(200), proof: signature });
export const pairingAnswerSchema = z.object({ answer: z.string().max(200_000), proof: signature });
/** The text of the answer to a pairing. */
export const pairingTextSchema = z.object({ nonce: token, name: z.string().max(200), division: z.string(), place: z.string(), terms: termsSchema });

/** A signed request: who, when, once, what. */
export const envelopeSchema = z.object({ agreement: token, at: z.iso.datetime(), nonce: token, payload: z.string().max(4_000_000), signature });
export type Envelope = z.output<typeof envelopeSchema>;
export const signedAnswerSchema = z.object({ answer: z.string(), signature });

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);
export type WireValues = Record<string, z.output<typeof value>>;

export const packetRowSchema = z.object({
  register: z.string().max(60),
  key: z.string().min(1).max(200),
  /** null: it is gone at the sender */
  values: z.record(z.string(), value).nullable(),
  /** the packet whose row this one corrects; null for what was never accepted */
  corrects: z.number().int().min(1).nullable(),
});
export type PacketRow = z.output<typeof packetRowSchema>;

export const packetSchema = z.object({ number: z.number().int().min(1), day: z.iso.date(), rows: z.array(packetRowSchema).min(1).max(500) });
export type Packet = z.output<typeof packetSchema>;

export const receiptSchema = z.object({
  number: z.number().int(),
  digest: z.string(),
  accepted: z.number().int(),
  refused: z.array(z.object({ register: z.string(), key: z.string(), reason: z.string() })),
  receivedAt: z.iso.datetime(),
});
export type Receipt = z.output<typeof receiptSchema>;

/** Rows of one register that went with packets of one day. */
export const groupSchema = z.object({ register: z.string(), day: z.iso.date(), count: z.number().int(), digest: z.string() });
export type Group = z.output<typeof groupSchema>;
export const comparisonRequestSchema = z.object({ groups: z.array(groupSchema).max(20_000) });

export const heldRowSchema = z.object({ register: z.string(), key: z.string(), day: z.iso.date(), digest: z.string(), packet: z.number().int() });
export type HeldRow = z.output<typeof heldRowSchema>;
export const comparedGroupSchema = z.object({
  register: z.string(),
  day: z.iso.date(),
  sent: z.number().int(),
  held: z.number().int(),
  sentDigest: z.string(),
  heldDigest: z.string(),
  isEqual: z.boolean(),
});
export type ComparedGroup = z.output<typeof comparedGroupSchema>;
export const comparisonAnswerSchema = z.object({ comparedAt: z.iso.datetime(), groups: z.array(comparedGroupSchema), differing: z.array(heldRowSchema) });
export type ComparisonAnswer = z.output<typeof comparisonAnswerSchema>;
