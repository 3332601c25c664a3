import { findDivisions, resolveDivisions } from '#modules/divisions/server/public.ts';
import type { DivisionResolver } from '#platform/registers/registers.ts';

/** How registers read division codes: today's unit, and when the division that the code names was in force. */
export const resolveForRegisters: DivisionResolver = async (db, codes, day) => {
  const resolved = await resolveDivisions(db, codes, day);
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
