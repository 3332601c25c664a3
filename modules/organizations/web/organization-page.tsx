import { Link, useParams } from '@tanstack/react-router';
import type { Answer } from '#ui/api/call.ts';
import { useCall } from '#ui/api/use-call.ts';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { Notice } from '#ui/feedback/notice.tsx';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { organizationRoutes } from '../contract/routes.ts';
import { DayBar } from './day-bar.tsx';
import { HappeningList } from './happening-list.tsx';
import styles from './organization.module.css';
import { OrganizationTabs } from './organization-tabs.tsx';

export type ShownOrganization = Answer<typeof organizationRoutes.page>;

/** One organization through its whole life: what its record says today or said on a day, and everything that happened. */
export function OrganizationPageScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const [values] = useSearchState();
  const query = useCall(organizationRoutes.page, { params: { id }, query: { asOf: values['asOf'] } }, { keep: true });
  return (
    <LoadedPage title="组织" query={query}>
      {(organization) => <OrganizationDesk key={organization.id} organization={organization} askedFor={id} />}
    </LoadedPage>
  );
}

function OrganizationDesk({ organization, askedFor }: { organization: ShownOrganization; askedFor: string }) {
  const { record } = organization;
  const name = record?.name ?? organization.code;
  const crumbs = [
    { key: 'home', label: '登记台账', to: '/evidence' },
    { key: 'register', label: '社区社会组织', to: '/evidence/organizations' },
    { key: 'here', label: name },
  ];
  return (
    <Page
      title={name}
      above={<Breadcrumb label="位置" crumbs={crumbs} />}
      heading={
        <span className={styles.heading}>
          {name}
          {record && <StatusMark tag status={record.isActive ? 'met' : 'noData'} word={record.standing} />}
          {record?.isHub && <span className={styles.tag}>枢纽型</span>}
        </span>
      }
      lead={<Lead organization={organization} />}
      actions={
        organization.abilities.edit && (
          <Link className={styles.edit} to="/evidence/$register/$id" params={{ register: 'organizations', id: organization.id }}>
            修改档案
          </Link>
        )
      }
    >
      {organization.id !== askedFor && <Notice tone="info">您要找的档案已并入这个组织，以后请用这一份。</Notice>}
      {organization.demonstration && <Notice tone="info">这是演示记录，不是真实的组织或人员。</Notice>}
      <DayBar organization={organization} />
      <div className={styles.columns}>
        <OrganizationTabs organization={organization} />
        <HappeningList id={organization.id} />
      </div>
    </Page>
  );
}

function Lead({ organization: { record, code, formerNames } }: { organization: ShownOrganization }) {
  const parts = [record?.place, record?.number, code, formerNames.length > 0 ? `曾用名：${formerNames.join('、')}` : ''];
  return <span className="figures">{parts.filter(Boolean).join(' · ')}</span>;
}
