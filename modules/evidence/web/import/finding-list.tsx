import { useState } from 'react';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { Choice } from '#ui/inputs/choice.tsx';
import { SearchBox } from '#ui/inputs/search-box.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { Finding, ReportedRow } from '../../contract/workbook.ts';
import { FindingGroupTable } from './finding-group-table.tsx';
import { filterFindings, groupFindings } from './finding-groups.ts';
import styles from './import.module.css';

interface FindingListProps {
  title: string;
  findings: readonly Finding[];
  /** rows as they stand in the file, to be opened in place */
  rows?: readonly ReportedRow[];
  isNotice?: boolean;
}

/** Fewer need no filter. */
const EASILY_SEEN = 5;

/** Findings or notices by rule, with examples; the marked workbook holds them all. */
export function FindingList({ title, findings, rows = [], isNotice = false }: FindingListProps) {
  const [sheet, setSheet] = useState('');
  const [words, setWords] = useState('');
  if (findings.length === 0) return null;
  const found = filterFindings(findings, { sheet, words });
  const filters = findings.length > EASILY_SEEN && (
    <div className={styles.actions}>
      <SheetChoice findings={findings} value={sheet} onChange={setSheet} />
      <SearchBox label="按列、内容或问题筛选" value={words} onChange={setWords} />
    </div>
  );
  return (
    <Panel title={`${title}（${formatNumber(findings.length)} 处）`} actions={filters}>
      <div className={`${styles.stack} ${isNotice ? styles.notice : ''}`}>
        {found.length === 0 && <p>没有符合筛选条件的。</p>}
        {groupFindings(found).map((group, index) => (
          <FindingGroupTable key={`${group.rule}-${group.sheet}-${group.column}`} group={group} rows={rows} open={index === 0 && !isNotice} />
        ))}
      </div>
    </Panel>
  );
}

function SheetChoice({ findings, value, onChange }: { findings: readonly Finding[]; value: string; onChange: (sheet: string) => void }) {
  const sheets = [...new Set(findings.map(({ sheet }) => sheet))];
  if (sheets.length < 2) return null;
  return (
    <Choice
      label="看哪张表"
      value={value}
      options={[{ value: '', label: '全部表' }, ...sheets.map((sheet) => ({ value: sheet, label: sheet }))]}
      onChange={onChange}
    />
  );
}
