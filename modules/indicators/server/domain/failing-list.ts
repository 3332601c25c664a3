import type { Judgement } from '#engines/indicators/judge.ts';
import { union, whenReached } from '#engines/indicators/timeline.ts';
import type { Day } from '#shared/day.ts';

/** Which divisions fail, and when: lists of equal length in order of division and begin. No two stretches of a division touch. */
export interface FailingList {
  divs: readonly number[];
  begins: readonly Day[];
  /** exclusive; `infinity` for ever */
  ends: readonly Day[];
}

/** As the database writes the end of what never ends. */
export const FOR_EVER: Day = 'infinity';
export const NOBODY_FAILS: FailingList = { divs: [], begins: [], ends: [] };

/** A division fails while at least one of its judgements does. */
export function failingListOf(judgements: readonly Judgement[]): FailingList {
  const failing = judgements.filter((judgement) => judgement.failing.length > 0);
  const stretches = [...Map.groupBy(failing, (judgement) => judgement.div)]
    .sort(([one], [other]) => one - other)
    .flatMap(([div, here]) => union(here.flatMap((judgement) => [...whenReached(judgement.failing, 1)])).map((stretch) => ({ div, ...stretch })));
  return {
    divs: stretches.map(({ div }) => div),
    begins: stretches.map(({ begins }) => begins),
    ends: stretches.map(({ ends }) => ends ?? FOR_EVER),
  };
}

export function isSameList(one: FailingList, other: FailingList): boolean {
  const same = <T>(a: readonly T[], b: readonly T[]) => a.length === b.length && a.every((item, index) => item === b[index]);
  return same(one.divs, other.divs) && same(one.begins, other.begins) && same(one.ends, other.ends);
}

/** A list with some divisions taken out and others put in their place. */
export function replaceDivisions(list: FailingList, isReplaced: (div: number) => boolean, by: FailingList): FailingList {
  const rows = (from: FailingList) => from.divs.map((div, index) => ({ div, begins: from.begins[index] ?? '', ends: from.ends[index] ?? '' }));
  const kept = rows(list).filter(({ div }) => !isReplaced(div));
  const all = [...kept, ...rows(by)].sort((one, other) => one.div - other.div || (one.begins < other.begins ? -1 : 1));
  return { divs: all.map(({ div }) => div), begins: all.map(({ begins }) => begins), ends: all.map(({ ends }) => ends) };
}
