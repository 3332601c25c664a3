import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { keyOfCall, refresh } from '#ui/api/use-call.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import type { Article, ArticleAbility } from '../contract/article.ts';
import { publicityRoutes } from '../contract/routes.ts';
import type { ArticleAction } from '../contract/workflow.ts';
import styles from './publicity.module.css';

const DONE: Record<ArticleAction, string> = {
  submit: '已提交，请有审核权的同事审核。',
  recall: '已收回，可以继续修改。',
  return: '已退回起草人修改。',
  publish: '已发布，居民在公开页面可以看到。',
  revise: '可以修改了。改好并审核前，公开页面仍显示原来的内容。',
  withdraw: '已撤下，公开页面不再显示。',
  reopen: '可以重新起草了。',
};

const ASKS: Partial<Record<ArticleAction, string>> = {
  publish: '发布后任何人都能看到。请确认内容属实、可以公开，没有个人信息。',
  return: '退回后起草人可以修改再送审。请写明要改什么。',
  withdraw: '撤下后公开页面立即不再显示，可以以后重新起草。',
};

interface ActionBarProps {
  article: Article;
  /** saves what was typed last before a step is taken */
  before?: () => Promise<boolean>;
  children?: ReactNode;
}

/** What can be done with an article now; what cannot says why. */
export function ActionBar({ article, before, children }: ActionBarProps) {
  const [asked, setAsked] = useState<ArticleAbility | null>(null);
  const act = useAct(article);
  async function choose(ability: ArticleAbility): Promise<void> {
    if (before && !(await before())) return;
    if (ability.needsReason || ASKS[ability.action]) setAsked(ability);
    else act.mutate({ action: ability.action });
  }
  const run = (action: ArticleAction) => (reason?: string) => act.mutateAsync({ action, reason });
  return (
    <div className={styles.bar}>
      {children}
      {act.error && <ProblemNotice error={act.error} />}
      <div className={styles.buttons}>
        {article.abilities.map((ability) => (
          <AbilityButton key={ability.action} ability={spoken(article, ability)} busy={act.isPending} onChoose={() => void choose(ability)} />
        ))}
        {article.abilities.length === 0 && <span className={styles.faint}>这篇稿件由{article.divisionName}的发布单位办理。</span>}
      </div>
      {asked?.needsReason && (
        <ConfirmWithReason
          open
          title={asked.label}
          confirmText={asked.label}
          danger={asked.action === 'withdraw'}
          onConfirm={run(asked.action)}
          onClose={() => setAsked(null)}
        >
          {ASKS[asked.action]}
        </ConfirmWithReason>
      )}
      {asked && !asked.needsReason && (
        <Confirm open title={asked.label} confirmText={asked.label} onConfirm={() => run(asked.action)()} onClose={() => setAsked(null)}>
          {ASKS[asked.action]}
        </Confirm>
      )}
    </div>
  );
}

/** What nobody has seen is given up, not taken down. */
function spoken({ shown }: Article, ability: ArticleAbility): ArticleAbility {
  return ability.action === 'withdraw' && shown === 'no' ? { ...ability, label: '作废' } : ability;
}

const FIRST: readonly ArticleAction[] = ['submit', 'publish'];

function AbilityButton({ ability: { action, label, allowed, reasons }, busy, onChoose }: { ability: ArticleAbility; busy: boolean; onChoose: () => void }) {
  // what is missing is said by the server after the last keystrokes were saved
  const isOpen = allowed || action === 'submit';
  return (
    <span>
      <Button type={FIRST.includes(action) ? 'primary' : 'default'} danger={action === 'withdraw'} disabled={!isOpen || busy} onClick={onChoose}>
        {label}
      </Button>
      {!isOpen && reasons.length > 0 && <small className={styles.faint}> {reasons.join('')}</small>}
    </span>
  );
}

/** One step; the version is the one in the cache, which the last save has put there. */
function useAct({ id }: Article) {
  const client = useQueryClient();
  const toasts = useToasts();
  const key = keyOfCall(publicityRoutes.get, { params: { id } });
  return useMutation({
    mutationFn: ({ action, reason }: { action: ArticleAction; reason?: string | undefined }) => {
      const { version } = client.getQueryData<Article>(key) ?? { version: 1 };
      return call(publicityRoutes.act, { params: { id }, body: { version, action, ...(reason ? { reason } : {}) } });
    },
    onSuccess: async (next, { action }) => {
      client.setQueryData(key, next);
      toasts.done(DONE[action]);
      await refresh(client, publicityRoutes.list);
    },
    onError: () => void refresh(client, publicityRoutes.get),
  });
}
