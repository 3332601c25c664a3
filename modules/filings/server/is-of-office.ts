import type { Context } from '#platform/context.ts';

/** Only the office that announced deals with an objection: a right held higher up sees. */
export function isOfOffice({ actor }: Context, { authorityDiv }: { authorityDiv: number }): boolean {
  return actor.grants.has('*') || actor.division === authorityDiv;
}
