import { activitySheet } from '#modules/activities/server/public.ts';
import { evidenceSheets } from '#modules/evidence/server/public.ts';
import { organizationParts, organizationSheet, treeOfRegisters } from '#modules/organizations/server/public.ts';
import { handInSheet } from '#modules/reports/server/sheets.ts';
import type { SheetDefinition } from '#platform/imports/sheet.ts';
import { createRegisters, type Registers } from '#platform/registers/registers.ts';

/** Sheets that another module owns, though they stand in the middle of the workbook: after which register. */
const STANDING_AFTER: Readonly<Record<string, SheetDefinition>> = { pairings: handInSheet, selections: activitySheet };

/** Every register of the evidence workbook, in its order, and the parts of an organization's dossier apart from it. */
export const productRegisters: Registers = createRegisters(
  [organizationSheet, ...evidenceSheets.flatMap((sheet) => [sheet, STANDING_AFTER[sheet.register]].filter((one) => one !== undefined))],
  treeOfRegisters,
  organizationParts,
);
