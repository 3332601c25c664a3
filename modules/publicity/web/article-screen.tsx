import { useParams } from '@tanstack/react-router';
import { useCall } from '#ui/api/use-call.ts';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useViewer } from '#ui/viewer.ts';
import { type Article, SHOWN } from '../contract/article.ts';
import { publicityRoutes } from '../contract/routes.ts';
import { ActionBar } from './action-bar.tsx';
import { ArticleHistory } from './article-history.tsx';
import { ArticleEditor } from './editor/article-editor.tsx';
import { PhonePreview } from './phone-preview.tsx';
import styles from './publicity.module.css';
import { StateMark } from './state-mark.tsx';

/** One article: written while it is a draft of the own office, else as people see it, with what can be done. */
export function ArticleScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useCall(publicityRoutes.get, { params: { id } });
  return (
    <LoadedPage title="稿件" query={query}>
      {(article) => <OneArticle key={article.id} article={article} />}
    </LoadedPage>
  );
}

function OneArticle({ article }: { article: Article }) {
  const crumbs = [
    { key: 'list', label: '宣传稿件', to: '/publicity' },
    { key: 'here', label: article.title || article.kindName },
  ];
  return (
    <Page
      title={article.title || `新的${article.kindName}`}
      above={<Breadcrumb label="位置" crumbs={crumbs} />}
      lead={
        <>
          {article.kindName}，{article.divisionName}　<StateMark state={article.state} />
          {'　'}公开页面：{SHOWN[article.shown]}
          {article.shown === 'now' && (
            <>
              {'　'}
              <a href={`/articles/${article.id}`} target="_blank" rel="noreferrer">
                看公开页面
              </a>
            </>
          )}
        </>
      }
    >
      {article.mayEdit ? <ArticleEditor article={article} /> : <Shown article={article} />}
    </Page>
  );
}

function Shown({ article }: { article: Article }) {
  const { today } = useViewer();
  return (
    <>
      <div className={styles.columns}>
        <Panel title="手机上的样子">
          <PhonePreview kind={article.kind} content={article.content} on={article.shownFrom ?? today} />
        </Panel>
        <ArticleHistory article={article} />
      </div>
      <ActionBar article={article} />
    </>
  );
}
