import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import { Segments } from '#ui/inputs/choice.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { linksOfClause } from '../../contract/clause-links.ts';
import type { Clause, PlanDocument, PlanFile } from '../../contract/plan-file.ts';
import styles from './plan-page.module.css';

const STANDINGS: Record<PlanDocument['standing'], string> = {
  issued: '正式印发的文件。',
  unofficialCopy: '这是非官方转载的全文，请以正式印发的文件为准。',
  newsReport: '这是新闻报道的转述，不是文件原文。',
  consultationDraft: '这是征求意见稿，请以正式印发的文件为准。',
};

/** The document as it was issued, line by line; sentences with targets or duties are marked and can be chosen. */
export function DocumentPaper({ plan, here }: { plan: PlanFile; here: string | undefined }) {
  const [values, set] = useSearchState();
  const paper = useRef<HTMLDivElement>(null);
  const holding = plan.documents.find(({ clauses }) => clauses.some(({ id }) => id === here));
  const shown = holding ?? plan.documents.find(({ file }) => file === values['file']) ?? plan.documents[0];
  useEffect(() => {
    const sheet = paper.current;
    const clause = here ? sheet?.querySelector(`[data-clause="${here}"]`) : null;
    if (sheet && clause) sheet.scrollTo({ top: sheet.scrollTop + clause.getBoundingClientRect().top - sheet.getBoundingClientRect().top - 80 });
  }, [here]);
  if (!shown) return null;
  const options = plan.documents.map(({ file, title }) => ({ value: file, label: title }));
  return (
    <div className={styles.left}>
      {options.length > 1 && (
        <Segments
          label="看哪份文件"
          value={shown.file}
          options={options}
          onChange={(file) => set({ file, clause: undefined, target: undefined, duty: undefined })}
        />
      )}
      <div ref={paper} className={styles.paper} role="region" aria-label={`文件原文：${shown.title}`} tabIndex={0}>
        {shown.standing !== 'issued' && <p className={styles.note}>{STANDINGS[shown.standing]}</p>}
        <Lines plan={plan} document={shown} here={here} />
      </div>
    </div>
  );
}

function Lines({ plan, document, here }: { plan: PlanFile; document: PlanDocument; here: string | undefined }) {
  const lines = useMemo(() => linesOf(document), [document]);
  return lines.map(({ line, clauses }) => {
    const text = clauses.map((clause) => <ClauseText key={clause.id} plan={plan} clause={clause} isHere={clause.id === here} />);
    if (clauses.every(({ kind }) => kind === 'heading')) return <h3 key={line}>{text}</h3>;
    return (
      <p key={line} className={clauses[0]?.kind === 'frame' ? styles.frame : undefined}>
        {text}
      </p>
    );
  });
}

/** Clauses of one line stand in one paragraph, as in the document. */
function linesOf(document: PlanDocument): { line: number; clauses: Clause[] }[] {
  const lines: { line: number; clauses: Clause[] }[] = [];
  for (const clause of document.clauses) {
    const last = lines.at(-1);
    if (last?.line === clause.line) last.clauses.push(clause);
    else lines.push({ line: clause.line, clauses: [clause] });
  }
  return lines;
}

function ClauseText({ plan, clause, isHere }: { plan: PlanFile; clause: Clause; isHere: boolean }) {
  const links = useMemo(() => linksOfClause(plan, clause.id), [plan, clause.id]);
  const count = Object.values(links).flat().length;
  // a heading often begins the paragraph it heads
  const words = clause.kind === 'heading' ? <b>{clause.quote}</b> : clause.quote;
  if (count === 0)
    return (
      <span className={styles.plain} data-clause={clause.id} data-here={isHere}>
        {words}
      </span>
    );
  return (
    <Link
      to="."
      search={{ clause: clause.id }}
      resetScroll={false}
      className={styles.clause}
      data-clause={clause.id}
      data-target={links.targets.length > 0}
      data-here={isHere}
      activeOptions={{ exact: true, includeSearch: true }}
      title={`${links.targets.length} 项目标，${links.duties.length} 项任务`}
    >
      {words}
    </Link>
  );
}
