import { sql } from 'kysely';
import { can, inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { titleColumn } from '#platform/registers/describe-register.ts';
import { selectRows, type StoredRow } from '#platform/registers/stored-row.ts';
import { snakeCase } from '#platform/registers/table-layout.ts';
import type { Happening } from '../../contract/organization-page.ts';
import { PAPER_ROSTER } from '../../contract/document-files.ts';
import { PART_IDS, type PartId } from '../../contract/parts.ts';
import { PARTS } from '../parts/organization-parts.ts';

/** Of the roster and of checks of the profile the timeline says nothing. */
const TOLD = PART_IDS.filter((part) => part !== 'members' && part !== 'profile');
const MOST = 100;

const BEGUN: Record<string, string> = {
  people: '任',
  venues: '启用场所',
  documents: '通过',
  contacts: '开始联系：',
  hubs: '加入枢纽型组织',
  committees: '对接',
};
const ENDED: Record<string, string> = {
  people: '不再任',
  venues: '停用场所',
  documents: '废止',
  contacts: '不再联系：',
  hubs: '退出枢纽型组织',
  committees: '不再对接',
};

/** Beginnings and ends in the dossier of an organization, as far as the caller may see each part. */
export async function listPartHappenings(context: Context, organizationId: number): Promise<Happening[]> {
  const seen = TOLD.filter((part) => can(context.actor, 'evidence.read', PARTS[part].dataClass));
  const found = await Promise.all(seen.map((part) => happeningsOf(context, part, organizationId)));
  return found.flat();
}

async function happeningsOf({ platform: { db }, actor, today }: Context, part: PartId, organizationId: number): Promise<Happening[]> {
  const definition = PARTS[part];
  const begins = snakeCase(definition.begins);
  const condition = sql`t.organization_id = ${organizationId} and ${inRange(actor.range, 't')}`;
  // the photographed list that an entry was made from is no event of the group
  const told = part === 'documents' ? sql`t.kind <> ${PAPER_ROSTER}` : sql`true`;
  const rows = await selectRows(db, definition, sql`${condition} and ${told}`, sql`${sql.ref(`t.${begins}`)} desc, t.id`, MOST);
  const ends = definition.ends === undefined ? undefined : snakeCase(definition.ends);
  return rows.flatMap((row) =>
    [happening(part, row, begins, BEGUN), ends === undefined ? undefined : happening(part, row, ends, ENDED)].filter(
      (one) => one !== undefined && one.on <= today,
    ),
  ) as Happening[];
}

function happening(part: PartId, row: StoredRow, field: string, words: Record<string, string>): Happening | undefined {
  const on = row[field];
  if (typeof on !== 'string') return undefined;
  const title = String(row[snakeCase(titleColumn(PARTS[part]).field)] ?? '');
  const said = part === 'people' ? `${title}${personWords(words, String(row['role']))}` : `${words[part]}${title}`;
  return { on, at: null, kind: 'milestone', title: said, detail: null, by: null, about: null };
}

/** Founders founded, whatever came after; who is proposed is not in office. */
function personWords(words: Record<string, string>, role: string): string {
  if (role === '拟任负责人') return words === ENDED ? '不再拟任负责人' : role;
  return `${words['people']}${role}`;
}
