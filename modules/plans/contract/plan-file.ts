/**
 * A plan file (`plans/*.yaml`): one policy as data. Nothing about a particular plan is code; the next city's plan is another
 * file of this shape. Days are `YYYY-MM-DD`, division codes 12 digits as text.
 */
import { z } from 'zod';
import { divisionCodeSchema, periodsSchema } from '#engines/indicators/formula.ts';
import { CAPABILITY_CODES } from './capabilities.ts';
import { targetSchema } from './plan-target.ts';

/** `PDS-L31-2`: document code, line, place in the line. */
const clauseIdSchema = z.string().regex(/^[A-Z][A-Z0-9]*-L\d+-\d+$/);
const clauseIdsSchema = z.array(clauseIdSchema).min(1);
const daysSchema = z.strictObject({ from: z.iso.date(), to: z.iso.date() });

/**
 * One heading or one sentence of a document. Every line of a document is covered by its clauses.
 * - `kind`: `heading`, `provision` (the plan's own words), `frame` (letterhead, salutation, date, picture captions)
 * - `heading`: the headings it stands under, outermost first
 * - `continuesIn`: the clause that finishes the sentence when a page break cuts it
 */
export const clauseSchema = z.strictObject({
  id: clauseIdSchema,
  line: z.number().int().positive(),
  kind: z.enum(['heading', 'provision', 'frame']),
  heading: z.array(z.string().min(1)),
  quote: z.string().min(1),
  continuesIn: clauseIdSchema.optional(),
});
export type Clause = z.infer<typeof clauseSchema>;

/**
 * A source document, copied to `plans/sources/<file>` byte by byte.
 * `standing`: what kind of text the copy is, so that nobody takes a draft or a newspaper for the issued document.
 */
export const planDocumentSchema = z.strictObject({
  file: z.string().regex(/^[a-z0-9-]+\.(txt|md)$/),
  title: z.string().min(1),
  standing: z.enum(['issued', 'unofficialCopy', 'newsReport', 'consultationDraft']),
  clauses: z.array(clauseSchema).min(1),
});
export type PlanDocument = z.infer<typeof planDocumentSchema>;

/** A dated phase; each task leads to the sentence that sets it. */
export const phaseSchema = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9]*-P\d$/),
  name: z.string().min(1),
  from: z.iso.date(),
  to: z.iso.date(),
  clauses: clauseIdsSchema,
  tasks: z.array(z.strictObject({ text: z.string().min(1), clauses: clauseIdsSchema })),
});
export type Phase = z.infer<typeof phaseSchema>;

/** What the policy asks of somebody, and what the platform does for it (`software`, Chinese). */
export const dutySchema = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9]*-D\d{2}$/),
  clauses: clauseIdsSchema,
  capabilities: z.array(z.enum(CAPABILITY_CODES)).min(1),
  software: z.string().min(1),
});
export type Duty = z.infer<typeof dutySchema>;

/** A dated aim without a number: shown as a milestone with notes on the evidence. */
export const outcomeSchema = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9]*-O\d$/),
  clauses: clauseIdsSchema,
  text: z.string().min(1),
  by: z.iso.date(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/**
 * Who reports, gathers or assesses what, and when.
 * - `to`: null where the document names nobody
 * - `rhythm`: `onOccasion` where the document says 及时, 适时 or 定期 and the office sets the interval (`suggested`)
 * - `periods`: first and last period of a recurring duty, with the due day when it is not the period's last
 * - `handIn`: 报送类型 of the hand-ins that fulfil it
 */
export const cycleSchema = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9]*-R\d{1,2}$/),
  name: z.string().min(1),
  clauses: clauseIdsSchema,
  from: z.string().min(1),
  to: z.string().min(1).nullable(),
  rhythm: z.enum(['quarterly', 'yearly', 'once', 'onOccasion']),
  periods: periodsSchema.optional(),
  due: z.iso.date().optional(),
  suggested: z.string().min(1).optional(),
  handIn: z.string().min(1).optional(),
  content: z.array(z.string().min(1)),
  targets: z.array(z.string()),
});
export type Cycle = z.infer<typeof cycleSchema>;

export const planFileSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*-\d{4}$/),
  /** counts up with every change of the content; reports keep the version they were made with */
  version: z.number().int().positive(),
  status: z.enum(['inForce', 'consultationDraft']),
  name: z.string().min(1),
  shortName: z.string().min(1).max(12),
  issuer: z.string().min(1),
  /** 文号; null for a text without one */
  documentNumber: z.string().min(1).nullable(),
  issuedOn: z.iso.date().nullable(),
  /** the plan's own division; the nation is 000000000000 */
  division: divisionCodeSchema,
  period: daysSchema,
  /** from which step on a group counts as a community social organization: on the community's ledger, or filed */
  organizationCounting: z.enum(['ledgered', 'filed']),
  documents: z.array(planDocumentSchema).min(1),
  phases: z.array(phaseSchema).min(1),
  targets: z.array(targetSchema).min(1),
  outcomes: z.array(outcomeSchema),
  cycles: z.array(cycleSchema),
  duties: z.array(dutySchema),
});
export type PlanFile = z.infer<typeof planFileSchema>;
