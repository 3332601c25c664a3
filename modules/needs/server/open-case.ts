import { resolveDivisions } from '#modules/divisions/server/public.ts';
import { findOrganization } from '#modules/organizations/server/public.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { type KeyRange, rangeOf } from '#shared/division-code.ts';
import type { NeedAct } from '../contract/need.ts';
import type { NeedCase } from './domain/judge-guard.ts';
import { findNeed, type Reach, type StoredNeed } from './need-store.ts';
import { type Offer, readOffers, readServices, type Service } from './record-store.ts';

const TOWNSHIP = 1000;

/** A need with what hangs on it and what an act names. */
export interface OpenNeed {
  one: NeedCase;
  offers: Offer[];
  services: Service[];
  /** named organizations that may serve it */
  named: ReadonlyMap<number, string>;
}

/** Where organizations that serve a need are at home: its community, and the street for those active in all of it. */
export function streetOf({ div }: { div: number }): KeyRange {
  return rangeOf(div - (div % TOWNSHIP), 'township');
}

/** @param led what the acting person leads; undefined for an office */
export async function openNeed(
  db: Database | Transaction,
  context: Context,
  need: StoredNeed,
  { input, reach, led }: { input: NeedAct; reach: Reach; led?: ReadonlySet<number> | undefined },
): Promise<OpenNeed> {
  const offers = await readOffers(db, need);
  const services = await readServices(db, need);
  const named = await findNamed(db, context, need, input);
  const into = input.into === undefined ? undefined : await findNeed(db, input.into, reach);
  const one: NeedCase = {
    ...need,
    today: context.today,
    input,
    waiting: offers.filter(({ state }) => state === 'waiting').map(({ organizationId }) => organizationId),
    services: services.length,
    led,
    able: new Set(named.keys()),
    into,
    destination: await findDestination(db, context, input.division),
  };
  return { one, offers, services, named };
}

async function findNamed(db: Database | Transaction, { today }: Context, need: StoredNeed, { organizationIds = [] }: NeedAct): Promise<Map<number, string>> {
  const named = new Map<number, string>();
  for (const id of organizationIds) {
    const found = await findOrganization(db, id, streetOf(need));
    if (found && (found.endedOn === null || found.endedOn > today)) named.set(id, found.name);
  }
  return named;
}

/** Today's community or street of a code. */
async function findDestination(db: Database | Transaction, { today }: Context, code: string | undefined): Promise<number | undefined> {
  if (code === undefined) return undefined;
  const found = (await resolveDivisions(db, [code], today)).get(code);
  return found && (found.level === 'community' || found.level === 'township') ? found.key : undefined;
}
