import { Link } from '@tanstack/react-router';
import { momentText } from '#ui/figures/dates.ts';
import type { Application } from '../../contract/application.ts';
import { clauseText } from '#modules/organizations/contract/clause-text.ts';
import { NoticeFiles } from '../documents/notice-files.tsx';
import styles from './desk.module.css';

/** What the machine checked, who stands near, and everything that happened. */
export function CaseSide({ application }: { application: Application }) {
  return (
    <>
      <Checks application={application} />
      <Similar application={application} />
      <History application={application} />
      <Notices application={application} />
    </>
  );
}

function Checks({ application: { checks } }: { application: Application }) {
  if (!checks || checks.list.length === 0) return null;
  const missing = checks.list.filter(({ holds, isBinding }) => !holds && isBinding).length;
  return (
    <section className={styles.block} aria-labelledby="checks">
      <h3 id="checks">
        系统检查<small>{missing === 0 ? '必备条件都符合' : `${missing} 项不符合`}</small>
      </h3>
      <ul className={styles.checks}>
        {checks.list.map(({ guard, label, holds, problem, isBinding }) => (
          <li key={guard} data-tone={holds ? 'good' : isBinding ? 'bad' : 'look'}>
            <span aria-hidden="true">{holds ? '✓' : isBinding ? '✕' : '!'}</span>
            <span>
              <span className="visually-hidden">{holds ? '符合：' : isBinding ? '不符合：' : '请留意：'}</span>
              {problem ?? label}
              {guard === 'objectionsAnswered' && !holds && (
                <>
                  {' '}
                  <Link to="/documents/objections">去办理异议</Link>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.clause}>依据：{clauseText(checks.clause)}</p>
    </section>
  );
}

function Similar({ application: { similar } }: { application: Application }) {
  if (similar.length === 0) return null;
  return (
    <section className={styles.block} aria-labelledby="similar">
      <h3 id="similar">
        相近的组织<small>本街道（乡镇）</small>
      </h3>
      <ul className={styles.similar}>
        {similar.map(({ id, name, tier, divisionName, reasons }) => (
          <li key={id}>
            <Link to="/filings/organizations/$id" params={{ id }}>
              {name}
            </Link>
            <small>
              {tier} · {divisionName} · {reasons.join('、')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ application: { steps } }: { application: Application }) {
  return (
    <section className={styles.block} aria-labelledby="history">
      <h3 id="history">经过</h3>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={`${step.at}-${step.action}`} title={clauseText(step.clause)}>
            <strong>{step.actionName}</strong>
            {step.ground && `：${step.ground}`}
            {step.reason && <p>{step.reason}</p>}
            <small>
              {step.body} {step.by}，{momentText(step.at)}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Notices({ application: { notices } }: { application: Application }) {
  if (notices.length === 0) return null;
  return (
    <section className={styles.block} aria-labelledby="notices">
      <h3 id="notices">已发出</h3>
      <ul className={styles.similar}>
        {notices.map((notice) => (
          <li key={notice.id} className={styles.notice}>
            {notice.kindName}
            <NoticeFiles notice={notice} />
          </li>
        ))}
      </ul>
    </section>
  );
}
