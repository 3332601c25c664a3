import { dayInWords } from '#shared/day.ts';
import { momentText } from '#ui/figures/dates.ts';
import { Panel } from '#ui/layout/panel.tsx';
import type { Article } from '../contract/article.ts';
import styles from './publicity.module.css';

/** What was done to an article, when it is shown, and how often it was opened. */
export function ArticleHistory({ article }: { article: Article }) {
  const { content, steps, versions, reads } = article;
  return (
    <div className={styles.stack}>
      <Panel title="发布安排">
        <dl className={styles.facts}>
          <dt>发布日期</dt>
          <dd>{content.publishOn === null ? '审核通过当天' : dayInWords(content.publishOn)}</dd>
          <dt>展示到</dt>
          <dd>{content.endsOn === null ? '长期' : dayInWords(content.endsOn)}</dd>
          <dt>置顶到</dt>
          <dd>{content.pinnedUntil === null ? '不置顶' : dayInWords(content.pinnedUntil)}</dd>
          <dt>阅读</dt>
          <dd>
            {reads.total} 次（近 30 天 {reads.recent} 次，只计次数，不记是谁）
          </dd>
        </dl>
      </Panel>
      <Panel title="经过">
        <ol className={styles.steps}>
          {steps.map(({ action, at, by, note }) => (
            <li key={`${at} ${action}`}>
              <strong>{action}</strong>　{by}　<span className={styles.faint}>{momentText(at)}</span>
              {note !== null && <p>{note}</p>}
            </li>
          ))}
        </ol>
        {versions.length > 0 && <p className={styles.faint}>送审过 {versions.length} 次，每次的内容都留存。</p>}
      </Panel>
    </div>
  );
}
