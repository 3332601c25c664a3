import { Segments } from '#ui/inputs/choice.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { type ClauseLinks, linksOfClause } from '../../contract/clause-links.ts';
import { CycleCard } from './cycle-card.tsx';
import { DutyCard } from './duty-card.tsx';
import { OutcomeCard, PhaseCard } from './phase-card.tsx';
import type { PlanAnswer } from './plan-page.tsx';
import styles from './plan-page.module.css';
import { TargetCard } from './target-card.tsx';

type Show = 'targets' | 'duties' | 'schedule';

/** Targets, duties and the schedule; with a clause in the address only what rests on it. */
export function PlanCards({ answer, here }: { answer: PlanAnswer; here: string | undefined }) {
  const [values, set] = useSearchState();
  const links = here ? linksOfClause(answer.plan, here) : null;
  const show = links ? firstOf(links) : values['duty'] ? 'duties' : ((values['show'] as Show | undefined) ?? 'targets');
  const { targets, duties } = answer.plan;
  const options = [
    { value: 'targets', label: `目标 ${targets.length}` },
    { value: 'duties', label: `任务 ${duties.length}` },
    { value: 'schedule', label: '阶段与报告' },
  ];
  return (
    <div className={styles.right}>
      {links ? (
        <p className={styles.filterNote}>
          <span>
            这一句对应 {links.targets.length} 项目标、{links.duties.length} 项任务
          </span>
          <button type="button" onClick={() => set({ clause: undefined })}>
            显示全部
          </button>
        </p>
      ) : (
        <Segments
          label="看什么"
          value={show}
          options={options}
          onChange={(value) => set({ show: value === 'targets' ? undefined : value, target: undefined, duty: undefined })}
        />
      )}
      <div className={styles.cards} role="region" aria-label="目标、任务与日程" tabIndex={0}>
        <Cards answer={answer} links={links} show={show} />
      </div>
    </div>
  );
}

function firstOf(links: ClauseLinks): Show {
  if (links.targets.length > 0) return 'targets';
  return links.duties.length > 0 ? 'duties' : 'schedule';
}

/** With a clause all kinds are shown, else the chosen one. */
function Cards({ answer, links, show }: { answer: PlanAnswer; links: ClauseLinks | null; show: Show }) {
  const { plan } = answer;
  const isShown = (kind: Show, key: keyof ClauseLinks, id: string) => (links ? links[key].includes(id) : show === kind);
  const cards = [
    ...plan.targets.filter(({ id }) => isShown('targets', 'targets', id)).map((target) => <TargetCard key={target.id} answer={answer} target={target} />),
    ...plan.duties.filter(({ id }) => isShown('duties', 'duties', id)).map((duty) => <DutyCard key={duty.id} plan={plan} duty={duty} />),
    ...plan.phases.filter(({ id }) => isShown('schedule', 'phases', id)).map((phase) => <PhaseCard key={phase.id} phase={phase} />),
    ...plan.outcomes.filter(({ id }) => isShown('schedule', 'outcomes', id)).map((outcome) => <OutcomeCard key={outcome.id} outcome={outcome} />),
    ...plan.cycles.filter(({ id }) => isShown('schedule', 'cycles', id)).map((cycle) => <CycleCard key={cycle.id} cycle={cycle} />),
  ];
  return cards.length > 0 ? cards : <EmptyState title="这一句没有对应的目标或任务">请选择左边画了线的句子。</EmptyState>;
}
