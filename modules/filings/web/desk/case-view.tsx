import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { FileThumbs } from '#ui/files/file-thumbs.tsx';
import { FileViewer } from '#ui/files/file-viewer.tsx';
import type { Application } from '../../contract/application.ts';
import { FORM_FIELDS, valueAt, valueText } from '../form-fields.ts';
import { inUsualOrder } from '../usual-order.ts';
import { Deadline } from '#ui/figures/deadline.tsx';
import { CharterView } from './charter-view.tsx';
import styles from './desk.module.css';

const HELD: Record<string, string> = { paper: '纸质', electronic: '电子', shared: '已共享，免交' };

/** What was applied for: who, what, with which materials. */
export function CaseView({ application }: { application: Application }) {
  return (
    <>
      <CaseHead application={application} />
      {application.supplementItems.length > 0 && <SupplementList application={application} />}
      <Materials application={application} />
      <FormValues application={application} />
      {application.form.charterText !== undefined && <CharterView text={application.form.charterText} division={application.division} />}
      {application.opinions.length > 0 && <Opinions application={application} />}
    </>
  );
}

function CaseHead({ application }: { application: Application }) {
  const { procedureName, stateName, divisionName, applicantName, handlerName, submittedOn, organizationId, decidedOn } = application;
  return (
    <header className={styles.caseHead}>
      <h2>{application.subjectName}</h2>
      <p>
        <span className={styles.tag}>{procedureName}</span> <span className={styles.tag}>{stateName}</span>{' '}
        {decidedOn === null ? <Deadline due={application} none="没有期限" /> : `${dayInWords(decidedOn)}办结`}
      </p>
      <p className={styles.soft}>
        {divisionName}；申请人 {applicantName}
        {submittedOn && `，${dayInWords(submittedOn)}提交`}
        {handlerName && `；经办人 ${handlerName}`}
        {organizationId && (
          <>
            {'；'}
            <Link to="/filings/organizations/$id" params={{ id: organizationId }}>
              该组织的办理经过
            </Link>
          </>
        )}
      </p>
    </header>
  );
}

function SupplementList({ application }: { application: Application }) {
  return (
    <section className={styles.block} aria-labelledby="supplements">
      <h3 id="supplements">补正清单</h3>
      <ol className={styles.numbered}>
        {application.supplementItems.map(({ number, content, isDone, reply }) => (
          <li key={number} data-done={isDone}>
            {content}
            <small>{isDone ? `✓ 已处理${reply ? `：${reply}` : ''}` : '○ 等待处理'}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Materials({ application }: { application: Application }) {
  const [viewed, setViewed] = useState<string>();
  if (application.materials.length === 0) return null;
  const listed = inUsualOrder(application.materials);
  const all = listed.flatMap(({ label, files }) => files.map((file) => ({ ...file, label })));
  return (
    <section className={styles.block} aria-labelledby="materials">
      <h3 id="materials">材料</h3>
      <ul className={styles.materials}>
        {listed.map(({ material, label, required, heldAs, reference, note, files }) => (
          <li key={material} data-held={heldAs !== null} data-required={required} title={note ?? undefined}>
            <span aria-hidden="true">{heldAs ? '✓' : required ? '✕' : '–'}</span>
            <span>
              {label}
              <small>{heldAs ? `${HELD[heldAs] ?? heldAs}${reference ? `，${reference}` : ''}` : required ? '缺' : (note ?? '非必需')}</small>
              <FileThumbs label={label} files={files} onOpen={({ id }) => setViewed(id)} />
            </span>
          </li>
        ))}
      </ul>
      {viewed !== undefined && <FileViewer files={all} chosen={viewed} onChoose={setViewed} onClose={() => setViewed(undefined)} />}
    </section>
  );
}

function FormValues({ application }: { application: Application }) {
  const numbers = [
    { path: 'leaderIdNumber', label: '负责人身份证号', text: application.leaderIdNumber },
    { path: 'leaderPhone', label: '负责人手机号', text: application.leaderPhone },
  ].flatMap(({ text, ...rest }) => (text === null ? [] : [{ ...rest, text, section: '负责人' }]));
  const told = FORM_FIELDS.filter(({ path }) => path !== 'charterText').flatMap((field) => {
    const text = valueText(field, valueAt(application.form, field.path));
    return text === '' ? [] : [{ path: field.path, label: field.label, section: field.section, text }];
  });
  const sections = Map.groupBy([...told, ...numbers], ({ section }) => section);
  return [...sections].map(([section, values]) => (
    <section key={section} className={styles.block} aria-label={section}>
      <h3>{section}</h3>
      <dl className={styles.values}>
        {values.map(({ path, label, text }) => (
          <div key={path}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}

const VERDICTS: Record<string, string> = { agree: '同意', disagree: '不同意', none: '没有意见' };

function Opinions({ application }: { application: Application }) {
  return (
    <section className={styles.block} aria-labelledby="opinions">
      <h3 id="opinions">征求的意见</h3>
      <ol className={styles.numbered}>
        {application.opinions.map(({ number, askedOf, askedOn, verdict, content }) => (
          <li key={number} data-done={verdict !== null}>
            {askedOf}
            {verdict ? `：${VERDICTS[verdict] ?? verdict}${content ? `。${content}` : ''}` : ''}
            <small>{verdict ? '✓ 已收到' : `○ ${dayInWords(askedOn)}征求，还没有收到`}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}
