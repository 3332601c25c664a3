import { Link } from '@tanstack/react-router';
import { dayInWords } from '#shared/day.ts';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { organizationRoutes } from '../contract/routes.ts';
import styles from './organization.module.css';
import type { ShownOrganization } from './organization-page.tsx';

/** Applications and cases about the organization, the newest first. */
export function MatterList({ organization: { id } }: { organization: ShownOrganization }) {
  const query = useCall(organizationRoutes.matters, { params: { id } });
  return (
    <Panel title="备案登记事项" actions={<Link to={`/filings/organizations/${id}`}>办理经过和可办事项</Link>}>
      <Loaded query={query}>
        {({ isShown, matters }) => {
          if (!isShown) return <EmptyState title="您的岗位不能查看备案登记事项">如工作需要，请向单位的安全管理员申请。</EmptyState>;
          if (matters.length === 0) return <EmptyState title="还没有办过备案登记事项">在平台上办理的备案、变更、注销等会列在这里。</EmptyState>;
          return (
            <ul className={styles.rows}>
              {matters.map((matter) => (
                <li key={matter.id}>
                  <Link to={`/filings/${matter.id}`}>{matter.title}</Link>
                  <span>{matter.state}</span>
                  <span className="figures">
                    {dayInWords(matter.begunOn)}起{matter.endedOn && `，${dayInWords(matter.endedOn)}办结`}
                    {matter.isOpen && matter.handler && `，${matter.handler}经办`}
                  </span>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Panel>
  );
}
