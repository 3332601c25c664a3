import { Link } from '@tanstack/react-router';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { useViewer } from '#ui/viewer.ts';
import { divisionRoutes } from '../contract/routes.ts';
import { DivisionCard } from './division-card.tsx';
import { DivisionTree } from './division-tree.tsx';
import styles from './divisions.module.css';

/** The tree of divisions within one's jurisdiction, opened step by step, and one division with its history. */
export function DivisionDeskScreen() {
  const viewer = useViewer();
  const [values, set] = useSearchState();
  if (viewer.division === null) return <EmptyState title="您的账号还没有岗位">有了岗位，才能看到管辖的区划。</EmptyState>;
  const top = { code: viewer.division, name: viewer.divisionName };
  const chosen = values['code'] ?? viewer.division;
  return (
    <Page
      title="行政区划"
      lead="改名、划转、合并、拆分都留下沿革；记录随之归到承接的区划，昨天和今天的边界都能统计。"
      actions={<Link to="/divisions/operations">变更记录</Link>}
    >
      <div className={styles.columns}>
        <Panel
          title="区划树"
          actions={<DivisionPicker label="查找区划" value={null} placeholder="按名称、拼音查找" within={top} onChange={({ code }) => set({ code })} />}
        >
          <div className={styles.tree}>
            <DivisionTree top={top} chosen={chosen} onChoose={(code) => set({ code })} />
          </div>
        </Panel>
        <Chosen code={chosen} />
      </div>
    </Page>
  );
}

function Chosen({ code }: { code: string }) {
  const query = useCall(divisionRoutes.get, { params: { code } }, { keep: true });
  return <Loaded query={query}>{(division) => <DivisionCard division={division} />}</Loaded>;
}
