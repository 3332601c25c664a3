import { sql } from 'kysely';
import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import { namesOfOrganizations } from '#modules/organizations/server/public.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { TeamSummary } from '../contract/team.ts';
import type { StoredTeam } from './team-store.ts';

/** Teams with the names of their places and organizations and their members today: three round trips for a page. */
export async function presentTeams(db: Database | Transaction, rows: readonly StoredTeam[]): Promise<TeamSummary[]> {
  const ids = rows.map(({ id }) => id);
  const paths = await getDivisionPaths(db, [...new Set(rows.map(({ div }) => div))]);
  const names = await namesOfOrganizations(
    db,
    rows.flatMap(({ organizationId, associationId }) => [organizationId, associationId]).filter((id) => id !== null),
  );
  const { rows: counted } = await sql<{ id: number; members: number; asked: number }>`
    select m.team_id as id, count(*) filter (where m.state = 'member')::int as members, count(*) filter (where m.state = 'asked')::int as asked
    from volunteer_memberships m where m.district = any(${[...new Set(rows.map(({ district }) => district))]}::int[]) and m.team_id = any(${ids}::bigint[]) and m.state in ('asked', 'member') group by 1`.execute(
    db,
  );
  const counts = new Map(counted.map((row) => [row.id, row]));
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? null));
  return rows.map((row) => ({
    id: String(row.id),
    name: row.name,
    divisionName: paths.get(row.div)?.path.join(' ') ?? '',
    organizationId: row.organizationId === null ? null : String(row.organizationId),
    organizationName: nameOf(row.organizationId),
    isInternational: row.isInternational,
    markedOn: row.markedOn,
    associationId: row.associationId === null ? null : String(row.associationId),
    associationName: nameOf(row.associationId),
    foundedOn: row.foundedOn,
    closedOn: row.closedOn,
    memberCount: counts.get(row.id)?.members ?? 0,
    askedCount: counts.get(row.id)?.asked ?? 0,
    demonstration: row.demonstration,
  }));
}
