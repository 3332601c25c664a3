import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { dayInWords } from '#shared/day.ts';
import { useCan } from '#ui/viewer.ts';
import type { MajorReport } from '../../contract/major-report.ts';
import styles from '../activities.module.css';

/** One report with everything that was said. */
export function ReportCard({ report, onAnswer }: { report: MajorReport; onAnswer: () => void }) {
  const mayAnswer = useCan('activity.answer') && report.state === 'reported';
  const { title, kind, organizationName, startsOn, endsOn, place, expectedPeople, content, safetyPlan, answer, answeredOn, answeredByName, round } = report;
  const rows: [string, string | null][] = [
    ['时间', startsOn === endsOn ? dayInWords(startsOn) : `${dayInWords(startsOn)}至${dayInWords(endsOn)}`],
    ['地点', place],
    ['预计人数', `${expectedPeople} 人`],
    ['经费', fundText(report)],
    ['内容和方式', content],
    ['安全措施', safetyPlan],
    ['报告', `${dayInWords(report.reportedOn)}，${report.reportedByName}${round > 1 ? `（第 ${round} 次）` : ''}`],
    ['答复', answeredOn === null ? null : `${dayInWords(answeredOn)}，${answeredByName ?? ''}：${answer ?? '已知悉'}`],
    ['效果和影响', report.effect],
    ['问题', report.problems],
    ['下一步', report.next],
    ['实际人数', report.participants === null ? null : `${report.participants} 人`],
  ];
  return (
    <article className={styles.card}>
      <h3>
        {report.occasionId === null ? (
          title
        ) : (
          <Link to="/activities/$id" params={{ id: report.occasionId }}>
            {title}
          </Link>
        )}
        （{kind}）
      </h3>
      <p className={styles.soft}>
        {organizationName} · {report.stateName}
        {report.demonstration && ' · 演示数据'}
        {report.isOverdue && <span className={styles.late}> ▲ {report.state === 'reported' ? '活动已到，还没有答复' : '结果逾期未报'}</span>}
        {report.isLate && report.dueOn && <span className={styles.late}> ▲ 晚报，应在 {dayInWords(report.dueOn)}前报告</span>}
      </p>
      <dl className={styles.facts}>{rows.map(([name, value]) => value !== null && [<dt key={`${name}-name`}>{name}</dt>, <dd key={name}>{value}</dd>])}</dl>
      {mayAnswer && (
        <div>
          <Button type="primary" onClick={onAnswer} aria-label={`答复：${title}`}>
            答复
          </Button>
        </div>
      )}
    </article>
  );
}

function fundText({ fundSource, fundFen }: MajorReport): string | null {
  const parts = [fundSource, fundFen === null ? null : `${(fundFen / 100).toLocaleString('zh-CN')} 元`].filter((part) => part !== null);
  return parts.length > 0 ? parts.join('，') : null;
}
