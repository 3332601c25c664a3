import { StatusMark } from '#ui/figures/status-mark.tsx';
import type { Status } from '#ui/tokens.ts';
import { Lines } from '#ui/layout/lines.tsx';
import type { HealthItem } from '../contract/health.ts';

const STATES: Record<HealthItem['state'], { status: Status; word: string }> = {
  good: { status: 'met', word: '正常' },
  warning: { status: 'atRisk', word: '要留意' },
  bad: { status: 'missed', word: '要处理' },
  unknown: { status: 'noData', word: '不知道' },
};

/** Everything that was looked at; what is not well says what to do. */
export function HealthList({ items }: { items: readonly HealthItem[] }) {
  return (
    <Lines>
      {items.map(({ id, title, state, text, advice }) => (
        <li key={id}>
          <span>
            {title}
            <small>{text}</small>
            {advice !== '' && <small>怎么办：{advice}</small>}
          </span>
          <StatusMark {...STATES[state]} />
        </li>
      ))}
    </Lines>
  );
}
