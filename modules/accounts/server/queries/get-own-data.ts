import type { Context } from '#platform/context.ts';
import type { OwnDataPart, OwnDataSet } from '#platform/personal-data/own-data.ts';
import { requirePerson, subjectOf } from '../require-person.ts';

/**
 * Everything the product holds about whoever asks, module by module.
 * @param readings where it is read: what is held under a telephone may lie in any county
 * @param most rows of each set
 * @throws PERSON_ONLY
 */
export async function getOwnData(context: Context, readings: Context, parts: readonly OwnDataPart[], most: number): Promise<OwnDataSet[]> {
  const subject = subjectOf(context, await requirePerson(context, context.platform.db));
  const sets = await Promise.all(parts.map((part) => part.read(part.isNotCopied ? context : readings, subject, most)));
  return sets.flat();
}

/** What stands in the way of closing the account. @throws PERSON_ONLY */
export async function readUnsettled(context: Context, parts: readonly OwnDataPart[]): Promise<string[]> {
  const subject = subjectOf(context, await requirePerson(context, context.platform.db));
  const found = await Promise.all(parts.map((part) => part.unsettled(context, subject)));
  return found.flat();
}
