import { useState } from 'react';
import type { PresentedFile } from '#shared/stored-file.ts';
import { FileThumbs } from '#ui/files/file-thumbs.tsx';
import { FileViewer } from '#ui/files/file-viewer.tsx';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { dayInWords } from '#shared/day.ts';
import { ANNUAL_LABELS, type AnnualContent } from '../contract/annual-report.ts';
import { annualReportRoutes } from '../contract/routes.ts';
import styles from './filings.module.css';

const MONEY: readonly string[] = ['income', 'expenses'];

/** What the leader wrote of the year, for whoever reviews it. */
export function WrittenReport({ id, year }: { id: string; year: number }) {
  const query = useCall(annualReportRoutes.annualReport, { params: { id, year: String(year) } });
  return (
    <Loaded query={query} lines={3}>
      {({ content, handedInOn, handedInByName, files }) =>
        handedInOn === null ? (
          <p className={styles.faint}>负责人没有在手机上报送；收到纸质报告的，请填报送日期。</p>
        ) : (
          <div>
            <p className={styles.faint}>
              {handedInByName}，{dayInWords(handedInOn)}在手机上报送：
            </p>
            <dl style={{ margin: 0 }}>
              {(Object.entries(content) as [keyof AnnualContent, string | number][]).map(([name, value]) => (
                <div key={name} style={{ marginBottom: 8 }}>
                  <dt className={styles.faint}>{ANNUAL_LABELS[name]}</dt>
                  <dd style={{ margin: 0, whiteSpace: 'pre-line' }}>{MONEY.includes(name) ? (Number(value) / 100).toLocaleString('zh-CN') : value}</dd>
                </div>
              ))}
            </dl>
            <Enclosures files={files} label={`${year} 年度报告`} />
          </div>
        )
      }
    </Loaded>
  );
}

function Enclosures({ files, label }: { files: readonly PresentedFile[]; label: string }) {
  const [viewed, setViewed] = useState<string>();
  return (
    <>
      <FileThumbs label={label} files={files} onOpen={({ id }) => setViewed(id)} />
      {viewed !== undefined && (
        <FileViewer files={files.map((file) => ({ ...file, label }))} chosen={viewed} onChoose={setViewed} onClose={() => setViewed(undefined)} />
      )}
    </>
  );
}
