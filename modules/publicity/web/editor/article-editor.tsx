import { lazy, Suspense, useId } from 'react';
import { Skeleton } from '#ui/feedback/notice.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useViewer } from '#ui/viewer.ts';
import type { Article, ArticleContent, FieldValue } from '../../contract/article.ts';
import { kindOf } from '../../contract/kinds.ts';
import { ActionBar } from '../action-bar.tsx';
import { ArticleHistory } from '../article-history.tsx';
import { PhonePreview } from '../phone-preview.tsx';
import styles from '../publicity.module.css';
import { KindField } from './kind-field.tsx';
import { LinkChooser } from './link-chooser.tsx';
import { CorrectionField, DayFields, HeadFields } from './head-fields.tsx';
import { SaveState } from './save-state.tsx';
import { useArticleDraft } from './use-article-draft.ts';

/** Fetched when somebody writes: whoever only reads or reviews does not wait for it. */
const RichEditor = lazy(async () => ({ default: (await import('./rich-editor.tsx')).RichEditor }));

/** Writing at the left, the phone at the right; everything is saved while it is typed. */
export function ArticleEditor({ article }: { article: Article }) {
  const draft = useArticleDraft(article);
  const { today } = useViewer();
  const textId = useId();
  const { content, set } = draft;
  return (
    <>
      <div className={styles.columns}>
        <div className={styles.stack}>
          {article.corrects && (
            <Panel title="更正说明">
              <CorrectionField content={content} onChange={set} />
            </Panel>
          )}
          <Panel title="标题和摘要">
            <HeadFields content={content} onChange={set} />
          </Panel>
          <KindPanel article={article} content={content} onChange={(fields) => set({ fields })} />
          <Panel title="正文">
            <Suspense fallback={<Skeleton lines={6} />}>
              <RichEditor article={article.id} id={textId} label="正文" initial={article.content.body} onChange={(body) => set({ body })} />
            </Suspense>
          </Panel>
          <Panel title="发布安排">
            <DayFields content={content} onChange={set} />
          </Panel>
          <Panel title="关联（可不填）">
            <LinkChooser value={content.links} onChange={(links) => set({ links })} />
          </Panel>
        </div>
        <div className={styles.stack}>
          <Panel title="手机上的样子">
            <PhonePreview kind={article.kind} content={content} on={today} />
          </Panel>
          <ArticleHistory article={article} />
        </div>
      </div>
      <ActionBar article={article} before={draft.save}>
        <SaveState draft={draft} />
      </ActionBar>
    </>
  );
}

interface KindPanelProps {
  article: Article;
  content: ArticleContent;
  onChange: (fields: ArticleContent['fields']) => void;
}

/** What the kind asks for; news asks for nothing. */
function KindPanel({ article, content, onChange }: KindPanelProps) {
  const { fields } = kindOf(article.kind);
  if (fields.length === 0) return null;
  return (
    <Panel title={`${article.kindName}要写明的`}>
      <div className={styles.form}>
        {fields.map((field) => (
          <KindField key={field.id} field={field} value={content.fields[field.id]} onChange={(value) => onChange(withField(content, field.id, value))} />
        ))}
      </div>
    </Panel>
  );
}

function withField({ fields }: ArticleContent, id: string, value: FieldValue): ArticleContent['fields'] {
  const { [id]: _old, ...others } = fields;
  return value === '' ? others : { ...others, [id]: value };
}
