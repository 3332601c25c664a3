import { findDivisions, readTreeEdition, recallDivision, resolveDivisions } from '#modules/divisions/server/public.ts';
import type { DivisionTree } from '#platform/registers/registers.ts';

/** How registers read division codes: today's unit, and when the division that the code names was in force. */
const resolveForRegisters: DivisionTree['resolveDivisions'] = async (db, codes, day, edition) => {
  const resolved = await resolveDivisions(db, codes, day, edition);
  const closed = [...resolved.values()].filter((division) => division.recordedKey !== division.key).map((division) => division.recordedKey);
  const named = await findDivisions(db, closed);
  return new Map(
    [...resolved].map(([code, division]) => {
      const { validFrom, validTo } = named.get(division.recordedKey) ?? division;
      const inForceOn = (date: string) => (validFrom === null || validFrom <= date) && (validTo === null || date < validTo);
      const { key, recordedKey, level, name, alsoCounty } = division;
      return [code, { key, recordedKey, level, name, alsoCounty, inForceOn }];
    }),
  );
};

export const treeOfRegisters: DivisionTree = {
  resolveDivisions: resolveForRegisters,
  readTreeEdition,
  recallDivision(db, code) {
    const recalled = recallDivision(db, Number(code));
    // one that has ended or is to begin stands for another
    const isItself = recalled && recalled.division.validTo === null && recalled.division.validFrom === null;
    return isItself ? recalled : undefined;
  },
};
