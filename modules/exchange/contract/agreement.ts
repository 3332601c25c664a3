import { z } from 'zod';
import { termsSchema } from './terms.ts';
import { comparedGroupSchema } from './wire.ts';

/** What becomes of the records that came by an agreement when it ends. */
export const settledSchema = z.enum(['kept', 'removed']);
export type SettledHow = z.output<typeof settledSchema>;

export const agreementSchema = z.object({
  id: z.number().int(),
  number: z.string(),
  side: z.enum(['sender', 'receiver']),
  state: z.enum(['offered', 'active', 'ended']),
  partner: z.string(),
  address: z.string().nullable(),
  division: z.string(),
  place: z.string(),
  terms: termsSchema,
  /** until when the one-time code of an offer can be used */
  codeUntil: z.iso.datetime().nullable(),
  /** when the other side last answered or sent something */
  heardAt: z.iso.datetime().nullable(),
  /** rows by state */
  rows: z.object({ waiting: z.number().int(), accepted: z.number().int(), refused: z.number().int() }),
  comparedAt: z.iso.datetime().nullable(),
  /** groups that differ; null when nothing was compared yet */
  differing: z.number().int().nullable(),
  endedAt: z.iso.datetime().nullable(),
  endReason: z.string().nullable(),
  /** null where it brought no records */
  settled: settledSchema.nullable(),
});
export type Agreement = z.output<typeof agreementSchema>;

export const packetShownSchema = z.object({
  number: z.number().int(),
  day: z.iso.date(),
  rows: z.number().int(),
  accepted: z.number().int().nullable(),
  refused: z.number().int().nullable(),
  madeAt: z.iso.datetime(),
  receiptAt: z.iso.datetime().nullable(),
});
export type PacketShown = z.output<typeof packetShownSchema>;

export const refusedRowSchema = z.object({ register: z.string(), key: z.string(), packet: z.number().int(), reason: z.string() });

const figureTextSchema = z.object({ value: z.number().nullable(), numerator: z.number().nullable(), denominator: z.number().nullable() });
export type FigureText = z.output<typeof figureTextSchema>;

/** A figure that was received, beside what this installation counts itself for the same place and day. They are never added. */
export const receivedFigureSchema = z.object({
  plan: z.string(),
  target: z.string(),
  name: z.string(),
  day: z.iso.date(),
  received: figureTextSchema,
  own: figureTextSchema,
});
export type ReceivedFigure = z.output<typeof receivedFigureSchema>;

export const agreementDetailSchema = z.object({
  agreement: agreementSchema,
  packets: z.array(packetShownSchema),
  refused: z.array(refusedRowSchema),
  groups: z.array(comparedGroupSchema),
  figures: z.array(receivedFigureSchema),
  /** Chinese names of registers and plans, by their ids */
  names: z.record(z.string(), z.string()),
  /** Chinese headings of the agreed columns, by register */
  headings: z.record(z.string(), z.array(z.string())),
});
export type AgreementDetail = z.output<typeof agreementDetailSchema>;

/** What may be agreed upon. */
export const choicesSchema = z.object({
  registers: z.array(
    z.object({
      register: z.string(),
      name: z.string(),
      columns: z.array(z.object({ field: z.string(), heading: z.string(), isPersonal: z.boolean(), isRequired: z.boolean() })),
    }),
  ),
  /** with the range of keys in which a plan has figures */
  plans: z.array(z.object({ id: z.string(), name: z.string(), from: z.number().int(), to: z.number().int() })),
});
export type Choices = z.output<typeof choicesSchema>;
