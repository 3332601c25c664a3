import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { onOneConnection } from '#platform/db/asked-together.ts';
import type { SheetDefinition } from '#platform/imports/sheet.ts';
import { titleColumn } from '#platform/registers/describe-register.ts';
import { divisionNamesIn, presentRecords } from '#platform/registers/present-records.ts';
import { listRecords } from '#platform/registers/list-records.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { referrers } from '#platform/registers/release-references.ts';
import { definitionOf } from '#platform/registers/save-record.ts';
import { selectRows } from '#platform/registers/stored-row.ts';
import { snakeCase } from '#platform/registers/table-layout.ts';
import type { RelatedRegister } from '../../contract/organization-page.ts';
import { fieldText } from '../field-texts.ts';
import { organizationParts } from '../parts/organization-parts.ts';
import { organizationSheet } from '../sheets.ts';
import type { OrganizationStanding } from './find-organization.ts';
import { requireOrganization } from './require-organization.ts';

/** The newest of each register; the register itself lists all. */
const MOST = 50;
/** Knows organizations by name: one branch covers several. */
const PARTY = 'party-organizations';

/** Records of other registers that belong to an organization of the jurisdiction, as far as they lie in it. @throws RECORD_NOT_FOUND */
export async function listRelated(whole: Context, registers: Registers, id: number): Promise<RelatedRegister[]> {
  return onOneConnection(whole.platform.db, async (db) => {
    const context = { ...whole, platform: { ...whole.platform, db } };
    const [organization, edition] = await Promise.all([requireOrganization(context, id), registers.readTreeEdition(db)]);
    const asked: Asked = { context, registers, edition };
    const elsewhere = referrers(registers, organizationSheet).filter(({ other }) => !organizationParts.includes(other));
    const found = await Promise.all([
      ...elsewhere.map(({ other, column }) => relatedIn(asked, other, column, organization.id)),
      partyOrganizations(asked, organization),
      hubMembers(context, organization.id),
    ]);
    return found.filter(({ total }) => total > 0);
  });
}

interface Asked {
  context: Context;
  registers: Registers;
  /** of the tree of divisions */
  edition: number;
}

/** Who joined it, seen from a hub. */
async function hubMembers({ platform: { db }, actor }: Context, hubId: number): Promise<RelatedRegister> {
  const { rows } = await sql<{ id: number; name: string; category: string; begins: string; ends: string | null; total: number }>`
    select o.id, o.name, o.category, m.joined_on as begins, m.left_on as ends, (count(*) over ())::int as total
    from organization_hub_memberships m join organizations o on o.id = m.organization_id and o.district = m.district
    where m.hub_id = ${hubId} and ${inRange(actor.range, 'm')} order by m.joined_on desc, o.id limit ${MOST}`.execute(db);
  const items = rows.map(({ id, name, category, begins, ends }) => ({ id: String(id), title: name, note: category, begins, ends }));
  return { register: organizationSheet.register, name: '枢纽成员组织', total: rows[0]?.total ?? 0, items };
}

async function relatedIn(asked: Asked, other: SheetDefinition, column: string, id: number): Promise<RelatedRegister> {
  const { context, registers } = asked;
  const { db } = context.platform;
  const condition = sql`${sql.ref(`t.${column}`)} = ${id} and ${inRange(context.actor.range, 't')}`;
  const [{ rows }, newest] = await Promise.all([
    sql<{ count: number }>`select count(*)::int as count from ${sql.table(other.table)} t where ${condition}`.execute(db),
    selectRows(db, other, condition, sql`${sql.ref(`t.${snakeCase(other.begins)}`)} desc, t.id desc`, MOST),
  ]);
  const records = await presentRecords(db, context, registers, other, newest);
  return { ...(await shown(asked, other, records)), total: rows[0]?.count ?? 0 };
}

async function partyOrganizations(asked: Asked, organization: OrganizationStanding): Promise<RelatedRegister> {
  const { context, registers } = asked;
  const definition = definitionOf(registers, PARTY);
  const { items, total } = await listRecords(context, registers, PARTY, {
    state: 'all',
    filters: { coveredOrganizations: { oneOf: [organization.name] } },
    limit: MOST,
    withTotal: true,
  });
  // a name is one organization's only within its county
  const here = items.filter(({ division }) => Number(division.slice(0, 6)) === organization.district);
  return { ...(await shown(asked, definition, here)), total: here.length < items.length ? here.length : (total ?? here.length) };
}

async function shown(
  { context, registers, edition }: Asked,
  definition: SheetDefinition,
  records: Awaited<ReturnType<typeof presentRecords>>,
): Promise<Omit<RelatedRegister, 'total'>> {
  const names = await divisionNamesIn(context.platform.db, context, registers, definition, records, edition);
  const title = titleColumn(definition);
  const day = (value: unknown) => (typeof value === 'string' ? value : null);
  const noted = definition.columns.filter(({ type, stored, field }) => ['choice', 'integer'].includes(type) && stored !== false && field !== title.field);
  return {
    register: definition.register,
    name: definition.sheet,
    items: records.map(({ id, values }) => ({
      id,
      title: fieldText(title, values[title.field], names),
      note: noted
        .flatMap((column) => fieldText(column, values[column.field], names) && `${column.heading} ${fieldText(column, values[column.field], names)}`)
        .filter(Boolean)
        .join('，'),
      begins: day(values[definition.begins]) ?? '',
      ends: definition.ends === undefined ? null : day(values[definition.ends]),
    })),
  };
}
