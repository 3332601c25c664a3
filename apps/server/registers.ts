import { evidenceSheets } from '#modules/evidence/server/public.ts';
import { organizationParts, organizationSheet, resolveForRegisters } from '#modules/organizations/server/public.ts';
import { handInSheet } from '#modules/reports/server/sheets.ts';
import { createRegisters, type Registers } from '#platform/registers/registers.ts';

/** Hand-ins stand between pairings and selections in the workbook, though reports own them. */
const PAIRINGS = evidenceSheets.findIndex(({ register }) => register === 'pairings') + 1;

/** Every register of the evidence workbook, in its order, and the parts of an organization's dossier apart from it. */
export const productRegisters: Registers = createRegisters(
  [organizationSheet, ...evidenceSheets.slice(0, PAIRINGS), handInSheet, ...evidenceSheets.slice(PAIRINGS)],
  resolveForRegisters,
  organizationParts,
);
