import { can, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { maskPhone } from '#platform/crypto/masking.ts';
import type { PresentedFile } from '#shared/stored-file.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import { type Objection, OBJECTION_OUTCOMES } from '../../contract/objection.ts';
import { NOTICES } from '../../contract/workflow.ts';
import { isOfOffice } from '../is-of-office.ts';
import { OBJECTION_PURPOSE } from '../objection-files.ts';
import { countObjections, OBJECTION_NAME, OBJECTION_PHONE, readObjections, type StoredObjection } from '../objection-store.ts';

export interface ObjectionFilter extends PageQuery {
  standing?: 'open' | 'answered' | undefined;
}

/** What people objected to announcements of the jurisdiction, newest first. */
export async function listObjections(context: Context, { standing, limit, cursor, withTotal }: ObjectionFilter): Promise<Page<Objection>> {
  const { actor, platform } = context;
  requirePermission(actor, 'filing.read');
  const isOpen = standing === undefined ? null : standing === 'open';
  const [after] = (cursor === undefined ? undefined : decodeCursor(cursor)) ?? [];
  const rows = await readObjections(platform.db, actor.range, { isOpen, after: typeof after === 'number' ? after : null, limit: limit + 1 });
  const total = withTotal ? await countObjections(platform.db, actor.range, isOpen) : null;
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const items = await presentObjections(context, rows.slice(0, limit));
  return { items, nextCursor: last ? encodeCursor([last.id]) : null, total };
}

/** With what was enclosed, for the office that answers. */
export async function presentObjections(context: Context, rows: readonly StoredObjection[]): Promise<Objection[]> {
  const own = Map.groupBy(
    rows.filter((row) => isOfOffice(context, row)),
    ({ district }) => district,
  );
  const files = new Map<number, PresentedFile[]>();
  for (const [district, some] of own) {
    const ids = some.map(({ id }) => id);
    for (const [id, held] of await context.platform.files.list(context, OBJECTION_PURPOSE, district, ids)) files.set(id, held);
  }
  return rows.map((row) => presentObjection(context, row, files.get(row.id) ?? []));
}

function presentObjection(context: Context, row: StoredObjection, files: PresentedFile[]): Objection {
  const { cipher } = context.platform;
  const [first = ''] = row.nameCipher === null ? [] : cipher.decrypt(row.nameCipher, OBJECTION_NAME);
  return {
    id: String(row.id),
    version: row.version,
    noticeId: String(row.noticeId),
    kind: row.kind,
    kindName: NOTICES[row.kind].label,
    subjectName: row.subjectName,
    organ: row.organ,
    content: row.content,
    name: `${first}某`,
    phone: row.phoneCipher === null ? '已按期清除' : maskPhone(cipher.decrypt(row.phoneCipher, OBJECTION_PHONE)),
    files,
    receivedOn: row.receivedOn,
    objectionsUntil: row.objectionsUntil,
    outcome: row.outcome,
    outcomeName: row.outcome === null ? null : OBJECTION_OUTCOMES[row.outcome],
    answer: row.answer,
    answeredOn: row.answeredOn,
    answeredBy: row.answeredByName,
    mayAnswer: row.outcome === null && can(context.actor, 'notice.manage') && isOfOffice(context, row),
  };
}
