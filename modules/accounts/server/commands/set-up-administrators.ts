import { digestOfToken } from '#platform/auth/secret-token.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { NATION_KEY } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { ADMINISTRATOR_ROLES, type Duty } from '../../contract/roles.ts';
import { auditAccount } from '../account-events.ts';
import { insertAccount } from '../account-store.ts';
import { type IssuedLink, issueLink } from '../issue-link.ts';
import { consumeLink } from '../link-store.ts';
import { insertPost } from '../post-store.ts';
import { topOfficeId } from '../top-office.ts';

export type AdministratorDuty = Exclude<Duty, 'business'>;

export type Administrators = Record<AdministratorDuty, { name: string; displayName: string }>;

/**
 * Uses the setup link: opens the accounts of the three administrators and gives each a link of their own, with which
 * that person chooses a password. Nobody ever knows another's.
 * @throws LINK_UNUSABLE, ACCOUNT_NAME_TAKEN when two names are the same
 */
export async function setUpAdministrators(context: Context, token: string, administrators: Administrators): Promise<Record<AdministratorDuty, IssuedLink>> {
  return inTransaction(context.platform.db, async (tx) => {
    const link = await consumeLink(tx, digestOfToken(token), context.now);
    if (link?.purpose !== 'setup') throw refuse(accountErrors.LINK_UNUSABLE);
    const officeId = await topOfficeId(tx, context);
    const system = await open(tx, context, officeId, 'system', administrators.system);
    const security = await open(tx, context, officeId, 'security', administrators.security);
    const audit = await open(tx, context, officeId, 'audit', administrators.audit);
    return { system, security, audit };
  });
}

async function open(
  tx: Transaction,
  context: Context,
  officeId: number,
  duty: AdministratorDuty,
  person: { name: string; displayName: string },
): Promise<IssuedLink> {
  const role = ADMINISTRATOR_ROLES[duty];
  const id = await nextRecordId(tx, 0);
  const account = { id, officeId, ...person, duty, demonstration: false, createdAt: context.now, createdBy: context.actor.id };
  if (!(await insertAccount(tx, account))) throw refuse(accountErrors.ACCOUNT_NAME_TAKEN, { account: person.name });
  const postId = await nextRecordId(tx, 0);
  await insertPost(tx, {
    id: postId,
    accountId: id,
    duty,
    officeId,
    role,
    div: NATION_KEY,
    level: 'nation',
    beginsOn: context.today,
    endsOn: null,
    grantedAt: context.now,
    grantedBy: context.actor.id,
  });
  const link = await issueLink(tx, { purpose: 'invitation', accountId: id }, context.now);
  await auditAccount(tx, context, 'administrator.created', { id, div: NATION_KEY }, { name: person.name, role });
  return link;
}
