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
      {({ content, handedInOn, handedInByName }) =>
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
          </div>
        )
      }
    </Loaded>
  );
}
