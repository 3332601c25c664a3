import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database } from '#platform/db/database.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { DuplicatePair } from '../../contract/index.ts';
import { areSimilarNames } from '../domain/name-similarity.ts';

export interface SimilarOrganization {
  id: number;
  div: number;
  name: string;
  tier: string;
  category: string;
  reasons: DuplicatePair['reasons'];
}

/** Organizations looked at; a street with more has its eldest compared. */
const LOOKED_AT = 3000;
const MOST = 8;

/** What stands near in name at the same place, or under the same leader, and has not ended: whoever decides should know of it. */
export async function findSimilarOrganizations(
  db: Database,
  range: KeyRange,
  subject: { name: string; div: number; placeName: string; leaderIdNumberIndex: string | null; except: number | null },
): Promise<SimilarOrganization[]> {
  const { rows } = await sql<Omit<SimilarOrganization, 'reasons'> & { leader: string | null }>`
    select o.id, o.div, o.name, o.tier, o.category, o.leader_id_number_index as leader from organizations o
    where ${inRange(range, 'o')} and o.ended_on is null and o.id is distinct from ${subject.except}::bigint order by o.id limit ${LOOKED_AT}`.execute(db);
  return rows
    .map(({ leader, ...row }) => ({
      ...row,
      reasons: [
        ...(row.div === subject.div && areSimilarNames(row.name, subject.name, subject.placeName) ? (['similarName'] as const) : []),
        ...(leader !== null && leader === subject.leaderIdNumberIndex ? (['sameLeader'] as const) : []),
      ],
    }))
    .filter(({ reasons }) => reasons.length > 0)
    .slice(0, MOST);
}
