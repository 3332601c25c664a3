/** What lies in the dossier of an application: materials, the supplement list, opinions, steps, notices. */
import { sql } from 'kysely';
import { findOrganization } from '#modules/organizations/server/public.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { inFewest } from '#platform/db/in-each.ts';
import { isOneOf } from '#platform/db/few.ts';
import { noteWhereabouts, whereaboutsOf } from '#platform/db/whereabouts.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import type { Day } from '#shared/day.ts';
import type { HeldMaterial } from '../contract/application.ts';
import type { StoredApplication } from './application-store.ts';

type Key = Pick<StoredApplication, 'district' | 'id'>;

export interface SupplementItem {
  number: number;
  material: string | null;
  content: string;
  isDone: boolean;
  reply: string | null;
}

export interface Opinion {
  number: number;
  kind: 'department' | 'expert';
  askedOf: string;
  askedOn: Day;
  answeredOn: Day | null;
  verdict: string | null;
  content: string | null;
}

export interface Dossier {
  materials: HeldMaterial[];
  items: SupplementItem[];
  opinions: Opinion[];
}

export async function readDossier(db: Database | Transaction, { district, id }: Key): Promise<Dossier> {
  const materials = await sql<HeldMaterial & { reference: string | null }>`
    select material, held_as as "heldAs", reference from filing_materials where district = ${district} and application_id = ${id} order by material`.execute(
    db,
  );
  const items = await sql<SupplementItem>`
    select number, material, content, is_done as "isDone", reply from filing_supplement_items where district = ${district} and application_id = ${id} order by number`.execute(
    db,
  );
  const opinions = await sql<Opinion>`
    select number, kind, asked_of as "askedOf", asked_on as "askedOn", answered_on as "answeredOn", verdict, content
    from filing_opinions where district = ${district} and application_id = ${id} order by number`.execute(db);
  return {
    materials: materials.rows.map(({ reference, ...rest }) => ({ ...rest, ...(reference === null ? {} : { reference }) })),
    items: items.rows,
    opinions: opinions.rows,
  };
}

/** The given list replaces what was held. */
export async function writeMaterials(tx: Transaction, { district, id }: Key, materials: readonly HeldMaterial[]): Promise<void> {
  await sql`delete from filing_materials where district = ${district} and application_id = ${id}`.execute(tx);
  const unique = [...new Map(materials.map((material) => [material.material, material])).values()];
  await sql`insert into filing_materials (district, application_id, material, held_as, reference)
    select ${district}, ${id}, m.material, m.held_as, m.reference
    from unnest(${unique.map(({ material }) => material)}::text[], ${unique.map(({ heldAs }) => heldAs)}::text[], ${unique.map(({ reference }) => reference ?? null)}::text[]) as m (material, held_as, reference)`.execute(
    tx,
  );
}

/** What is photographed is there; how it was said to be held before stays. */
export async function holdElectronically(tx: Transaction, { district, id }: Key, material: HeldMaterial['material']): Promise<void> {
  await sql`insert into filing_materials (district, application_id, material, held_as) values (${district}, ${id}, ${material}, 'electronic')
    on conflict do nothing`.execute(tx);
}

export async function insertItems(tx: Transaction, { district, id }: Key, items: readonly { material?: string | undefined; content: string }[]): Promise<void> {
  await sql`insert into filing_supplement_items (district, application_id, number, material, content)
    select ${district}, ${id}, i.number, i.material, i.content
    from unnest(${items.map(({ material }) => material ?? null)}::text[], ${items.map(({ content }) => content)}::text[]) with ordinality as i (material, content, number)`.execute(
    tx,
  );
}

export async function answerItems(tx: Transaction, { district, id }: Key, replies: readonly { number: number; reply?: string | undefined }[]): Promise<void> {
  await sql`update filing_supplement_items i set is_done = true, reply = coalesce(r.reply, i.reply)
    from unnest(${replies.map(({ number }) => number)}::int[], ${replies.map(({ reply }) => reply ?? null)}::text[]) as r (number, reply)
    where i.district = ${district} and i.application_id = ${id} and i.number = r.number`.execute(tx);
}

export async function insertOpinions(
  tx: Transaction,
  { district, id }: Key,
  after: number,
  asked: readonly { kind: string; name: string }[],
  on: Day,
): Promise<void> {
  await sql`insert into filing_opinions (district, application_id, number, kind, asked_of, asked_on)
    select ${district}, ${id}, ${after}::int + o.number, o.kind, o.name, ${on}::date
    from unnest(${asked.map(({ kind }) => kind)}::text[], ${asked.map(({ name }) => name)}::text[]) with ordinality as o (kind, name, number)`.execute(tx);
}

