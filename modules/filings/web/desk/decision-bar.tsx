import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Ability, Application } from '../../contract/application.ts';
import styles from './desk.module.css';
import { isMain, keyOf, labelOf, orderOf } from './decisions.ts';

interface DecisionBarProps {
  application: Application;
  onChoose: (ability: Ability) => void;
  /** on a page of its own there is no next case, only the way back to the desk */
  alone?: boolean;
  /** stands above the buttons */
  children?: ReactNode;
}

/** Exactly what the server lets this office do now. What is kept back says why; what is impossible is not here. */
export function DecisionBar({ application, onChoose, alone = false, children }: DecisionBarProps) {
  const abilities = application.abilities.filter(({ action }) => action !== 'edit').sort((one, other) => orderOf(one.action) - orderOf(other.action));
  const possible = abilities.filter(({ allowed }) => allowed);
  const isDraft = application.abilities.some(({ action }) => action === 'edit');
  return (
    <footer className={styles.bar} aria-label="办理">
      {children}
      <Reasons application={application} />
      <div className={styles.buttons}>
        {possible.map((ability) => (
          <Button
            key={ability.action}
            type={isMain(ability.action) ? 'primary' : 'default'}
            danger={ability.action === 'refuse'}
            onClick={() => onChoose(ability)}
          >
            {labelOf(application, ability)}
            {keyOf(ability.action) && <kbd>{keyOf(ability.action)}</kbd>}
          </Button>
        ))}
        {isDraft && !alone && (
          <Link to="/filings/$id" params={{ id: application.id }} className={styles.link}>
            填写内容和材料
          </Link>
        )}
        {abilities.length === 0 && <span className={styles.soft}>{waitText(application)}</span>}
        {alone && (
          <>
            <span className={styles.space} />
            <Link to="/filings" search={{ view: application.decidedOn === null ? 'open' : 'decided', case: application.id }} className={styles.link}>
              在办理台打开
            </Link>
          </>
        )}
      </div>
    </footer>
  );
}

/** What keeps a step back, and what to look at though nothing does. */
function Reasons({ application }: { application: Application }) {
  const kept = application.abilities.filter(({ action, allowed }) => !allowed && action !== 'edit');
  const advice = application.abilities.filter(({ action, allowed }) => allowed && isMain(action)).flatMap(({ reasons }) => reasons);
  return (
    <>
      {kept.map((ability) => (
        <p key={ability.action} className={styles.kept}>
          <strong>暂不能{labelOf(application, ability)}：</strong>
          {ability.reasons.join('')}
        </p>
      ))}
      {advice.length > 0 && (
        <p className={styles.advice}>
          <strong>请留意：</strong>
          {advice.join('')}
        </p>
      )}
    </>
  );
}

function waitText({ decidedOn, stateName, dueWhose }: Application): string {
  if (decidedOn !== null) return `已经办结（${stateName}）。`;
  return dueWhose === null ? '现在没有需要您办理的步骤。' : `现在由${dueWhose}办理。`;
}
