import type { SheetDefinition } from '#platform/imports/sheet.ts';
import type { PartId } from '../../contract/parts.ts';
import { organizationDocuments } from './documents.ts';
import { hubMemberships, organizationCommittees, organizationContacts } from './links.ts';
import { organizationMembers } from './members.ts';
import { organizationPeople } from './people.ts';
import { organizationProfiles } from './profiles.ts';
import { organizationVenues } from './venues.ts';

/** The parts of an organization's dossier that the evidence workbook does not carry, by their name in addresses. */
export const PARTS: Readonly<Record<PartId, SheetDefinition>> = {
  profile: organizationProfiles,
  people: organizationPeople,
  members: organizationMembers,
  venues: organizationVenues,
  documents: organizationDocuments,
  contacts: organizationContacts,
  hubs: hubMemberships,
  committees: organizationCommittees,
};

export const organizationParts: readonly SheetDefinition[] = Object.values(PARTS);
