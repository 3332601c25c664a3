import { dayInWords } from '#shared/day.ts';
import type { ArticleContent } from '../contract/article.ts';
import { fieldsInWords } from '../contract/field-words.ts';
import { type ArticleKindId, kindOf } from '../contract/kinds.ts';
import styles from './publicity.module.css';
import { RichTextView } from './rich-text-view.tsx';

/** The article as it stands on a phone, 390 px wide. */
export function PhonePreview({ kind, content, on }: { kind: ArticleKindId; content: ArticleContent; on: string }) {
  const { facts, long } = fieldsInWords(kind, content.fields);
  return (
    <div className={styles.phone} role="region" aria-label="手机上的样子" tabIndex={0}>
      <PreviewHead label={kindOf(kind).label} content={content} on={on} />
      {facts.length > 0 && (
        <dl>
          {facts.map(({ field, words }) => (
            <div key={field.id}>
              <dt>{field.label}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      )}
      {long.map(({ field, words }) => (
        <section key={field.id}>
          <h3>{field.label}</h3>
          <p className={styles.lines}>{words}</p>
        </section>
      ))}
      <RichTextView text={content.body} />
      {content.links.length > 0 && (
        <>
          <h3>相关的组织、活动、品牌和规划任务</h3>
          <ul>
            {content.links.map(({ kind: of, target, name }) => (
              <li key={`${of} ${target}`}>{name}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Title, who says it and when, what is corrected, and the summary. */
function PreviewHead({ label, content, on }: { label: string; content: ArticleContent; on: string }) {
  return (
    <>
      <h2>{content.title || '（标题）'}</h2>
      <p className={styles.faint}>
        {label} · {content.organ || '（发布单位）'} · {dayInWords(content.publishOn ?? on)}
      </p>
      {content.correction !== '' && (
        <p className={styles.correction}>
          <strong>更正说明</strong>：{content.correction}
        </p>
      )}
      <p className={styles.summary}>{content.summary}</p>
    </>
  );
}
