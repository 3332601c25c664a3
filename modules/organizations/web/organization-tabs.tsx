import type { ComponentType } from 'react';
import { useSearchState } from '#ui/search-state.ts';
import { FieldHistory } from './field-history.tsx';
import { MatterList } from './matter-list.tsx';
import styles from './organization.module.css';
import type { ShownOrganization } from './organization-page.tsx';
import { DocumentsTab, LinksTab, PeopleTab, RosterTab, VenuesTab } from './part-tab.tsx';
import { RecordTab } from './record-tab.tsx';
import { RelatedRecords } from './related-records.tsx';

interface Tab {
  key: string;
  label: string;
  Content: ComponentType<{ organization: ShownOrganization }>;
}

const TABS: readonly [Tab, ...Tab[]] = [
  { key: 'record', label: '概况', Content: RecordTab },
  { key: 'people', label: '负责人', Content: PeopleTab },
  { key: 'members', label: '名册', Content: RosterTab },
  { key: 'venues', label: '场所', Content: VenuesTab },
  { key: 'documents', label: '章程制度', Content: DocumentsTab },
  { key: 'links', label: '党建与枢纽', Content: LinksTab },
  { key: 'matters', label: '办件', Content: MatterList },
  { key: 'related', label: '业务记录', Content: RelatedRecords },
  { key: 'history', label: '修改记录', Content: FieldHistory },
];

/** The parts of an organization's dossier; which one is open stands in the address. */
export function OrganizationTabs({ organization }: { organization: ShownOrganization }) {
  const [values, setValues] = useSearchState();
  const chosen = TABS.find(({ key }) => key === values['tab']) ?? TABS[0];
  return (
    <div className={styles.main}>
      <nav className={styles.tabs} aria-label="档案各部分">
        {TABS.map(({ key, label }) => (
          <button key={key} type="button" aria-current={key === chosen.key} onClick={() => setValues({ tab: key === TABS[0].key ? undefined : key })}>
            {label}
          </button>
        ))}
      </nav>
      <chosen.Content organization={organization} />
    </div>
  );
}
