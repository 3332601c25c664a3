import { EmptyState } from '#ui/feedback/notice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { FieldText } from '../contract/organization-page.ts';
import styles from './organization.module.css';
import type { ShownOrganization } from './organization-page.tsx';

/** Fields of the record by what they are about. */
const GROUPS: readonly { title: string; fields: readonly string[] }[] = [
  {
    title: '基本情况',
    fields: [
      'tier',
      'category',
      'legalForm',
      'creditCode',
      'filingNumber',
      'establishedOn',
      'filedOn',
      'registeredOn',
      'endedOn',
      'endReason',
      'isCharity',
      'isHub',
      'hubSince',
      'stage',
    ],
  },
  { title: '负责人', fields: ['leaderName', 'leaderIdNumber', 'leaderPhone', 'leaderPolitics'] },
  { title: '规模与党建', fields: ['memberCount', 'socialWorkerCount', 'partyMemberCount', 'partyForm'] },
  { title: '业务', fields: ['businessScopes', 'serviceTargets', 'venues'] },
];

/** What the record says on the chosen day, group by group. */
export function RecordFields({ organization: { record } }: { organization: ShownOrganization }) {
  if (!record)
    return (
      <Panel title="概况">
        <EmptyState title="那一天还没有这份档案">请选一个更晚的日期。</EmptyState>
      </Panel>
    );
  const known = new Set(GROUPS.flatMap(({ fields }) => fields));
  const groups = [...GROUPS, { title: '其他', fields: record.fields.map(({ field }) => field).filter((field) => !known.has(field)) }];
  return (
    <Panel title="概况">
      <div className={styles.groups}>
        {groups.map(({ title, fields }) => (
          <FieldGroup key={title} title={title} fields={record.fields.filter(({ field }) => fields.includes(field))} />
        ))}
      </div>
    </Panel>
  );
}

function FieldGroup({ title, fields }: { title: string; fields: readonly FieldText[] }) {
  if (fields.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl className={styles.values}>
        {fields.map(({ field, heading, text }) => (
          <div key={field}>
            <dt>{heading}</dt>
            <dd className="figures">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
