/** Registers of the evidence workbook that get demonstration records, in the order they must be written in. */
export const REGISTERS = [
  'organizations',
  'platforms',
  'stations',
  'station-workers',
  'talents',
  'organization-social-workers',
  'trainings',
  'designations',
  'care-facilities',
  'pairings',
  'hand-ins',
  'selections',
  'activities',
  'party-organizations',
  'extensions',
] as const;
export type RegisterName = (typeof REGISTERS)[number];

/** Fields as the sheet of the register names them; divisions are keys, days `YYYY-MM-DD`; an absent field is blank. */
export type Values = Record<string, string | number | boolean | readonly string[] | readonly number[] | null>;

export type DemonstrationRecords = Record<RegisterName, Values[]>;
