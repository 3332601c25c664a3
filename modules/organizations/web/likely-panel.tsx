import { useCall } from '#ui/api/use-call.ts';
import { Panel } from '#ui/layout/panel.tsx';
import { organizationRoutes } from '../contract/routes.ts';
import { DuplicatePairCard } from './duplicate-pair.tsx';
import type { ShownOrganization } from './organization-page.tsx';

/** Other records that may be the same organization, for decision; nothing when there are none. */
export function LikelyPanel({ organization: { id, abilities } }: { organization: ShownOrganization }) {
  const query = useCall(organizationRoutes.likelyOf, { params: { id } }, { enabled: abilities.edit });
  const { own, likely } = query.data ?? { own: null, likely: [] };
  if (own === null || likely.length === 0) return null;
  return (
    <Panel title={`可能是同一个组织（${likely.length}）`} flush>
      {likely.map(({ candidate, reasons }) => (
        <DuplicatePairCard key={candidate.id} pair={{ one: own, other: candidate, reasons }} />
      ))}
    </Panel>
  );
}
