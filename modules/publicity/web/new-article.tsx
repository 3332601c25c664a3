import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '#ui/api/call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { ARTICLE_KIND_IDS, ARTICLE_KINDS, type ArticleKindId } from '../contract/kinds.ts';
import { publicityRoutes } from '../contract/routes.ts';
import styles from './publicity.module.css';

const CRUMBS = [
  { key: 'list', label: '宣传稿件', to: '/publicity' },
  { key: 'here', label: '写一篇' },
];

/** One press on what it is to be, and the draft is there. */
export function NewArticleScreen() {
  const navigate = useNavigate();
  const begin = useMutation({
    mutationFn: (kind: ArticleKindId) => call(publicityRoutes.begin, { body: { kind } }),
    onSuccess: ({ id }) => navigate({ to: '/publicity/$id', params: { id } }),
  });
  return (
    <Page title="写一篇" above={<Breadcrumb label="位置" crumbs={CRUMBS} />} lead="先选类别：各类要写的内容不一样。">
      {begin.error && <ProblemNotice error={begin.error} />}
      <ul className={styles.kinds}>
        {ARTICLE_KIND_IDS.map((kind) => (
          <li key={kind}>
            <button type="button" disabled={begin.isPending} onClick={() => begin.mutate(kind)}>
              <strong>{ARTICLE_KINDS[kind].label}</strong>
              <span>{ARTICLE_KINDS[kind].does}</span>
            </button>
          </li>
        ))}
      </ul>
    </Page>
  );
}
