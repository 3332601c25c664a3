import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { Loaded } from '../feedback/loaded.tsx';
import { EmptyState } from '../feedback/notice.tsx';
import styles from './division-picker.module.css';
import { type DivisionChoice, useDivisionSource } from './division-source.ts';

interface DivisionBrowserProps {
  within: { code: string; name: string };
  levels?: readonly string[];
  onChoose: (choice: DivisionChoice) => void;
}

/** Search box above, the children of the current division or the finds below. Nothing but what is looked at is fetched. */
export function DivisionBrowser({ within, levels, onChoose }: DivisionBrowserProps) {
  const [text, setText] = useState('');
  const [trail, setTrail] = useState([within]);
  const wanted = useDeferredValue(text.trim());
  const here = trail.at(-1) ?? within;
  const source = useDivisionSource();
  const query = useQuery({
    queryKey: wanted ? ['divisions', 'search', within.code, wanted] : ['divisions', 'children', here.code],
    queryFn: ({ signal }) => (wanted ? source.search(wanted, within.code, signal) : source.children(here.code, signal)),
  });
  const canChoose = (choice: { level: string }) => !levels || levels.includes(choice.level);
  return (
    <div className={styles.panel}>
      <input
        type="search"
        value={text}
        aria-label="按名称、拼音首字母或代码查找"
        placeholder="名称、拼音首字母或代码，如 新华 曙光、xh sg"
        onChange={(event) => setText(event.target.value)}
      />
      {!wanted && <Trail trail={trail} onReturn={(length) => setTrail(trail.slice(0, length))} />}
      <div className={styles.list}>
        <Loaded query={query} lines={6}>
          {(choices) => (
            <Choices choices={choices} showPath={wanted !== ''} canChoose={canChoose} onChoose={onChoose} onDeeper={(choice) => setTrail([...trail, choice])} />
          )}
        </Loaded>
      </div>
    </div>
  );
}

function Trail({ trail, onReturn }: { trail: { code: string; name: string }[]; onReturn: (length: number) => void }) {
  return (
    <div className={styles.crumbs}>
      {trail.map((step, index) => (
        <span key={step.code}>
          {index > 0 && '› '}
          {index === trail.length - 1 ? (
            step.name
          ) : (
            <button type="button" onClick={() => onReturn(index + 1)}>
              {step.name}
            </button>
          )}
        </span>
      ))}
    </div>
  );
}

interface ChoicesProps {
  choices: DivisionChoice[];
  showPath: boolean;
  canChoose: (choice: DivisionChoice) => boolean;
  onChoose: (choice: DivisionChoice) => void;
  onDeeper: (choice: DivisionChoice) => void;
}

function Choices({ choices, showPath, canChoose, onChoose, onDeeper }: ChoicesProps) {
  if (choices.length === 0) return <EmptyState title="没有找到">请换一个名称、拼音首字母或代码；也可以清空后逐级选择。</EmptyState>;
  return (
    <ul>
      {choices.map((choice) => (
        <li key={choice.code} className={styles.option}>
          <button
            type="button"
            className={styles.choose}
            disabled={!canChoose(choice) && choice.childCount === 0}
            onClick={() => (canChoose(choice) ? onChoose(choice) : onDeeper(choice))}
          >
            {choice.name}
            {showPath && <span className={styles.path}>{choice.path.slice(0, -1).join(' › ')}</span>}
          </button>
          {!showPath && choice.childCount > 0 && canChoose(choice) && (
            <button type="button" className={styles.deeper} aria-label={`展开${choice.name}的下级`} onClick={() => onDeeper(choice)}>
              下级 ›
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
