import { StatusMark } from '#ui/figures/status-mark.tsx';
import type { Status } from '#ui/tokens.ts';
import { ARTICLE_STATES, type ArticleState } from '../contract/workflow.ts';

const MARKS: Record<ArticleState, Status> = { draft: 'notStarted', inReview: 'onTrack', published: 'met', withdrawn: 'noData' };

/** How far an article is, as mark, color and word. */
export function StateMark({ state }: { state: ArticleState }) {
  return <StatusMark status={MARKS[state]} word={ARTICLE_STATES[state]} />;
}
