import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { namesOfRecords } from '#platform/facts/fact-exchange.ts';

export interface RecordName {
  id: number;
  name: string;
  register: string;
}

/** What people call some records of a fact set, by id, as its register says; nothing for those who may not see the registers. */
export async function describeRecords(context: Context, setName: string | null, ids: readonly number[]): Promise<Map<number, RecordName>> {
  const set = setName === null ? undefined : context.platform.facts.sets.get(setName);
  if (!set || ids.length === 0 || !can(context.actor, 'evidence.read')) return new Map();
  const names = await namesOfRecords(context.platform.db, set, ids);
  return new Map([...names].map(([id, name]) => [id, { id, name, register: set.register }]));
}
