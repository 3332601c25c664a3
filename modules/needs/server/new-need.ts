import { randomBytes } from 'node:crypto';
import { resolveDivisions } from '#modules/divisions/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { requireWithin } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { type AssistedConsent, consentInWords } from '#shared/assisted-consent.ts';
import { checkCodeOf } from '#shared/codes/check-code.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, LEVEL_NAMES } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../contract/errors.ts';
import type { NeedInput } from '../contract/need.ts';
import { type Channel, type ReportKind, SENSITIVE_GROUPS } from '../contract/vocabulary.ts';
import { clockOf } from './domain/run-clock.ts';
import { insertNeed, type StoredNeed } from './need-store.ts';
import { cleaned, invalid, sealed } from './personal.ts';
import { insertStep } from './record-store.ts';

const RANDOM_BYTES = 12;

export interface NewNeed {
  input: NeedInput;
  div: number;
  channel: Channel;
  receivedOn: Day;
  /** how the resident agreed, where staff wrote it down */
  consent?: AssistedConsent | undefined;
  external?: { source: string; number: string; dueOn?: Day | null } | undefined;
  /** what a party member says of an organization */
  report?: { kind: ReportKind; organizationId: number; organizationName: string } | undefined;
  /** of a file of tickets */
  importId?: number | undefined;
  /** account of the person, signed in: then the phone is proven */
  requesterId?: string | undefined;
  /** of invented needs, which are the same for the same seed; drawn by chance without it */
  number?: string;
  demonstration?: boolean;
}

/** The community or street of a code today. @throws RECORD_NOT_FOUND for what is nowhere or outside, NEED_PLACE_LEVEL */
export async function placeOf(tx: Transaction, { actor, today }: Context, code: string): Promise<number> {
  const found = (await resolveDivisions(tx, [code], today)).get(code);
  if (!found?.inForceNow) throw refuse(accessErrors.RECORD_NOT_FOUND);
  requireWithin(actor, found.key);
  if (found.level !== 'community' && found.level !== 'township') throw refuse(needErrors.NEED_PLACE_LEVEL, { division: LEVEL_NAMES[found.level] });
  return found.key;
}

/** Writes a need down as received, with its first step and audit entry. The caller has judged who may. @throws NEED_INVALID */
export async function addNeed(tx: Transaction, context: Context, asked: NewNeed): Promise<StoredNeed> {
  const { input, div, channel, receivedOn, external, report } = asked;
  const district = districtOf(div);
  const clock = clockOf('received', input.urgency, { receivedOn, startedOn: receivedOn, extendedDays: null, externalDueOn: external?.dueOn ?? null });
  const title = maskNumbersIn(cleaned(input.title));
  if (title === '') throw invalid('title', '请用一句话说清需要什么。');
  const need: StoredNeed = {
    id: await nextRecordId(tx, district),
    district,
    div,
    recordedDiv: div,
    handlingDiv: div,
    number: asked.number ?? checkCodeOf(randomBytes(RANDOM_BYTES)),
    channel,
    reportKind: report?.kind ?? null,
    aboutOrganizationId: report?.organizationId ?? null,
    aboutOrganizationName: report?.organizationName ?? null,
    externalSource: external?.source ?? null,
    externalNumber: external?.number ?? null,
    externalDueOn: external?.dueOn ?? null,
    importId: asked.importId ?? null,
    importVersion: asked.importId === undefined ? null : 1,
    title,
    category: input.category,
    targetGroup: input.targetGroup,
    urgency: input.urgency,
    isSecret: input.isSecret || report !== undefined || SENSITIVE_GROUPS.includes(input.targetGroup),
    ...sealed(context, input),
    requesterId: asked.requesterId ?? null,
    phoneVerified: asked.requesterId !== undefined,
    sharesContact: input.sharesContact,
    state: 'received',
    ...clock,
    ...NOTHING_YET,
    receivedOn,
    version: 1,
    demonstration: asked.demonstration === true,
    updatedBy: context.actor.id,
  };
  await insertNeed(tx, need, context.now);
  await noteReceived(tx, context, need, asked.consent);
  return need;
}

/** The first step, with how the resident agreed beside the name of whoever helped; and the audit entry. */
async function noteReceived(tx: Transaction, context: Context, need: StoredNeed, agreed: AssistedConsent | undefined): Promise<void> {
  const { channel, category, id, district } = need;
  const isResident = channel === 'portal' || channel === 'partyMember';
  // the trail does not tell who is a party member
  const how: Record<string, string> = channel === 'partyMember' ? {} : { channel };
  const consent = agreed && maskNumbersIn(consentInWords(agreed));
  const step = {
    action: 'received',
    fromState: 'received',
    toState: 'received',
    body: isResident ? 'requester' : 'handler',
    organizationName: null,
    reason: consent ?? null,
  };
  const byName = isResident ? '居民' : context.actor.name;
  await insertStep(tx, need, { ...step, at: context.now, onDay: context.today, byId: context.actor.id, byName });
  await audit(tx, context, { action: 'need.received', subject: { type: 'need', id, district }, details: { ...how, category, ...(consent && { consent }) } });
}

const NOTHING_YET = {
  joinedInto: null,
  organizationId: null,
  organizationName: null,
  extendedDays: null,
  escalatedOn: null,
  supervisedOn: null,
  supervision: null,
  respondedOn: null,
  servedOn: null,
  closedOn: null,
  closeGround: null,
  reopened: 0,
} as const;
