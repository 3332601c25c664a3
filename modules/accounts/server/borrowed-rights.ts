import { sql } from 'kysely';
import type { Borrowed } from '#platform/access/actor.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { DataClass } from '#shared/data-class.ts';
import { type Day, dayInChina } from '#shared/day.ts';
import type { DivisionLevel } from '#shared/division-code.ts';
import type { Post } from './post-store.ts';

/** Rights that an account may use now and that are not its own post's. */
export interface BorrowedRights {
  mark: Borrowed;
  /** whose grants are lent: the other person's post, or the own one used elsewhere */
  post: Pick<Post, 'id' | 'role' | 'officeName' | 'beginsOn' | 'grantChanges'>;
  div: number;
  level: DivisionLevel;
  verbs: string[];
  classes: DataClass[];
  /** first instant, as RFC 3339 or a day, at which they are over */
  endsAt: string;
}

/**
 * What the account may use at this moment. They are over as soon as their time is, they are revoked, the post they come
 * from ends, or its holder's account is disabled: read anew with every request.
 */
export async function readBorrowedRights(db: Database | Transaction, accountId: number, now: Date): Promise<BorrowedRights[]> {
  const today = dayInChina(now);
  return [...(await readStandIns(db, accountId, today)), ...(await readAccesses(db, accountId, now, today))];
}

const POST = sql.raw(`json_build_object('id', p.id, 'role', p.role, 'officeName', o.name, 'beginsOn', p.begins_on, 'grantChanges', p.grant_changes) as post`);

async function readStandIns(db: Database | Transaction, accountId: number, today: Day): Promise<BorrowedRights[]> {
  const { rows } = await sql<BorrowedRights>`
    select json_build_object('kind', 'standIn', 'id', s.id, 'accountId', holder.id, 'name', holder.display_name) as mark, ${POST},
      p.div, p.level, s.verbs, s.classes, s.ends_on::text as "endsAt"
    from stand_ins s join posts p on p.id = s.post_id join offices o on o.id = p.office_id join accounts holder on holder.id = p.account_id
    where s.account_id = ${accountId} and s.revoked_at is null and s.begins_on <= ${today}::date and s.ends_on > ${today}::date
      and p.begins_on <= ${today}::date and (p.ends_on is null or p.ends_on > ${today}::date) and holder.disabled_at is null order by s.id`.execute(db);
  return rows;
}

async function readAccesses(db: Database | Transaction, accountId: number, now: Date, today: Day): Promise<BorrowedRights[]> {
  const { rows } = await sql<Omit<BorrowedRights, 'endsAt'> & { endsAt: Date }>`
    select json_build_object('kind', 'temporaryAccess', 'id', t.id) as mark, ${POST}, t.div, t.level, t.verbs, t.classes, t.ends_at as "endsAt"
    from temporary_accesses t join posts p on p.id = t.post_id join offices o on o.id = p.office_id
    where t.account_id = ${accountId} and t.granted and t.ended_at is null and t.ends_at > ${now}
      and p.begins_on <= ${today}::date and (p.ends_on is null or p.ends_on > ${today}::date) order by t.id`.execute(db);
  return rows.map((row) => ({ ...row, endsAt: row.endsAt.toISOString() }));
}

/** Those that a session has chosen, while they last. */
export function borrowedInUse(all: readonly BorrowedRights[], chosen: { standInId: number | null; temporaryAccessId: number | null }): BorrowedRights | null {
  return all.find(({ mark }) => mark.id === (mark.kind === 'standIn' ? chosen.standInId : chosen.temporaryAccessId)) ?? null;
}
