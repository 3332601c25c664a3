import { Link } from '@tanstack/react-router';
import { dayInWords } from '#shared/day.ts';
import { Panel } from '#ui/layout/panel.tsx';
import type { DivisionDetail } from '../contract/division.ts';
import { OPERATION_NAMES, type OperationKind } from '../contract/operations.ts';
import styles from './divisions.module.css';

type Succession = DivisionDetail['predecessors'][number];

/** Former names and states, what it came from and what came of it. */
export function DivisionHistory({ division }: { division: DivisionDetail }) {
  const { formerStates, predecessors, successors } = division;
  if (formerStates.length + predecessors.length + successors.length === 0) return null;
  return (
    <Panel title="沿革">
      <ul className={styles.form}>
        {formerStates.map((state) => (
          <li key={`${state.until}-${state.name}`}>
            {dayInWords(state.until)}前：{state.name}
            {!state.counted && '（不计入）'}
          </li>
        ))}
        {predecessors.map((one) => (
          <SuccessionLine key={`p-${one.code}`} succession={one} word="承接自" />
        ))}
        {successors.map((one) => (
          <SuccessionLine key={`s-${one.code}`} succession={one} word="由其承接" />
        ))}
      </ul>
    </Panel>
  );
}

function SuccessionLine({ succession, word }: { succession: Succession; word: string }) {
  const name = OPERATION_NAMES[succession.operation as OperationKind] ?? succession.operation;
  return (
    <li>
      {dayInWords(succession.on)} {name}，{word}
      <Link to="/divisions" search={{ code: succession.code }}>
        {succession.name}
      </Link>
    </li>
  );
}
