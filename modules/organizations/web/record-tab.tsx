import { ClassificationPanel } from './classification-panel.tsx';
import { LikelyPanel } from './likely-panel.tsx';
import type { ShownOrganization } from './organization-page.tsx';
import { PartPanel } from './part-panel.tsx';
import { RecordFields } from './record-fields.tsx';

/** The record on the chosen day; beside it, for today, what the workbook does not carry. */
export function RecordTab({ organization }: { organization: ShownOrganization }) {
  return (
    <>
      <LikelyPanel organization={organization} />
      <RecordFields organization={organization} />
      {organization.record && (
        <>
          <PartPanel organization={organization} part="profile" />
          <ClassificationPanel organization={organization} />
        </>
      )}
    </>
  );
}
