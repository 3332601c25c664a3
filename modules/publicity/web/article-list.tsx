import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { dayInWords } from '#shared/day.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Choice, Segments } from '#ui/inputs/choice.tsx';
import { SearchBox } from '#ui/inputs/search-box.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { useCan } from '#ui/viewer.ts';
import { type ArticleSummary, SHOWN } from '../contract/article.ts';
import { ARTICLE_KINDS, kindNamed } from '../contract/kinds.ts';
import { publicityRoutes } from '../contract/routes.ts';
import { ARTICLE_STATES, type ArticleState } from '../contract/workflow.ts';
import styles from './publicity.module.css';
import { StateMark } from './state-mark.tsx';

const STATES = [{ value: '', label: '全部' }, ...Object.entries(ARTICLE_STATES).map(([value, label]) => ({ value, label }))];
const KINDS = [{ value: '', label: '全部类别' }, ...Object.entries(ARTICLE_KINDS).map(([value, { label }]) => ({ value, label }))];
const WHOSE = [
  { value: 'own', label: '本单位' },
  { value: 'all', label: '本单位和下级' },
];

/** Articles of the jurisdiction: what is being written, waits for review, is seen. */
export function ArticleListScreen() {
  const [values, set] = useSearchState();
  const mayWrite = useCan('publicity.write');
  const navigate = useNavigate();
  const state = (values['state'] ?? '') as ArticleState | '';
  const whose = values['whose'] === 'all' ? 'all' : 'own';
  const query = {
    ...(state === '' ? {} : { state }),
    ...(kindNamed(values['kind']) ? { kind: kindNamed(values['kind']) } : {}),
    ...(whose === 'own' ? { own: 'true' as const } : {}),
    ...(values['q'] ? { q: values['q'] } : {}),
  };
  const pages = usePages(publicityRoutes.list, { query });
  const begin = mayWrite && (
    <Button type="primary" onClick={() => void navigate({ to: '/publicity/new' })}>
      写一篇
    </Button>
  );
  return (
    <Page title="宣传稿件" lead="新闻、通知、政策、案例、荣誉和招募：起草后由同事审核，发布在公开页面上。" actions={begin}>
      <div className={styles.filters}>
        <Segments label="看谁的稿件" value={whose} options={WHOSE} onChange={(value) => set({ whose: value === 'own' ? undefined : value })} />
        <Segments label="看哪个状态" value={state} options={STATES} onChange={(value) => set({ state: value || undefined })} />
        <Choice label="类别" value={values['kind'] ?? ''} options={KINDS} onChange={(value) => set({ kind: value || undefined })} />
        <SearchBox label="标题里的字" value={values['q'] ?? ''} onChange={(q) => set({ q: q || undefined })} />
      </div>
      <Panel title="稿件" flush>
        <DataTable
          name="articles"
          label="宣传稿件"
          columns={COLUMNS}
          pages={pages}
          rowKey={(article) => article.id}
          onOpen={(article) => void navigate({ to: '/publicity/$id', params: { id: article.id } })}
          counted="篇"
          empty={
            <EmptyState title="没有这样的稿件" action={begin || undefined}>
              {state === 'inReview' ? '同事提交审核的稿件会列在这里。' : '写好的稿件经审核后，居民在公开页面就能看到。'}
            </EmptyState>
          }
        />
      </Panel>
    </Page>
  );
}

const COLUMNS: readonly Column<ArticleSummary>[] = [
  {
    key: 'title',
    title: '标题',
    sentences: true,
    cell: ({ id, title, demonstration }) => (
      <>
        <Link to="/publicity/$id" params={{ id }}>
          {title || '（还没有标题）'}
        </Link>
        {demonstration && <small className={styles.faint}> 演示</small>}
      </>
    ),
  },
  { key: 'kind', title: '类别', cell: ({ kindName }) => kindName },
  { key: 'state', title: '状态', cell: ({ state }) => <StateMark state={state} /> },
  {
    key: 'shown',
    title: '公开页面',
    cell: ({ shown, shownFrom, shownUntil }) => (
      <>
        {SHOWN[shown]}
        {shownFrom !== null && <small className={styles.faint}> {dayInWords(shownFrom)}起</small>}
        {shownUntil !== null && <small className={styles.faint}> 到{dayInWords(shownUntil)}</small>}
      </>
    ),
  },
  { key: 'place', title: '发布单位所在地', cell: ({ divisionName }) => divisionName },
  {
    key: 'updated',
    title: '最后修改',
    cell: ({ updatedAt, updatedBy }) => `${updatedBy}，${momentText(updatedAt)}`,
  },
];
