import type { PartId } from '../contract/parts.ts';
import type { ShownOrganization } from './organization-page.tsx';
import { PartPanel } from './part-panel.tsx';

export interface TabProps {
  organization: ShownOrganization;
}

function Parts({ organization, parts }: TabProps & { parts: readonly PartId[] }) {
  return parts.map((part) => <PartPanel key={part} organization={organization} part={part} />);
}

/** Who founded it, who is in charge. */
export function PeopleTab({ organization }: TabProps) {
  return <Parts organization={organization} parts={['people']} />;
}

export function RosterTab({ organization }: TabProps) {
  return <Parts organization={organization} parts={['members']} />;
}

export function VenuesTab({ organization }: TabProps) {
  return <Parts organization={organization} parts={['venues']} />;
}

export function DocumentsTab({ organization }: TabProps) {
  return <Parts organization={organization} parts={['documents']} />;
}

/** Who guides it, whom it belongs to, with whom it works. */
export function LinksTab({ organization }: TabProps) {
  return <Parts organization={organization} parts={['contacts', 'hubs', 'committees']} />;
}
