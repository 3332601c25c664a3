import { useParams } from '@tanstack/react-router';
import { momentText } from '#ui/figures/dates.ts';
import type { Answer } from '#ui/api/call.ts';
import { useCall } from '#ui/api/use-call.ts';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useCan } from '#ui/viewer.ts';
import { Link } from '@tanstack/react-router';
import { filingRoutes } from '../contract/routes.ts';
import { Deadline } from '#ui/figures/deadline.tsx';
import { clauseText } from '#modules/organizations/contract/clause-text.ts';
import styles from './filings.module.css';
import { StartButton } from './form/new-application.tsx';
import { LeaderAccountPanel } from './leader-account.tsx';

/** One organization through all its procedures: where it stands, what happened, what can be begun. */
export function OrganizationTimelineScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useCall(filingRoutes.timeline, { params: { id } });
  const mayEnter = useCan('filing.enter');
  const crumbs = [{ key: 'desk', label: '办理台', to: '/filings' }];
  return (
    <LoadedPage title="组织的办理经过" query={query}>
      {({ name, statusName, startable, steps }) => (
        <Page
          title={name}
          above={<Breadcrumb label="位置" crumbs={[...crumbs, { key: 'here', label: name }]} />}
          lead={`现在：${statusName}`}
          actions={<Link to={`/organizations/${id}`}>组织档案</Link>}
        >
          <div className={styles.columns}>
            <Panel title="经过">
              <Steps steps={steps} />
            </Panel>
            <div className={styles.stack}>
              <OpenCases id={id} />
              <LeaderAccountPanel id={id} />
              {mayEnter && <Startable id={id} startable={startable} />}
            </div>
          </div>
        </Page>
      )}
    </LoadedPage>
  );
}

type Timeline = Answer<typeof filingRoutes.timeline>;

function Steps({ steps }: Pick<Timeline, 'steps'>) {
  if (steps.length === 0) return <EmptyState title="还没有办理过事项">组织是从台账导入或登记的；以后的备案、变更、登记、注销都会记在这里。</EmptyState>;
  return (
    <ol className={styles.steps}>
      {steps.map((step) => (
        <li key={`${step.applicationId}-${step.at}-${step.action}`} title={clauseText(step.clause)}>
          <Link to="/filings/$id" params={{ id: step.applicationId }}>
            {step.procedureName}
          </Link>{' '}
          {step.actionName}，{step.stateName}
          {step.ground && `：${step.ground}`}
          {step.reason && <p>{step.reason}</p>}
          <small>
            {step.body} {step.by}，{momentText(step.at)}
          </small>
        </li>
      ))}
    </ol>
  );
}

function Startable({ id, startable }: { id: string } & Pick<Timeline, 'startable'>) {
  return (
    <Panel title="可以办理">
      {startable.length === 0 ? (
        <p className={styles.faint}>您的岗位现在没有可以为它办理的事项。</p>
      ) : (
        <div className={styles.row}>
          {startable.map(({ procedure, label }) => (
            <StartButton key={procedure} procedure={procedure} label={label} organizationId={id} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function OpenCases({ id }: { id: string }) {
  const query = useCall(filingRoutes.list, { query: { organization: id, standing: 'open' } });
  return (
    <Panel title="正在办理">
      <Loaded query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.faint}>没有未办结的申请。</p>
          ) : (
            <ul className={styles.plainList}>
              {items.map((item) => (
                <li key={item.id}>
                  <Link to="/filings/$id" params={{ id: item.id }}>
                    {item.procedureName}
                  </Link>
                  <small>
                    {item.stateName}，<Deadline due={item} none="没有期限" />
                  </small>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
