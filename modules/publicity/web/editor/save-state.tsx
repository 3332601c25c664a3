import { Button } from 'antd';
import { messageOf, Problem } from '#ui/api/problem.ts';
import { Notice } from '#ui/feedback/notice.tsx';
import styles from '../publicity.module.css';
import type { ArticleDraft } from './use-article-draft.ts';

const WORDS = { saved: '已保存，关掉页面也不会丢失', waiting: '等待保存……', saving: '正在保存……' };

/** Whether what was typed is safe; after a refusal nothing typed is lost. */
export function SaveState({ draft: { state, save } }: { draft: ArticleDraft }) {
  if (state.kind !== 'failed') {
    return (
      <p className={styles.faint} role="status">
        {WORDS[state.kind]}
      </p>
    );
  }
  const wasChanged = state.error instanceof Problem && state.error.code === 'ARTICLE_CHANGED';
  return (
    <Notice tone={wasChanged ? 'warning' : 'problem'} action={<Button onClick={() => void save()}>{wasChanged ? '用我写的保存' : '再保存一次'}</Button>}>
      {wasChanged
        ? '同事刚刚也修改了这篇稿件。您写的还在这里；请先在新窗口打开这篇稿件，看看同事改了什么，再决定用谁的。'
        : `还没有保存：${messageOf(state.error)}`}
    </Notice>
  );
}
