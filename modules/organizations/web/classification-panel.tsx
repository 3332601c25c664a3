import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { classify } from '../contract/classification.ts';
import { clauseText } from '../contract/clause-text.ts';
import { partRoutes } from '../contract/part-routes.ts';
import styles from './organization.module.css';
import type { ShownOrganization } from './organization-page.tsx';

/** What the organization is called in the schemes of other places: one fact, many names (dossier 5.1). */
export function ClassificationPanel({ organization: { id, record } }: { organization: ShownOrganization }) {
  const query = useCall(partRoutes.part, { params: { id, part: 'profile' } });
  if (!record) return null;
  const category = record.fields.find(({ field }) => field === 'category')?.text ?? '';
  return (
    <Panel title="分类对照">
      <Loaded query={query}>
        {({ items }) => {
          const tags = items[0]?.values['tags'];
          const kinds = classify({ category, tags: Array.isArray(tags) ? tags : [], isHub: record.isHub });
          return (
            <dl className={styles.schemes}>
              {kinds.map(({ scheme, name, clause, kind }) => (
                <div key={scheme}>
                  <dt>
                    {name}
                    <small>（{clauseText(clause)}）</small>
                  </dt>
                  <dd>{kind ?? '不在其列'}</dd>
                </div>
              ))}
            </dl>
          );
        }}
      </Loaded>
    </Panel>
  );
}
