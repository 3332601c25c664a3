import { findOrganization } from '#modules/organizations/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import { needInputSchema } from '../../contract/need.ts';
import { REPORT_KINDS, type ReportKind } from '../../contract/vocabulary.ts';
import { findStated, lockPhone } from '../find-stated.ts';
import type { NeedMeans } from '../means.ts';
import { addNeed } from '../new-need.ts';
import { streetOf } from '../open-case.ts';
import { cleaned, invalid, sealed } from '../personal.ts';

export interface OrganizationReport {
  organizationId: number;
  kind: string;
  title: string;
  details: string;
  name: string;
}

/**
 * A party member says what is wrong with an organization of their community, or how it could do better (SZ-D41: 「鼓励党员及时向有关部门反映社区社会组织存在的问题，
 * 向社区社会组织提出意见和建议」). Secret: the committee alone sees it. Pressed twice on one day it is one.
 * @returns its number @throws NEED_NOT_A_PARTY_MEMBER, NEED_INVALID with what to mend
 */
export async function reportOrganization(context: Context, means: NeedMeans, said: OrganizationReport): Promise<string> {
  requirePermission(context.actor, 'need.own');
  const div = await means.partyMemberAt(context);
  const phone = await means.phoneOf(context);
  if (div === undefined || phone === undefined) throw refuse(needErrors.NEED_NOT_A_PARTY_MEMBER);
  const { kind } = said;
  if (!isKind(kind)) throw invalid('kind', '请选择是反映问题还是提建议。');
  const stated = { title: cleaned(said.title), details: said.details, name: said.name, phone, category: 'communityAffairs', isSecret: true };
  const parsed = needInputSchema.safeParse(stated);
  const [issue] = parsed.error?.issues ?? [];
  if (!parsed.data) throw invalid(String(issue?.path[0] ?? ''), issue?.path[0] === 'title' ? '请用一句话说清楚，4 到 60 个字。' : (issue?.message ?? ''));
  const input = parsed.data;
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const organizationName = await nameOf(tx, context, said.organizationId, div);
    const { requesterPhoneIndex: phoneIndex } = sealed(context, { phone });
    await lockPhone(tx, phoneIndex);
    const before = await findStated(tx, { div, phoneIndex, title: input.title, today: context.today, channel: 'partyMember' });
    if (before !== undefined) return before;
    const report = { kind, organizationId: said.organizationId, organizationName };
    const { number } = await addNeed(tx, context, { input, div, channel: 'partyMember', receivedOn: context.today, requesterId: context.actor.id, report });
    return number;
  });
}

function isKind(text: string): text is ReportKind {
  return Object.hasOwn(REPORT_KINDS, text);
}

/** Of the same community, or active in its whole street. @throws NEED_INVALID */
async function nameOf(tx: Transaction, { today }: Context, id: number, div: number): Promise<string> {
  const street = streetOf({ div });
  const found = await findOrganization(tx, id, street);
  const isNear = found?.div === div || found?.div === street.from;
  if (!found || !isNear || (found.endedOn !== null && found.endedOn <= today))
    throw invalid('organization', '请选择您所在社区（村）或街道（乡镇）里的一个组织。');
  return found.name;
}
