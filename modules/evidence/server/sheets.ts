import type { SheetDefinition } from '#platform/imports/sheet.ts';
import { designationSheet } from './sheets/designations.ts';
import { extensionSheet, selectionSheet, trainingSheet } from './sheets/events.ts';
import { organizationSocialWorkerSheet, stationWorkerSheet, talentSheet } from './sheets/people.ts';
import { careFacilitySheet, pairingSheet, partyOrganizationSheet, platformSheet, stationSheet } from './sheets/places.ts';

/** The registers of this module, in the order of the workbook. */
export const evidenceSheets: readonly SheetDefinition[] = [
  platformSheet,
  stationSheet,
  stationWorkerSheet,
  talentSheet,
  organizationSocialWorkerSheet,
  trainingSheet,
  designationSheet,
  careFacilitySheet,
  pairingSheet,
  selectionSheet,
  partyOrganizationSheet,
  extensionSheet,
];
