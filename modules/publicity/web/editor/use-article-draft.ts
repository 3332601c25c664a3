import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { Problem } from '#ui/api/problem.ts';
import { keyOfCall, refresh } from '#ui/api/use-call.ts';
import type { Article, ArticleContent } from '../../contract/article.ts';
import { publicityRoutes } from '../../contract/routes.ts';

const PAUSE_MS = 900;

export type SaveState = { kind: 'saved' } | { kind: 'waiting' } | { kind: 'saving' } | { kind: 'failed'; error: unknown };

export interface ArticleDraft {
  content: ArticleContent;
  set(change: Partial<ArticleContent>): void;
  state: SaveState;
  /** saves now what has not been saved yet. @returns whether all of it is saved */
  save(): Promise<boolean>;
}

/** What is on its way; kept outside the rendering, because answers come between two keystrokes. */
interface Work {
  content: ArticleContent;
  isSaved: boolean;
  version: number;
  saving: Promise<SaveState> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** An article as it is typed, saved when the typing pauses. Whoever saves second is told, keeps what was typed, and decides. */
export function useArticleDraft(article: Article): ArticleDraft {
  const client = useQueryClient();
  const [content, setContent] = useState(article.content);
  const [state, setState] = useState<SaveState>({ kind: 'saved' });
  const work = useRef<Work>({ content: article.content, isSaved: true, version: article.version, saving: null, timer: undefined });
  const save = useCallback(async (): Promise<boolean> => {
    const { current } = work;
    clearTimeout(current.timer);
    while (current.saving) await current.saving;
    if (current.isSaved) return true;
    setState({ kind: 'saving' });
    current.saving = send(client, article.id, current);
    const outcome = await current.saving;
    current.saving = null;
    setState(outcome);
    return outcome.kind !== 'failed';
  }, [client, article.id]);
  // leaving the page saves the last keystrokes
  useEffect(() => () => void save(), [save]);
  const set = useCallback(
    (change: Partial<ArticleContent>): void => {
      const { current } = work;
      current.content = { ...current.content, ...change };
      current.isSaved = false;
      setContent(current.content);
      setState({ kind: 'waiting' });
      clearTimeout(current.timer);
      current.timer = setTimeout(() => void save(), PAUSE_MS);
    },
    [save],
  );
  return { content, set, state, save };
}

async function send(client: QueryClient, id: string, work: Work): Promise<SaveState> {
  const params = { id };
  const sent = work.content;
  try {
    const next = await call(publicityRoutes.save, { params, body: { version: work.version, content: sent } });
    work.version = next.version;
    work.isSaved = work.content === sent;
    client.setQueryData(keyOfCall(publicityRoutes.get, { params }), next);
    void refresh(client, publicityRoutes.list);
    return work.isSaved ? { kind: 'saved' } : { kind: 'waiting' };
  } catch (error) {
    // the next save is on top of what is there now; whether to is for people to decide
    if (error instanceof Problem && error.code === 'ARTICLE_CHANGED') work.version = await versionNow(id).catch(() => work.version);
    return { kind: 'failed', error };
  }
}

async function versionNow(id: string): Promise<number> {
  return (await call(publicityRoutes.get, { params: { id } })).version;
}