/** @returns false when nobody was asked under that number */
export async function answerOpinion(
  tx: Transaction,
  { district, id }: Key,
  opinion: { number: number; verdict: string; content?: string | undefined },
  on: Day,
): Promise<boolean> {
  const { rows } = await sql`
    update filing_opinions set answered_on = ${on}, verdict = ${opinion.verdict}, content = ${opinion.content ?? null}
    where district = ${district} and application_id = ${id} and number = ${opinion.number} returning number`.execute(tx);
  return rows.length === 1;
}

export interface Step {
  applicationId: number;
  number: number;
  action: string;
  fromState: string;
  toState: string;
  body: string;
  at: Date;
  onDay: Day;
  byId: string;
  byName: string;
  reason: string | null;
  ground: string | null;
  clause: string;
}

/** A step has the number of the version it led to. */
export async function insertStep(tx: Transaction, { district, id, organizationId }: StoredApplication, step: Omit<Step, 'applicationId'>): Promise<void> {
  await sql`insert into filing_steps (district, application_id, number, organization_id, action, from_state, to_state, body, at, on_day, by_id, by_name, reason, ground, clause)
    values (${district}, ${id}, ${step.number}, ${organizationId}, ${step.action}, ${step.fromState}, ${step.toState}, ${step.body}, ${step.at.toISOString()}, ${step.onDay},
      ${step.byId}, ${step.byName}, ${step.reason}, ${step.ground}, ${step.clause})`.execute(tx);
}

/** The organization that an application brought about belongs to its earlier steps too. */
export async function nameOrganization(tx: Transaction, { district, id }: Key, organizationId: number): Promise<void> {
  await sql`update filing_steps set organization_id = ${organizationId} where district = ${district} and application_id = ${id}`.execute(tx);
  await sql`update filing_notices set organization_id = ${organizationId} where district = ${district} and application_id = ${id}`.execute(tx);
  const organization = await findOrganization(tx, organizationId, rangeOf(NATION_KEY, 'nation'));
  await sql`update filing_given_numbers set organization_id = ${organizationId}
    where district = ${district} and series = 'filing' and number = ${organization?.filingNumber ?? null} and organization_id is null`.execute(tx);
  await noteWhereabouts(tx, [{ kind: 'record', key: organizationId, district }]);
}

const STEP_COLUMNS =
  sql.raw(`s.application_id as "applicationId", s.number, s.action, s.from_state as "fromState", s.to_state as "toState", s.body, s.at, s.on_day as "onDay",
  s.by_id as "byId", s.by_name as "byName", s.reason, s.ground, s.clause`);

export async function readSteps(db: Database | Transaction, { district, id }: Key): Promise<Step[]> {
  const { rows } =
    await sql<Step>`select ${STEP_COLUMNS} from filing_steps s where s.district = ${district} and s.application_id = ${id} order by s.number`.execute(db);
  return rows;
}

/** Steps of all applications of an organization, newest first. */
export async function readStepsOf(db: Database, organizationId: number, limit: number): Promise<(Step & { procedure: string })[]> {
  const districts = await whereaboutsOf(db, { kind: 'record', key: organizationId });
  const steps = await inFewest(db, districts, async (some) => {
    const { rows } = await sql<Step & { procedure: string }>`
      select ${STEP_COLUMNS}, a.procedure from filing_steps s join filing_applications a on a.district = s.district and a.id = s.application_id
      where ${isOneOf(sql`s.district`, some, 'int')} and s.organization_id = ${organizationId} order by s.at desc, s.application_id desc, s.number desc limit ${limit}`.execute(
      db,
    );
    return rows;
  });
  return steps.sort(newestFirst).slice(0, limit);
}

function newestFirst(one: Step, other: Step): number {
  return other.at.getTime() - one.at.getTime() || other.applicationId - one.applicationId || other.number - one.number;
}

/** Objections to announcements about an organization that nobody answered yet. */
export async function countOpenObjections(db: Database | Transaction, organizationId: number): Promise<number> {
  const districts = await whereaboutsOf(db, { kind: 'record', key: organizationId });
  const counts = await inFewest(db, districts, async (some) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from filing_notices n join filing_objections o on o.district = n.district and o.notice_id = n.id
      where ${isOneOf(sql`n.district`, some, 'int')} and n.organization_id = ${organizationId} and o.outcome is null`.execute(db);
    return rows;
  });
  return counts.reduce((sum, { count }) => sum + count, 0);
}
