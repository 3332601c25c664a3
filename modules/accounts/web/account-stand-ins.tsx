import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useCan } from '#ui/viewer.ts';
import { borrowedRoutes } from '../contract/borrowed-routes.ts';
import type { Account } from '../contract/schemas.ts';
import { StandInList } from './stand-in-list.tsx';

/** Who acts for the holder of an account, and for whom the holder acts. */
export function AccountStandIns({ account }: { account: Account }) {
  const mayEnd = useCan('security.manage');
  const query = useCall(borrowedRoutes.listAccountStandIns, { params: { id: account.id } });
  return (
    <Panel title="委托与代理">
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="没有委托，也没有代理">本人不在岗时，可以自己委托同事；来不及委托的，由安全管理员在岗位旁指定代理人。</EmptyState>
          ) : (
            <StandInList items={items} mayEnd={mayEnd} />
          )
        }
      </Loaded>
    </Panel>
  );
}
