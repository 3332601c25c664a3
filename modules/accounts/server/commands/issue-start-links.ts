import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { audit } from '#platform/audit/audit.ts';
import { ADMINISTRATOR_ROLES, roleOf, ROLES } from '../../contract/roles.ts';
import { readTopAdministrators } from '../account-store.ts';
import { readDemonstrationPosts } from '../demonstration-store.ts';
import { issueLink } from '../issue-link.ts';
import type { LinkPurpose } from '../link-store.ts';
import { namesOfDivisions } from '../present.ts';

export interface StartLink {
  purpose: LinkPurpose;
  /** Chinese: whom the link is for */
  label: string;
  path: string;
  expiresAt: Date;
}

/**
 * The links that a start prints; those of an earlier start stop working. The setup link until there are administrators,
 * then one for each of them who has not chosen a password, and one for every demonstration post.
 */
export async function issueStartLinks(context: Context): Promise<StartLink[]> {
  const { db } = context.platform;
  const demonstration = await readDemonstrationPosts(db);
  const nameOf = await namesOfDivisions(
    db,
    demonstration.map((post) => post.div),
  );
  return inTransaction(db, async (tx) => {
    const links = await administratorLinks(tx, context);
    for (const post of demonstration) {
      const link = await issueLink(tx, { purpose: 'demonstration', accountId: post.accountId }, context.now);
      links.push({ purpose: 'demonstration', label: `演示岗位：${roleOf(post.role)?.name ?? post.role}（${nameOf(post.div)}）`, ...link });
    }
    if (links.length > 0)
      await audit(tx, context, { action: 'links.issued', subject: { type: 'link', id: 'start', district: 0 }, details: { links: links.length } });
    return links;
  });
}

async function administratorLinks(tx: Transaction, context: Context): Promise<StartLink[]> {
  const administrators = await readTopAdministrators(tx);
  if (administrators.length === 0) {
    const link = await issueLink(tx, { purpose: 'setup', accountId: null }, context.now);
    return [{ purpose: 'setup', label: '首次设置：设立系统、安全、审计三位管理员', ...link }];
  }
  const links: StartLink[] = [];
  for (const { id, duty, passwordHash, displayName } of administrators) {
    if (passwordHash !== null || duty === 'business') continue;
    const link = await issueLink(tx, { purpose: 'invitation', accountId: id }, context.now);
    links.push({ purpose: 'invitation', label: `${ROLES[ADMINISTRATOR_ROLES[duty]].name} ${displayName}：设置密码`, ...link });
  }
  return links;
}
