import { dayInWords, isDay } from '#shared/day.ts';
import type { ArticleContent, FieldValue } from '../contract/article.ts';
import { type ArticleField, type ArticleKindId, kindOf } from '../contract/kinds.ts';
import styles from './publicity.module.css';
import { RichTextView } from './rich-text-view.tsx';

const FEN = 100;

function inWords({ type }: ArticleField, value: FieldValue | undefined): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join('、');
  if (typeof value === 'number') return `${(value / FEN).toLocaleString('zh-CN')} 元`;
  return type === 'day' && isDay(value) ? dayInWords(value) : value;
}

/** The article as it stands on a phone, 390 px wide. */
export function PhonePreview({ kind, content, on }: { kind: ArticleKindId; content: ArticleContent; on: string }) {
  const { label, fields } = kindOf(kind);
  const filled = fields.flatMap((field) => {
    const words = inWords(field, content.fields[field.id]);
    return words === '' ? [] : [{ field, words }];
  });
  const facts = filled.filter(({ field }) => field.type !== 'long');
  return (
    <div className={styles.phone} role="region" aria-label="手机上的样子" tabIndex={0}>
      <PreviewHead label={label} content={content} on={on} />
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
      {filled
        .filter(({ field }) => field.type === 'long')
        .map(({ field, words }) => (
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
