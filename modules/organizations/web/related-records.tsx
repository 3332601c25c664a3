import { Link } from '@tanstack/react-router';
import { dayInWords } from '#shared/day.ts';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { RelatedRegister } from '../contract/organization-page.ts';
import { organizationRoutes } from '../contract/routes.ts';
import styles from './organization.module.css';
import type { ShownOrganization } from './organization-page.tsx';

/** What other registers know of the organization: activities, designations, social workers, its party organization. */
export function RelatedRecords({ organization: { id } }: { organization: ShownOrganization }) {
  const query = useCall(organizationRoutes.related, { params: { id } });
  return (
    <Loaded query={query}>
      {({ registers }) =>
        registers.length === 0 ? (
          <Panel title="业务记录">
            <EmptyState title="其他台账里还没有它的记录">登记活动、认定、党组织、组织社工时写上它的名称，就会列在这里。</EmptyState>
          </Panel>
        ) : (
          registers.map((register) => <RegisterPanel key={register.register} register={register} />)
        )
      }
    </Loaded>
  );
}

function RegisterPanel({ register: { register, name, total, items } }: { register: RelatedRegister }) {
  return (
    <Panel title={`${name}（${total}）`} actions={total > items.length && <small>最近 {items.length} 条</small>}>
      <ul className={styles.rows}>
        {items.map(({ id, title, note, begins, ends }) => (
          <li key={id}>
            <Link
              {...(register === 'organizations' ? { to: '/organizations/$id', params: { id } } : { to: '/evidence/$register/$id', params: { register, id } })}
            >
              {title}
            </Link>
            <span>{note}</span>
            <span className="figures">
              {dayInWords(begins)}
              {ends && `—${dayInWords(ends)}`}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
