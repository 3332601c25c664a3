import { sql } from 'kysely';
import type { OrganizationStanding } from '#modules/organizations/server/public.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import { inEach, inFewest } from '#platform/db/in-each.ts';
import { noteWhereabouts, whereaboutsOf } from '#platform/db/whereabouts.ts';

export interface StoredCode {
  id: number;
  district: number;
  organizationId: number;
  issuedAt: Date;
  issuedByName: string;
  expiresAt: Date;
}

export interface StoredClaim {
  id: number;
  district: number;
  claimantId: string;
  claimantName: string;
  claimedAt: Date;
}

/** Where an organization lies; what is stored about it lies there too. */
export interface ClaimedPlace {
  district: number;
  div: number;
  recordedDiv: number;
  organizationId: number;
}

/** Claims and codes lie with their organization, wherever it moves. */
type Organization = Pick<OrganizationStanding, 'id' | 'district'>;

const CODE_COLUMNS = sql.raw(
  `c.id, c.district, c.organization_id as "organizationId", c.issued_at as "issuedAt", c.issued_by_name as "issuedByName", c.expires_at as "expiresAt"`,
);

/** An unused code by its digest, locked; expired ones are found too. */
export async function lockCode(tx: Transaction, codeIndex: string): Promise<StoredCode | undefined> {
  const districts = await whereaboutsOf(tx, { kind: 'code', key: codeIndex });
  const [code] = await inEach(districts, async (district) => {
    const { rows } = await sql<StoredCode>`
      select ${CODE_COLUMNS} from filing_claim_codes c where c.district = ${district} and c.code_index = ${codeIndex} and c.ended_at is null for update`.execute(
      tx,
    );
    return rows;
  });
  return code;
}

export async function findOpenCode(db: Database | Transaction, { district, id }: Organization, now: Date): Promise<StoredCode | undefined> {
  const { rows } = await sql<StoredCode>`
    select ${CODE_COLUMNS} from filing_claim_codes c
    where c.district = ${district} and c.organization_id = ${id} and c.ended_at is null and c.expires_at > ${now}`.execute(db);
  return rows[0];
}

export async function insertCode(
  tx: Transaction,
  place: ClaimedPlace,
  code: { id: number; codeIndex: string; issuedAt: Date; issuedBy: string; issuedByName: string; expiresAt: Date },
): Promise<void> {
  await sql`insert into filing_claim_codes (id, district, div, recorded_div, organization_id, code_index, issued_at, issued_by, issued_by_name, expires_at)
    values (${code.id}, ${place.district}, ${place.div}, ${place.recordedDiv}, ${place.organizationId}, ${code.codeIndex}, ${code.issuedAt}, ${code.issuedBy}, ${code.issuedByName},
      ${code.expiresAt})`.execute(tx);
  await noteWhereabouts(tx, [{ kind: 'code', key: code.codeIndex, district: place.district }]);
}

