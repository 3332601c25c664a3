import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { DataClass } from '#shared/data-class.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, type DivisionLevel } from '#shared/division-code.ts';
import type { Duty } from '../contract/roles.ts';

/** A role over a division and everything below it, `beginsOn <= day < endsOn`. */
export interface Post {
  id: number;
  accountId: number;
  duty: Duty;
  officeId: number;
  officeName: string;
  role: string;
  div: number;
  level: DivisionLevel;
  beginsOn: Day;
  endsOn: Day | null;
  /** verb → classes in place of the role's; an empty list takes the verb away */
  grantChanges: GrantChanges;
}

export type GrantChanges = Readonly<Record<string, readonly DataClass[]>>;

export function isInForce(post: Post, day: Day): boolean {
  return post.beginsOn <= day && (post.endsOn === null || day < post.endsOn);
}

const COLUMNS = sql.raw(
  `p.id, p.account_id as "accountId", p.duty, p.office_id as "officeId", o.name as "officeName", p.role, p.div, p.level, p.begins_on as "beginsOn", p.ends_on as "endsOn", p.grant_changes as "grantChanges"`,
);

/** All posts of these accounts, in force or not, the oldest first. */
export async function readPostsOf(db: Database | Transaction, accountIds: readonly number[]): Promise<Post[]> {
  const { rows } = await sql<Post>`select ${COLUMNS} from posts p join offices o on o.id = p.office_id
    where p.account_id = any(${accountIds}::bigint[]) order by p.begins_on, p.id`.execute(db);
  return rows;
}

export async function findPost(db: Database | Transaction, id: number): Promise<Post | undefined> {
  const { rows } = await sql<Post>`select ${COLUMNS} from posts p join offices o on o.id = p.office_id where p.id = ${id}`.execute(db);
  return rows[0];
}

export interface NewPost {
  id: number;
  accountId: number;
  duty: Duty;
  officeId: number;
  role: string;
  div: number;
  level: DivisionLevel;
  beginsOn: Day;
  endsOn: Day | null;
  grantedAt: Date;
  grantedBy: string;
}

export async function insertPost(tx: Transaction, post: NewPost): Promise<void> {
  await sql`insert into posts (id, account_id, duty, office_id, role, district, div, level, begins_on, ends_on, granted_at, granted_by)
    values (${post.id}, ${post.accountId}, ${post.duty}, ${post.officeId}, ${post.role}, ${districtOf(post.div)}, ${post.div}, ${post.level},
      ${post.beginsOn}, ${post.endsOn}, ${post.grantedAt}, ${post.grantedBy})`.execute(tx);
}

/** From that day on the post is no longer held; a post that had not begun never was. */
export async function storePostEnd(tx: Transaction, post: Post, day: Day): Promise<void> {
  const endsOn = day < post.beginsOn ? post.beginsOn : day;
  await sql`update posts set ends_on = ${endsOn} where id = ${post.id}`.execute(tx);
}

/** Reads and locks the post, so that two administrators do not undo each other. */
export async function lockPost(tx: Transaction, id: number): Promise<Post | undefined> {
  const { rows } = await sql<Post>`select ${COLUMNS} from posts p join offices o on o.id = p.office_id where p.id = ${id} for update of p`.execute(tx);
  return rows[0];
}

export async function storeGrantChanges(tx: Transaction, id: number, changes: GrantChanges): Promise<void> {
  await sql`update posts set grant_changes = ${JSON.stringify(changes)}::jsonb where id = ${id}`.execute(tx);
}
