import { Button } from 'antd';
import { useCall } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import type { Need } from '../contract/need.ts';
import { needRoutes } from '../contract/routes.ts';
import styles from './need.module.css';
import { useAct } from './use-act.ts';

/** Others of the community that may speak of the same matter; this one is joined into one of them. */
export function SimilarList({ need, onChoose }: { need: Need; onChoose: (id: string) => void }) {
  const query = useCall(needRoutes.similar, { params: { id: need.id } });
  const act = useAct(need, () => undefined);
  const similar = query.data?.similar ?? [];
  if (similar.length === 0) return null;
  return (
    <section aria-label="可能是同一件事">
      <h3>可能是同一件事</h3>
      <ul className={styles.rows}>
        {similar.map((one) => (
          <li key={one.id}>
            <button type="button" className={styles.link} onClick={() => onChoose(one.id)}>
              {one.title}
            </button>
            （{one.stateName}，{one.receivedOn}）
            <Button size="small" loading={act.busy === 'join'} onClick={() => act.act('join', { into: one.id })}>
              并入这一件
            </Button>
          </li>
        ))}
      </ul>
      {act.error !== undefined && <ProblemNotice error={act.error} />}
    </section>
  );
}