/** @returns whether there was one */
export async function endCodesOf(tx: Transaction, { district, id }: Organization, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update filing_claim_codes set ended_at = ${at} where district = ${district} and organization_id = ${id} and ended_at is null`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function useCode(tx: Transaction, { district, id }: StoredCode, by: string, at: Date): Promise<void> {
  await sql`update filing_claim_codes set ended_at = ${at}, used_by = ${by} where district = ${district} and id = ${id}`.execute(tx);
}

export async function findClaim(db: Database | Transaction, { district, id }: Organization): Promise<StoredClaim | undefined> {
  const { rows } = await sql<StoredClaim>`
    select c.id, c.district, c.claimant_id as "claimantId", c.claimant_name as "claimantName", c.claimed_at as "claimedAt"
    from filing_claims c where c.district = ${district} and c.organization_id = ${id} and c.ended_at is null`.execute(db);
  return rows[0];
}

export async function insertClaim(tx: Transaction, place: ClaimedPlace, claim: Omit<StoredClaim, 'district'>): Promise<void> {
  await sql`insert into filing_claims (id, district, div, recorded_div, organization_id, claimant_id, claimant_name, claimed_at)
    values (${claim.id}, ${place.district}, ${place.div}, ${place.recordedDiv}, ${place.organizationId}, ${claim.claimantId}, ${claim.claimantName}, ${claim.claimedAt})`.execute(
    tx,
  );
  await noteWhereabouts(tx, [{ kind: 'account', key: claim.claimantId, district: place.district }]);
}

export async function endClaimOf(tx: Transaction, { district, id }: StoredClaim, by: string, at: Date): Promise<void> {
  await sql`update filing_claims set ended_at = ${at}, ended_by = ${by} where district = ${district} and id = ${id}`.execute(tx);
}

/** Organizations that an account claimed, or brought through a procedure while nobody ever claimed them. */
export async function organizationsLedBy(db: Database, accountId: string, limit: number): Promise<number[]> {
  const districts = await whereaboutsOf(db, { kind: 'account', key: accountId });
  const rows = await inFewest(db, districts, async (some) => {
    const led = await sql<{ id: number; isClaimed: boolean }>`
      select c.organization_id as id, true as "isClaimed" from filing_claims c
      where ${isOneOf(sql`c.district`, some, 'int')} and c.claimant_id = ${accountId} and c.ended_at is null
      union
      select a.organization_id, false from filing_applications a
      where ${isOneOf(sql`a.district`, some, 'int')} and a.applicant_id = ${accountId} and a.state = 'granted' and a.organization_id is not null`.execute(db);
    return led.rows;
  });
  const claimed = [...new Set(rows.filter(({ isClaimed }) => isClaimed).map(({ id }) => id))];
  const brought = [...new Set(rows.map(({ id }) => id))].filter((id) => !claimed.includes(id));
  const others = brought.length > 0 ? await everClaimed(db, brought) : new Set();
  return [...claimed, ...brought.filter((id) => !others.has(id))].sort((one, other) => one - other).slice(0, limit);
}

/** Those among them that anybody ever claimed, which may have moved since they were brought through a procedure. */
async function everClaimed(db: Database, organizationIds: readonly number[]): Promise<Set<number>> {
  const districts = await whereaboutsOf(db, ...organizationIds.map((key) => ({ kind: 'record', key }) as const));
  const rows = await inFewest(db, districts, async (some) => {
    const claims = await sql<{ id: number }>`
      select distinct c.organization_id as id from filing_claims c
      where ${isOneOf(sql`c.district`, some, 'int')} and c.organization_id = any(${[...organizationIds]}::bigint[])`.execute(db);
    return claims.rows;
  });
  return new Set(rows.map(({ id }) => id));
}

/** When two organizations turn out to be one: who leads the one that goes leads the one that stays, unless somebody claimed that. */
export async function carryClaim(tx: Transaction, from: Organization, to: Organization): Promise<number> {
  const { numAffectedRows } = await sql`update filing_claims c set organization_id = ${to.id}
    where c.district = ${from.district} and c.organization_id = ${from.id} and c.ended_at is null
      and not exists (select 1 from filing_claims k where k.district = ${to.district} and k.organization_id = ${to.id})`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** A code that was handed out for the one that goes opens the one that stays, unless that was claimed or has a code of its own. */
export async function carryCode(tx: Transaction, from: Organization, to: Organization): Promise<void> {
  await sql`update filing_claim_codes c set organization_id = ${to.id}
    where c.district = ${from.district} and c.organization_id = ${from.id} and c.ended_at is null
      and not exists (select 1 from filing_claims k where k.district = ${to.district} and k.organization_id = ${to.id})
      and not exists (select 1 from filing_claim_codes o where o.district = ${to.district} and o.organization_id = ${to.id} and o.ended_at is null)`.execute(
    tx,
  );
}
