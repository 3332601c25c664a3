import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { districtOf } from '#shared/division-code.ts';
import type { Permission } from '../../contract/permissions.ts';
import { grantsOfPost } from '../actor-of.ts';
import type { GrantChanges } from '../post-store.ts';

/** Whether somebody holds a verb by a post at this very division today, apart from these accounts: an enabled account that can be entered. */
export async function hasOtherHolder(
  db: Database | Transaction,
  { division, verb, except, today }: { division: number; verb: Permission; except: readonly string[]; today: Day },
): Promise<boolean> {
  const { rows } = await sql<{ role: string; grantChanges: GrantChanges }>`
    select distinct p.role, p.grant_changes as "grantChanges" from posts p join accounts a on a.id = p.account_id
    where p.district = ${districtOf(division)} and p.div = ${division} and p.begins_on <= ${today}::date and (p.ends_on is null or p.ends_on > ${today}::date)
      and a.disabled_at is null and (a.password_hash is not null or a.demonstration or exists (select 1 from account_identities i where i.account_id = a.id)) and not (a.id::text = any(${except}::text[]))`.execute(
    db,
  );
  return rows.some((post) => grantsOfPost(post).has(verb));
}
