import { findOrganization } from '#modules/organizations/server/public.ts';
import type { Context } from '#platform/context.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import type { NeedMeans } from './means.ts';
import type { Reach } from './need-store.ts';
import { streetOf } from './open-case.ts';

const EVERYWHERE = rangeOf(NATION_KEY, 'nation');

/** The standing organizations that the acting person leads, by id with their names, and the needs these reach. */
export async function reachOfLeader(context: Context, means: NeedMeans): Promise<{ led: ReadonlyMap<number, string>; reach: Reach }> {
  const ids = await means.ledBy(context);
  const found = await Promise.all(ids.map((id) => findOrganization(context.platform.db, id, EVERYWHERE)));
  const standing = found.filter((one) => one !== undefined && (one.endedOn === null || one.endedOn > context.today)).filter((one) => one !== undefined);
  const led = new Map(standing.map(({ id, name }) => [id, name]));
  return { led, reach: { led: [...led.keys()], streets: standing.map(streetOf) } };
}
