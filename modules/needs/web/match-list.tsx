import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#ui/api/use-call.ts';
import { EmptyState, ProblemNotice, Skeleton } from '#ui/feedback/notice.tsx';
import type { Candidate, Need } from '../contract/need.ts';
import { needRoutes } from '../contract/routes.ts';
import { MOST_OFFERS } from '../contract/workflow.ts';
import styles from './need.module.css';
import { useAct } from './use-act.ts';

/** Organizations able and near, the most suitable first, each with its reasons; asked from here. */
export function MatchList({ need, onGone }: { need: Need; onGone: () => void }) {
  const query = useCall(needRoutes.matches, { params: { id: need.id } });
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const act = useAct(need, onGone);
  const candidates = query.data?.candidates ?? [];
  const flip = (id: string) => setTicked((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  return (
    <section aria-label="能承接的组织">
      <h3>能承接的组织</h3>
      {query.error !== null && query.error !== undefined && <ProblemNotice error={query.error} retry={query.refetch} />}
      {query.isLoading && <Skeleton lines={4} />}
      {query.data && candidates.length === 0 && (
        <EmptyState title="本地没有合适的组织">可以自己办理，或者关闭并选“目前没有组织能够承接”，它会计入“缺什么组织”。</EmptyState>
      )}
      <ol className={styles.candidates}>
        {candidates.map((one) => (
          <CandidateRow key={one.organizationId} one={one} isTicked={ticked.includes(one.organizationId)} onTick={() => flip(one.organizationId)} />
        ))}
      </ol>
      {act.error !== undefined && <ProblemNotice error={act.error} />}
      {candidates.length > 0 && (
        <div className={styles.actions}>
          <Button
            type="primary"
            disabled={ticked.length !== 1}
            loading={act.busy === 'assign'}
            onClick={() => act.act('assign', { organizationIds: [...ticked] })}
          >
            派给选中的组织
          </Button>
          <Button
            disabled={ticked.length === 0 || ticked.length > MOST_OFFERS}
            loading={act.busy === 'offer'}
            onClick={() => act.act('offer', { organizationIds: [...ticked] })}
          >
            推荐给选中的 {ticked.length} 个
          </Button>
        </div>
      )}
    </section>
  );
}

function CandidateRow({ one, isTicked, onTick }: { one: Candidate; isTicked: boolean; onTick: () => void }) {
  return (
    <li>
      <label aria-label={one.name}>
        <input type="checkbox" aria-label={`选中${one.name}`} checked={isTicked} onChange={onTick} />
        <span>
          <strong>{one.name}</strong>
          <small>
            （{one.category}，{one.tier}，{one.divisionName}
            {one.demonstration && '，演示数据'}）
          </small>
          <br />
          <span className={styles.soft}>
            {one.reasons.join('；')}。{one.satisfaction === null && '评价不足 5 次，不参与排名。'}
          </span>
        </span>
      </label>
    </li>
  );
}
